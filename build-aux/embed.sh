#!/bin/sh
# Files as C, for a program that needs none when it runs: embed.sh TABLE FILE...
# TABLE is a const struct embedded_file[] of scene/embedded.h, by the files' names without ending,
# and TABLE_count how many there are.
set -eu
table=$1
shift
echo '#include "scene/embedded.h"'
number=0
for file in "$@"; do
    echo "static const unsigned char text_$number[] = {"
    od -An -v -tx1 "$file" | sed 's/ *\([0-9a-f][0-9a-f]\)/0x\1,/g'
    echo "};"
    number=$((number + 1))
done
echo "const struct embedded_file ${table}[] = {"
number=0
for file in "$@"; do
    name=$(basename "$file")
    echo "    {\"${name%.*}\", (const char *)text_$number, sizeof text_$number},"
    number=$((number + 1))
done
echo "};"
echo "const size_t ${table}_count = sizeof $table / sizeof *$table;"
