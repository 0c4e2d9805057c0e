#!/bin/sh
# The stages in the path's order: none includes a later one, and a library's headers stand in the
# stages that may know it. check_layers.sh FOLDER
set -u
cd "$1" || exit 1
status=0

complain() {
    echo "$1"
    status=1
}

# Includes of stage $1's files, as FILE:LINE:#include ...
includes_of() {
    grep -n '^#include' /dev/null "include/convreel/$1.h" "src/$1"/*.[ch] "src/$1"/*/*.[ch] \
        2>/dev/null
}

later=" base scene simulation timeline drawing painting encoding cli "
for stage in base scene simulation timeline drawing painting encoding cli; do
    later=${later#" $stage"}
    for other in $later; do
        found=$(includes_of $stage | grep -E "\"(convreel/$other\.h|$other/)" || true)
        [ -z "$found" ] || complain "$stage may not include $other, a later stage:
$found"
    done
done

# allow 'HEADERS' STAGE...: only these stages may include them.
allow() {
    headers=$1
    shift
    for stage in base scene simulation timeline drawing painting encoding cli; do
        case " $* " in *" $stage "*) continue ;; esac
        found=$(includes_of $stage | grep -E "<($headers)" || true)
        [ -z "$found" ] || complain "$stage may not know this library:
$found"
    done
}
allow 'yaml\.h|protobuf-c' scene
allow 'cairo|pango|harfbuzz' painting
allow 'png\.h' scene encoding
allow 'isa-l|zlib|gif_lib|libav|libsw|dlfcn' encoding

# The rooms of the drawing stage: each builds on the ones before it.
later=" list map layout words views guide "
for room in list map layout words views guide; do
    later=${later#" $room"}
    for other in $later; do
        found=$(grep -nE "^#include \"drawing/$other/" /dev/null "src/drawing/$room"/*.[ch] || true)
        [ -z "$found" ] || complain "the drawing stage's $room may not know $other, a later room:
$found"
    done
    found=$(grep -nE '^#include "drawing/[a-z_]+\.h"' /dev/null "src/drawing/$room"/*.[ch] || true)
    [ -z "$found" ] || complain "the drawing stage's $room may not know the whole page:
$found"
done

found=$(grep -Eln '^#include <lib(av|swr)' src/encoding/*.[ch] 2>/dev/null | grep -vE '/(join(_parts)?|film(_chapters|_codec|_file|_part|_words|_recording|_mix|_track)?)\.[ch]$' || true)
[ -z "$found" ] || complain "FFmpeg belongs into the film module alone: $found"

# Only the cli prints or ends the program; base does when memory runs out.
found=$(grep -nE '(^|[^a-z_>.])(printf|puts|exit|_exit|abort|perror)\(' \
    src/base/*.c src/scene/*.c src/simulation/*.c src/timeline/*.c src/drawing/*.c \
    src/drawing/*/*.c src/painting/*.c src/encoding/*.c 2>/dev/null |
    grep -v '^src/base/memory.c' || true)
[ -z "$found" ] || complain "only the cli prints and exits:
$found"
exit $status
