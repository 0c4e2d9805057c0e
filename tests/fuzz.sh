#!/bin/sh
# Runs libFuzzer: fuzz.sh CONVREEL FUZZER TARGET... Each target begins with its files of
# tests/corpus, and what it has come to in runs before; its dictionary is every word that the
# program knows. Prints how often each target ran, how fast, and what was found.
# TIME: seconds of each; RUNS: executions instead.
set -u
program=$1
fuzzer=$2
shift 2
folder=build/fuzz
mkdir -p $folder/found
[ -n "${RUNS:-}" ] && until=-runs=$RUNS || until=-max_total_time=${TIME:-60}

# The names that scenes know, from the tables, and the signs between them.
{
    for list in $("$program" list); do
        "$program" list "$list"
    done
    "$program" schema | grep -oE '"[A-Za-z_]+"' | tr -d '"'
    sed -n 's/.*WORD(\([a-z_]*\),.*/\1/p' include/convreel/catalogue.h
    printf '%s\n' ': ' '- ' '{' '}' '[' ']' '..' '|' '&a ' '*a' '!!' '-->' 'WEBVTT' '(0): ' ' x ' \
        'nn.' '=' '0.5' '-1' '1e9' '30000/1001' "'descr': '<f8'" "'fortran_order': False" "'shape': ("
} | tr -d '\r' | grep -v '[\\"]' | sort -u | sed 's/.*/"&"/' >$folder/words

status=0
for target; do
    seeds="tests/corpus/$target"
    case $target in
    scene | films | path) seeds="$seeds $folder/scenes" ;;
    esac
    mkdir -p "$folder/corpus/$target" $folder/scenes
    for scene in scenes/*/*.yaml tests/broken/*.yaml; do
        cp "$scene" "$folder/scenes/$(echo "$scene" | tr / _)"
    done
    case $target in
    npy | csv | png | onnx) words= ;;
    *) words=-dict=$folder/words ;;
    esac
    # Entropic schedules look through all rare features at each run: with the hundred thousand of
    # a whole path that took five sixths of the time.
    # shellcheck disable=SC2086
    ASAN_OPTIONS=quarantine_size_mb=1:malloc_context_size=0 FUZZ=$target "$fuzzer" "$until" $words \
        -entropic=0 -timeout=10 -rss_limit_mb=3000 -max_len=512 -print_final_stats=1 -artifact_prefix=$folder/found/"$target"- \
        "$folder/corpus/$target" $seeds >"$folder/$target.log" 2>&1
    result=$?
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$folder/$target.log")
    speed=$(sed -n 's/^stat::average_exec_per_sec: *//p' "$folder/$target.log")
    [ $result = 0 ] && found="nothing found" || found="FOUND, see $folder/$target.log"
    echo "$target: ${runs:-?} runs, ${speed:-?} a second: $found"
    [ $result = 0 ] || status=1
done
exit $status
