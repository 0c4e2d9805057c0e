#!/bin/sh
# Runs test programs and scripts: run.sh FOLDER TEST...
# A program's cmocka report or a script's last line tells its counts; a crash is a failure. The
# last line is the sum.
set -u
folder=$1
shift
CONVREEL=$PWD/$folder/convreel
LSAN_OPTIONS=suppressions=$PWD/tests/leaks.txt:print_suppressions=0
export CONVREEL LSAN_OPTIONS
passed=0
failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT
for test in "$@"; do
    case $test in
    *.sh) sh "$test" >"$log" 2>&1 ;;
    *) "$test" >"$log" 2>&1 ;;
    esac
    status=$?
    case $test in
    *.sh)
        good=$(sed -n 's/^\([0-9]*\) passed, [0-9]* failed$/\1/p' "$log" | tail -n 1)
        bad=$(sed -n 's/^[0-9]* passed, \([0-9]*\) failed$/\1/p' "$log" | tail -n 1)
        ;;
    *)
        good=$(grep -c '^\[ *OK \]' "$log")
        bad=$(grep '^\[  FAILED  \] [a-z_A-Z0-9]*$' "$log" | sort -u | wc -l)
        ;;
    esac
    good=${good:-0}
    bad=${bad:-0}
    if [ "$status" != 0 ] && [ "$bad" = 0 ]; then
        bad=1
    fi
    if [ "$good" = 0 ] && [ "$bad" = 0 ]; then
        echo "$test ran no test" >>"$log"
        bad=1
    fi
    [ "$bad" = 0 ] || cat "$log"
    printf '%-44s %4d passed %4d failed\n' "$(basename "$test")" "$good" "$bad"
    passed=$((passed + good))
    failed=$((failed + bad))
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
