#!/bin/sh
# How many instructions of our own some runs take, against tests/golden/instructions.txt: the hot
# paths, where seconds would tell of the machine. GOLDEN_UPDATE=1 writes them
# down. A count that differs by more than three parts in a hundred is a reason to look.
set -eu
. tests/checks.sh
golden=$PWD/tests/golden/instructions.txt
scenes=$PWD/scenes
counted=$folder/counted
cat >"$folder/moving.yaml" <<'END'
input: {size: 8, random: {seed: 7}}
layer: {type: Conv2d, kernel_size: 3, padding: 1}
kernel: {random: {seed: 3, low: 0, high: 4}}
timeline: {step: 0.5, move: 0.5, hold_first: 0, hold_last: 0}
output: {fps: 10}
END
# Of libraries' code no count is taken: it changes with their versions and with the machine's fonts.
count() {
    name=$1
    shift
    valgrind --tool=callgrind --callgrind-out-file="$folder/calls" "$program" "$@" >/dev/null 2>&1
    awk -v name="$name" '
        /^c?ob=/ { split($0, half, ")"); id = half[1]; sub(/^c?ob=/, "", id)
                   if (half[2]) called[id] = half[2]
                   if (/^ob=/) object = id
                   next }
        /^calls=/ { getline; next } # the cost of what is called is told there
        /^[0-9+*-]/ { sum[object] += $2 }
        END { for (id in sum) if (called[id] ~ /convreel(-film\.so)?$/) own += sum[id]
              print name, own }' "$folder/calls"
}
{
    count gif render -q "$scenes/guide/padding_strides.yaml" -o "$folder/a.gif"
    count png render -q "$folder/moving.yaml" --size 320x180 --steps 0..5 --pictures all -o "$folder/%03d.png"
    count drawing render -q "$folder/moving.yaml" --size 1080p --steps 0..3 --format null -o /dev/null
    count network check "$scenes/gallery/lenet.yaml"
    count numbers trace "$scenes/gallery/lenet.yaml" --steps none
} >"$counted"
if [ "${GOLDEN_UPDATE:-}" ]; then
    cp "$counted" "$golden"
fi
while read -r name before; do
    now=$(awk -v name="$name" '$1 == name { print $2 }' "$counted")
    near=$(awk -v now="$now" -v before="$before" \
        'BEGIN { print (now < 1.03 * before && now > 0.97 * before) ? before : now }')
    same "$name: instructions, within 3 %" "$before" "$near"
done <"$golden"
finish
