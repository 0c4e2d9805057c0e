#!/bin/sh
# Complete or absent, each attack twice: `make test-reliability` makes many, on files of all formats.
set -u
# Files of each kind of writing: one picture, many, a page, a film, a joined one, words.
[ -n "${LONG:-}" ] || NAMES=${NAMES:-x.png x.gif x.mp4 words.txt}
. tests/reliability.sh

# ---- broken surroundings: one clear line each, or all goes well ----

# around WHAT STATUS COMMAND...: what is told is at most one line
around() {
    what=$1
    wanted=$2
    shift 2
    "$@" >"$folder/out" 2>"$folder/err" </dev/null
    same "$what: exit status" "${wanted%% *}" $?
    same "$what: lines told" "$([ "$wanted" = 0 ] && echo 0 || echo 1)" "$(wc -l <"$folder/err")"
}
rm -rf work && mkdir work
set -- "$program" render -q scene.yaml -o work/x.svg
"$program" render -q scene.yaml -o clean/x.svg
around "HOME unset" 0 env -u HOME "$@"
around "HOME that is not there" 0 env HOME=/none "$@"
around "no environment" 0 env -i "$@"
around "a folder for caches that is not there" 0 env XDG_CACHE_HOME=/none "$@"
sed '/^show/d' scene.yaml >words.yaml
around "no fonts' configuration" "0 and a warning" env FONTCONFIG_FILE=/none FONTCONFIG_PATH=/none \
    "$program" render -q words.yaml -o work/words.svg --size 1280x720
around "TMPDIR that is not there" 3 env TMPDIR=/none "$program" render -q scene.yaml --format mp4 -o -
around "no PATH" 0 env PATH= "$@"
around "a locale that is not there" 0 env LC_ALL=xx_YY "$@"
around "no descriptor but one" 0 sh -c 'ulimit -n 4 && exec "$@"' sh "$@"
around "closed standard streams" 0 sh -c '"$@" <&- >&-' sh "$@"
around "a closed standard error" 0 sh -c '"$@" 2>&-' sh "$@"
sh -c '"$0" trace scene.yaml >&-' "$program" 2>err
same "numbers to a closed standard output" 3 $?
"$program" trace scene.yaml >/dev/full 2>err
same "numbers to a full disk" 3 $?
same "are told" "convreel: cannot write" "$(head -c 22 err)"
mkdir lib
: >lib/libavformat.so.59
around "a library of films that is broken" "5 and a line" env LD_LIBRARY_PATH="$PWD/lib" \
    "$program" render -q scene.yaml -o work/x.mp4
around "what needs none of it" 0 env LD_LIBRARY_PATH="$PWD/lib" \
    "$program" render -q scene.yaml -o work/x.gif
# other file systems, which a user may mount where the kernel allows it
inside() {
    first=$1
    shift
    unshare -rm sh -c "$first"' && exec "$@"' sh "$@"
}
if inside "mount -t tmpfs tmpfs /proc" true 2>/dev/null; then
    around "no /proc" 0 inside "mount -t tmpfs tmpfs /proc" "$@"
    [ -e /usr/local/lib/convreel ] ||
        around "no /proc, where films have their library" "5 and a line" \
            inside "mount -t tmpfs tmpfs /proc" "$program" render -q scene.yaml -o work/x.webm
    around "no /dev" 0 inside "mount -t tmpfs tmpfs /dev" \
        "$program" render -q scene.yaml -o work/x.mov --fps 1
    for what in "scene.yaml -o work/y.png" "../scene.yaml"; do
        around "a folder to read only: $what" "3 and a line" \
            inside "mount -t tmpfs -o ro tmpfs work && cd $([ "${what#..}" = "$what" ] && echo . || echo work)" \
            "$program" render -q $what
        same "its reason" 1 "$(grep -c 'Read-only file system' "$folder/err")"
    done
else
    echo "no /proc, no /dev, read-only folders: not tried, the kernel lets no user mount"
fi
same "all of it was drawn" "" "$(cmp work/x.svg clean/x.svg 2>&1)"
# few threads: the whole file, or none and an error; libraries may end the process
few_threads=$(dirname "$program")/tests/few_threads.so
lines=0
for format in mp4 gif; do
    "$program" render -q scene.yaml -j 4 -o "work/usual.$format"
    for most in $(is_long && seq 0 20 || echo 0 2 7 12 20); do
        rm -f "work/few.$format"
        MOST_THREADS=$most LD_PRELOAD=$few_threads "$program" render -q scene.yaml -j 4 \
            -o "work/few.$format" >"$folder/out" 2>"$folder/err" </dev/null
        status=$?
        case $status in
        0) is=$(cmp "work/usual.$format" "work/few.$format" 2>&1) ;;
        *) is=$(ls "work/few.$format" 2>/dev/null) ;;
        esac
        same "$most threads: $format, status $status" "" "$is"
        lines=$((lines + (status == 5 && $(wc -l <"$folder/err") == 1)))
    done
done
same "an encoder without its threads is told" yes "$([ "$lines" -gt 0 ] && echo yes)"
finish
