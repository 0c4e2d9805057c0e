#!/bin/sh
# Complete or absent, each attack twice: `make test-reliability` makes many.
set -u
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
around "closed standard streams" 0 sh -c '"$@" <&- >&-' sh "$@"
around "a closed standard error" 0 sh -c '"$@" 2>&-' sh "$@"
sh -c '"$0" trace scene.yaml >&-' "$program" 2>err
same "numbers to a closed standard output" 3 $?
"$program" trace scene.yaml >/dev/full 2>err
same "numbers to a full disk" 3 $?
same "are told" "convreel: cannot write" "$(head -c 22 err)"
same "all of it was drawn" "" "$(cmp work/x.svg clean/x.svg 2>&1)"
finish
