#!/bin/sh
# A call of our own code that fails: the output is complete or absent, the reason is told, and no
# temporary file stays.
set -u
[ -n "${LONG:-}" ] || NAMES=${NAMES:-x.png x.gif x.html joined.mp4 words.txt}
ATTACKS=own_calls
. tests/reliability.sh

# Files that are compared, measured, or copied to standard output stand in the folder for temporary
# ones.
mkdir temporary
for call in open fdopen fstat fflush fopen dup; do
    for number in 1 2 3; do
        for command in "render --check scene.yaml -o clean/x.gif" "check scene.yaml --format apng" \
            "render -q scene.yaml --format mov --part 1/3 -o -"; do
            # shellcheck disable=SC2086
            TMPDIR=$folder/temporary fails $call $number "$program" $command
            status=$?
            case $status in
            [0135]) ;;
            *) same "$call $number: $command: status" "0, 1, 3 or 5" $status ;;
            esac
            same "$call $number: $command: temporary files" "" "$(ls -A temporary)"
        done
    done
done
finish
