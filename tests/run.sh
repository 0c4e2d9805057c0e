#!/bin/sh
# Runs test programs and scripts: run.sh FOLDER TEST... Twice as many at a time as there are
# processors: some wait for others.
# A program's cmocka report or a script's last line tells its counts; a crash is a failure. The
# last line is the sum.
set -u
folder=$1
shift
CONVREEL=$PWD/$folder/convreel
LSAN_OPTIONS=suppressions=$PWD/tests/leaks.txt:print_suppressions=0
# The tests' files are in memory, where there is room and programs may run: they are many and small,
# and a disk would write down each. TMPDIR says otherwise.
room() {
    [ "$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print int($4 / 1048576) }')" -ge 2 ] 2>/dev/null &&
        awk '/^MemAvailable:/ { exit $2 < 4194304 }' /proc/meminfo 2>/dev/null &&
        cp /bin/true "$1" 2>/dev/null && "$1" 2>/dev/null
}
tried=/dev/shm/convreel-tests-$$
[ -n "${TMPDIR:-}" ] || ! room "$tried" || TMPDIR=/dev/shm
rm -f "$tried"
logs=$(mktemp -d "${TMPDIR:-/tmp}/tmp.XXXXXXXXXX")
TMPDIR=$logs/files
mkdir "$TMPDIR"
# Hundreds of short runs: fewer pages to begin with, and no names of functions, which every run
# would look up for the leak of Fontconfig that leaks.txt excuses by its library.
ASAN_OPTIONS=quarantine_size_mb=32:symbolize=0
export ASAN_OPTIONS CONVREEL LSAN_OPTIONS TMPDIR logs
trap 'rm -rf "$logs"' EXIT

# Runs one test: prints its words if it failed and a line of its counts, which it keeps for the sum.
cat >"$logs/one" <<'END'
test=$1
log=$logs/$(basename "$test")
run() {
    case $test in
    *.sh) sh "$test" ;;
    # Programs make thousands of scenes, and glibc would give their memory back each time.
    *) MALLOC_TRIM_THRESHOLD_=268435456 MALLOC_MMAP_THRESHOLD_=4194304 "$test" ;;
    esac
}
# What a sanitizer found, once more with the names of functions.
named() {
    ASAN_OPTIONS=$ASAN_OPTIONS:symbolize=1
    run 2>&1
}
begun=$(date +%s%N)
run >"$log" 2>&1
status=$?
echo "$((($(date +%s%N) - begun) / 1000000)) $test" >"$log.took"
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
{
    [ "$bad" = 0 ] || cat "$log"
    [ "$bad" = 0 ] || ! grep -q 'Sanitizer' "$log" || named
    printf '%-44s %4d passed %4d failed\n' "$(basename "$test")" "$good" "$bad"
} >"$log.said"
cat "$log.said"
echo "$good $bad" >"$log.counts"
END

# What took longest the last time, in milliseconds, begins first, so that no long test ends alone.
# Without a last time scripts begin: programs, of a second at most, fill the end.
times=$folder/test_times
[ -e "$times" ] || : >"$times"
for test in "$@"; do
    case $test in
    *.sh) echo "1000000 $test" ;;
    *) echo "0 $test" ;;
    esac
done | awk '!now { took[$2] = $1; next } { print ($2 in took) ? took[$2] : $1, $2 }' "$times" now=1 - |
    sort -s -rn -k1,1 | cut -d ' ' -f 2 | xargs -n 1 -P $((2 * $(nproc))) sh "$logs/one"
cat "$logs"/*.took "$times" | awk '!seen[$2]++' >"$times.new" && mv "$times.new" "$times"
passed=0
failed=0
for test in "$@"; do
    good=0
    bad=1
    read -r good bad <"$logs/$(basename "$test").counts"
    passed=$((passed + good))
    failed=$((failed + bad))
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
