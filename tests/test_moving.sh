#!/bin/sh
# Formats that move, read back: alpha, exact times, key pictures, a held picture stored once.
set -u
. tests/checks.sh
cd "$folder" || exit 1
cat >film.yaml <<'END'
input: 4
layer: {type: Conv2d, kernel_size: 3}
timeline: {step: 0.8, move: 0.4, hold_last: 1}
output: {size: 200x120, fps: 20}
show: none
shots:
  - steps: 0..1
  - {layer: {stride: 2}, name: second, pause: true}
  - {layer: {padding: 1}, steps: 0..1}
END
ends "all formats" 0 "$program" render -q film.yaml --format mp4,webm,mov,webp,apng -o ./
frames() {
    ffprobe -v error -count_packets -select_streams v -show_entries stream=nb_read_packets:format=duration -of csv=p=0 "$1" | tr '\n' ' '
}
keys() {
    ffprobe -v error -select_streams v -show_entries packet=pts_time,flags -of csv=p=0 "$1" | grep K | cut -d, -f1 | sort -n | tr '\n' ' '
}
for film in mp4 webm mov; do
    same "$film: frames and seconds" "110 5.500000 " "$(frames film.$film)"
done
for film in mp4 webm; do
    same "$film: players jump to its shots" "0.000000 2.100000 2.900000 " "$(keys film.$film)"
done
ends "AV1" 0 "$program" render -q film.yaml --format av1 -o small.webm
same "AV1: frames and seconds" "110 5.500000 " "$(frames small.webm)"
same "AV1: kind" "av1,yuv420p" "$(ffprobe -v error -show_entries stream=codec_name,pix_fmt -of csv=p=0 small.webm)"
same "AV1 looks as MP4 does" "" \
    "$(ffmpeg -v error -i film.mp4 -i small.webm -lavfi 'psnr=stats_file=-' -f null - | sed 's/.*psnr_avg:\([0-9.inf]*\).*/\1/' | awk '$1 != "inf" && $1 < 40')"
if is_long; then
    "$program" render -q film.yaml --format av1 -o again.webm
    same "the same AV1 twice" "" "$(cmp small.webm again.webm)"
fi
same "mov: kind" "prores,4444,yuv444p12le" \
    "$(ffprobe -v error -show_entries stream=codec_name,profile,pix_fmt -of csv=p=0 film.mov)"

# ---- a held picture is stored once ----

ends "at a variable rate" 0 "$program" render -q film.yaml --rate variable --format mp4,webm,mov -o variable/
pictures=$("$program" render -q film.yaml --format hash -o - | wc -l)
for film in mp4 webm mov; do
    same "$film at a variable rate" "$pictures 5.500000 " "$(frames variable/film.$film)"
done
same "the same pictures at the same times" "" \
    "$(ffmpeg -v error -i film.mp4 -i variable/film.mp4 -lavfi '[0:v]fps=20[a];[1:v]fps=20[b];[a][b]psnr=stats_file=-' -f null - | sed 's/.*psnr_avg:\([0-9.inf]*\).*/\1/' | awk '$1 != "inf" && $1 < 40')"
ends "a format without a rate" 2 "$program" render film.yaml --rate variable -o film.gif
same "is told" 1 "$(grep -c -e "--rate has no effect here: it is for mp4, webm, av1, mov" err)"

# ---- transparent ----

ends "without a background" 0 "$program" render -q film.yaml --background none --format webm,mov,webp -o clear/
"$program" render -q film.yaml --background none --pictures all -o clear/picture_%03d.png
# alpha FILE DECODER: the first picture's alpha, as the PNG has it, within so much on average
alpha() {
    # shellcheck disable=SC2086
    ffmpeg -v error $2 -i "$1" -i clear/picture_000.png -frames:v 1 -lavfi \
        '[0:v]format=yuva444p,alphaextract,format=gray[a];[1:v]format=yuva444p,alphaextract,format=gray[b];[a][b]psnr=stats_file=-' \
        -f null - | sed 's/.*psnr_avg:\([0-9.inf]*\).*/\1/' | head -n 1 | awk '{ print ($1 == "inf" || $1 > 38) ? "alike" : $1 }'
}
same "mov: alpha" alike "$(alpha clear/film.mov '')"
same "webm: alpha" alike "$(alpha clear/film.webm '-c:v libvpx-vp9')"
same "webm: its mark" 1 "$(ffprobe -v error -show_entries stream_tags=alpha_mode -of csv=p=0 clear/film.webm)"

# ---- animated WebP ----

cat >read.py <<'END'
import sys
from PIL import Image, ImageChops

film = Image.open(sys.argv[1])
total, different = 0, 0
for number in range(film.n_frames):
    film.seek(number)
    film.load()
    total += film.info["duration"]
    if len(sys.argv) > 2:
        # of what is wholly transparent the colour is anything
        a = film.convert("RGBA").convert("RGBa")
        b = Image.open(sys.argv[2] % number).convert("RGBA").convert("RGBa")
        different += ImageChops.difference(a, b).getbbox() is not None
print(film.n_frames, total, film.info["loop"], different)
END
same "webp: pictures, milliseconds, loops" "$pictures 5500 0 0" "$(/usr/bin/python3 read.py film.webp)"
same "webp: exact colours" "$pictures 5500 0 0" "$(/usr/bin/python3 read.py clear/film.webp clear/picture_%03d.png)"
"$program" render -q film.yaml --loop 3 -o thrice.webp
same "webp: loops three times" "$pictures 5500 3 0" "$(/usr/bin/python3 read.py thrice.webp)"
ends "webp: too large" 4 "$program" render film.yaml --size 16384x100 -o large.webp
same "webp: is told" 1 "$(grep -c 'at most 16383 pixels' err)"
finish
