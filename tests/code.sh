#!/bin/sh
# make check-code: what other programs find in our code. code.sh PROGRAM TSAN: the usual program, and
# the one that runs under ThreadSanitizer. Reports of libraries are left out by name:
# tests/valgrind.supp, tests/tsan.supp.
set -u
. tests/checks.sh
program=$PWD/$1
tsan=$PWD/$2
root=$PWD

# quiet WHAT COMMAND...: ends with 0 and says nothing.
quiet() {
    what=$1
    shift
    "$@" >"$folder/said" 2>&1 </dev/null
    same "$what: exit status" 0 $?
    same "$what" "" "$(head -n 40 "$folder/said")"
}

# ---- without running it ----

quiet cppcheck cppcheck -q --std=c11 --enable=warning,performance --inline-suppr -j "$(nproc)" \
    --error-exitcode=1 -Iinclude -Isrc -Ibuild src
includes=$(pkg-config --cflags yaml-0.1 cairo fribidi harfbuzz-subset libavcodec)
export includes
# shellcheck disable=SC2016
tidy() {
    find src -name '*.c' -print0 | xargs -0 -n 8 -P "$(nproc)" sh -c 'clang-tidy --quiet \
        --warnings-as-errors="*" "$@" -- -std=c11 -D_XOPEN_SOURCE=700 -DCONVREEL_LIBDIR="\"/\"" \
        -DCONVREEL_VERSION="\"0\"" -Iinclude -Isrc -Ibuild $includes 2>/dev/null' sh
}
quiet clang-tidy tidy

# ---- running it ----

cd "$folder" || exit 1
cat >film.yaml <<'END'
input: {size: 4, random: {seed: 1, low: 0, high: 3}}
layer: {type: Conv2d, kernel_size: 3}
kernel: {fill: 1}
title: A film
output: {size: 320x240, fps: 10}
shots: [{steps: 0..1}, {card: "# A", say: a}]
END
# Valgrind does not know the calls of Landlock, and says so.
# Films and WebP load libraries with instructions that valgrind does not know.
for format in png svg pdf gif html; do
    quiet "valgrind: $format" valgrind -q --error-exitcode=1 --leak-check=full \
        --show-leak-kinds=definite --errors-for-leak-kinds=definite --suppressions="$root/tests/valgrind.supp" \
        "$program" render -q film.yaml -j 2 -o "valgrind.$format" --keep-rights
done
for command in check describe trace; do
    valgrind -q --error-exitcode=99 --suppressions="$root/tests/valgrind.supp" "$program" $command \
        film.yaml --keep-rights >said 2>&1 </dev/null
    same "valgrind: $command" 0 $?
done
TSAN_OPTIONS="suppressions=$root/tests/tsan.supp exitcode=66 halt_on_error=0"
G_SLICE=always-malloc # whose locks ThreadSanitizer sees
export TSAN_OPTIONS G_SLICE
cat >decks.yaml <<'END'
input: [2, 4, 4]
layer: {type: Conv2d, kernel_size: 3, padding: 1, groups: 2, out_channels: 4}
title: Own
output: {dpi: 40, fps: 6}
END
for jobs in 2 8; do
    quiet "threads: decks -j$jobs" "$tsan" render -q decks.yaml --steps 0..11 --pictures all \
        -j "$jobs" -o 'tsan_%03d.png'
    for format in png gif mp4 html; do
        quiet "threads: $format -j$jobs" "$tsan" render -q film.yaml -j "$jobs" -o "tsan.$format"
    done
    for scene in autocorrelation classifier unet; do
        quiet "threads: $scene -j$jobs" "$tsan" render -q "$root/scenes/gallery/$scene.yaml" \
            -j "$jobs" -o 'tsan_%d.png'
    done
done
finish
