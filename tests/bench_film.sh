#!/bin/sh
# How a film compares with ffmpeg encoding the same frames: CPU (user and system) and bytes, as
# ratios of neighbouring runs. bench_film.sh [REPEATS] [SCENE]; needs 2 GB in /dev/shm or TMPDIR.
set -eu
program=${CONVREEL:-$PWD/build/convreel}
repeats=${1:-5}
folder=$(mktemp -d "${TMPDIR:-/dev/shm}/convreel-bench-XXXXXX")
trap 'rm -rf "$folder"' EXIT
scene=${2:-$folder/moving.yaml}
cat >"$folder/moving.yaml" <<'EOF'
input: {size: 8, random: {seed: 7}}
layer: {type: Conv2d, kernel_size: 3, padding: 1}
kernel: {random: {seed: 3, low: 0, high: 4}}
timeline: {step: 0.5, move: 0.5, hold_first: 0, hold_last: 0}
output: {size: 1080p, fps: 60, steps: 0..11}
EOF

# cpu COMMAND...: its seconds of CPU.
cpu() {
    sh -c '"$@" >/dev/null 2>&1 || exit; times' sh "$@" | awk -F '[ms ]+' \
        'NR == 2 {print $1 * 60 + $2 + $3 * 60 + $4}'
}

median() {
    sort -n | awk '{at[NR] = $1} END {print at[int((NR + 1) / 2)]}'
}

film() {
    cpu "$program" render "$scene" -o "$folder/ours.mp4"
}

encoder() {
    cpu ffmpeg -y -f rawvideo -pix_fmt yuv420p -s "$size" -r "$rate" -i "$folder/frames.yuv" \
        -c:v libx264 -preset veryfast -crf 18 -threads 4 "$folder/theirs.mp4"
}

# its frames as they are before they are packed
"$program" render "$scene" --crf 0 -o "$folder/lossless.mp4" >/dev/null 2>&1
show="ffprobe -v error -select_streams v -of csv=p=0:s=x -show_entries"
size=$($show stream=width,height "$folder/lossless.mp4")
rate=$($show stream=r_frame_rate "$folder/lossless.mp4")
ffmpeg -v error -y -i "$folder/lossless.mp4" -f rawvideo "$folder/frames.yuv"
rm "$folder/lossless.mp4"
for run in $(seq "$repeats"); do
    echo "$(film) $(encoder)" | awk '{print $1 / $2}'
done >"$folder/ratios"
echo "CPU, film against ffmpeg: $(median <"$folder/ratios")" \
    "($(sort -n "$folder/ratios" | head -n 1) to $(sort -n "$folder/ratios" | tail -n 1))"
echo "$(wc -c <"$folder/ours.mp4") $(wc -c <"$folder/theirs.mp4")" |
    awk '{printf "bytes, film against ffmpeg: %.4f\n", $1 / $2}'
