#!/bin/sh
# The stages in the path's order: none includes a later one, and a library's headers stand in the
# stages that may know it. check_layers.sh FOLDER
set -u
cd "$1" || exit 1
status=0
# What each file includes: "STAGE FILE:LINE:#include ..."; a room of the drawing stage is a stage.
includes=$(grep -rn '^#include' --include='*.[ch]' include/convreel src 2>/dev/null |
    sed -E 's,^src/(drawing/[a-z]+)/,\1 &,; t; s,^src/([a-z]+)/,\1 &,; t; s,^include/convreel/([a-z]+)\.h,\1 &,')

# complain MESSAGE LINES: none is good.
complain() {
    [ -z "$2" ] && return
    printf '%s\n%s\n' "$1" "$2"
    status=1
}

# included BY WHAT: what these stages include of this, each a pattern.
included() {
    echo "$includes" | grep -E "^($1)(/[a-z]+)? [^ ]*:#include $2"
}

# in_order STAGE...: each builds on the ones before it.
in_order() {
    earlier=
    for stage in "$@"; do
        [ -z "$earlier" ] || complain "$stage comes later than what includes it:" \
            "$(included "$earlier" "\"(convreel/$stage\.h|$stage/)")"
        earlier=$earlier${earlier:+|}$stage
    done
}
stages="base scene simulation timeline drawing painting encoding cli"
rooms="drawing/list drawing/map drawing/layout drawing/words drawing/views drawing/guide"
# shellcheck disable=SC2086
in_order $stages
# shellcheck disable=SC2086
in_order $rooms
complain "a room of the drawing stage may not know the whole page:" \
    "$(included 'drawing/[a-z]+' '"drawing/[a-z_]+\.h"')"

# allow 'HEADERS' STAGE...: only these stages may include them.
allow() {
    headers=$1
    shift
    others=
    for stage in $stages; do
        case " $* " in *" $stage "*) ;; *) others=$others${others:+|}$stage ;; esac
    done
    complain "only $* may know this library:" "$(included "$others" "<($headers)")"
}
allow 'yaml\.h|protobuf-c' scene
allow 'cairo|harfbuzz|fribidi|fontconfig' painting
allow 'png\.h' scene encoding
allow 'isa-l|zlib|gif_lib|libav|libsw|dlfcn' encoding
complain "FFmpeg belongs into the film module alone:" "$(included encoding '<lib(av|sw)' |
    grep -vE '^[^ ]* [^ ]*/(join(_parts)?|film(_chapters|_codec|_file|_libraries|_part|_words|_recording|_mix|_track)?)\.[ch]:')"

# Only the cli prints or ends the program; base does when memory runs out.
complain "only the cli prints and exits:" \
    "$(grep -rnE '(^|[^a-z_>.])(printf|puts|exit|_exit|abort|perror)\(' --include='*.c' src 2>/dev/null |
        grep -vE '^src/(cli/|base/memory\.c)')"
exit $status
