#!/bin/sh
# A call of our own code that fails: the output is complete or absent, the reason is told, and no
# temporary file stays.
set -u
[ -n "${LONG:-}" ] || NAMES=${NAMES:-x.png x.gif joined.mp4 quiz.gift}
ATTACKS=own_calls
. tests/reliability.sh

# Files that are compared, measured, or copied to standard output stand in the folder for temporary
# ones.
mkdir temporary
failures=0
export TMPDIR="$folder/temporary"
for command in "render --check scene.yaml -o clean/x.gif" "check scene.yaml --format apng" \
    "render -q scene.yaml --format mov --size 64x48 --part 1/3 -o -"; do
    # shellcheck disable=SC2086
    attempts 3 "$program" $command
    while read -r call number; do
        # shellcheck disable=SC2086
        fails "$call" "$number" "$program" $command
        status=$?
        has_failed || continue
        failures=$((failures + 1))
        case $status in
        [0135]) ;;
        *) same "$call $number: $command: status" "0, 1, 3 or 5" $status ;;
        esac
        others_in temporary
        same "$call $number: $command: temporary files" "" "$others"
    done <"$folder/attempts"
done
same "calls failed" yes "$([ $failures -gt 20 ] && echo yes || echo $failures)"

# What a killed run has left goes; what only looks like it stays.
rm -rf work && mkdir work
for name in .x.png.convreel-99999-0.tmp .a.convreel-1-0.tmp.convreel-4-12.tmp; do
    : >"work/$name"
done
kept=".x.png.convreel-9-0.tm .x.png.convreel-9-.tmp .x.png.convreel--0.tmp .x.png.convreel-a9-0.tmp
.x.png.convreel-9-0x.tmp x.png.convreel-9-0.tmp .x.png.tmp"
for name in $kept; do
    : >"work/$name"
done
ln -s ../scene.yaml work/.link.convreel-9-0.tmp
mkdir work/.folder.convreel-9-0.tmp
"$program" render -q scene.yaml -o work/x.png --steps 0
same "what is left beside the output" "$(for name in $kept .link.convreel-9-0.tmp .folder.convreel-9-0.tmp x.png; do
    echo "$name"
done | LC_ALL=C sort)" "$(ls -A work | LC_ALL=C sort)"
finish
