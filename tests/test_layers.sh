#!/bin/sh
# The layer check passes on the tree, and fails on trees that break each of its rules. Every
# public header compiles alone.
set -u
passed=0
failed=0
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT

check() {
    if [ "$2" = "$3" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "not so: $1"
    fi
}

verdict() {
    if sh tests/check_layers.sh "$1" >/dev/null 2>&1; then echo good; else echo bad; fi
}

# A tree with one line in one file.
breaks() {
    rm -rf "$tree/src" "$tree/include"
    mkdir -p "$tree/include/convreel" "$tree/src/$1"
    echo "$2" >"$tree/src/$1/file.c"
    check "$1 with $2" "$(verdict "$tree")" "$3"
}

check "this tree keeps its layers" "$(verdict .)" good
breaks scene '#include "convreel/base.h"' good
breaks scene '#include "convreel/simulation.h"' bad
breaks drawing '#include "painting/text.h"' bad
breaks drawing '#include <cairo.h>' bad
breaks encoding '#include <libavcodec/avcodec.h>' bad
breaks timeline '    printf("x");' bad
breaks cli '#include "convreel/encoding.h"' good
breaks drawing/map '#include "drawing/list/pen.h"' good
breaks drawing/list '#include "drawing/map/map.h"' bad
breaks drawing/words '#include "drawing/compose.h"' bad
breaks base '    exit(3);' bad

for header in include/convreel/*.h; do
    ${CC:-gcc} -std=c11 -Wall -Wextra -Wpedantic -Werror -Iinclude -fsyntax-only -x c "$header"
    check "$header compiles alone" $? 0
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
