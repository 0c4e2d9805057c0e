#!/bin/sh
# The pixels of many scenes, as hashes, against tests/golden/pictures.txt: whatever compiler and
# flags the program was built with. Of other libraries or fonts than those that the list names
# pictures may differ: then it says so and compares nothing. pictures.sh PROGRAM...
set -u
. tests/checks.sh
golden=$PWD/tests/golden/pictures.txt

versions() {
    printf '#'
    for name in cairo freetype2 pixman-1 harfbuzz; do
        printf ' %s %s,' "$name" "$(pkg-config --modversion "$name")"
    done
    for package in fonts-inter fonts-lmodern; do
        printf ' %s %s' "$package" "$(dpkg-query -W -f '${Version}' "$package" 2>/dev/null)"
    done
    printf '\n'
}

# hashes PROGRAM: a line a scene, the pictures of its middle step.
hashes() {
    for scene in scenes/guide/*.yaml scenes/gallery/*.yaml scenes/sheets/*.yaml; do
        "$1" render -q "$scene" --format hash --fps 6 --dpi 40 --steps middle -o "$folder/one" \
            2>/dev/null &&
            echo "${scene#scenes/}:$(cut -d ' ' -f 3 "$folder/one" | uniq | sed 's/^/ /' | tr -d '\n')"
    done
}

versions >"$folder/versions"
if [ -n "${GOLDEN_UPDATE:-}" ]; then
    { cat "$folder/versions" && hashes "$1"; } >"$golden"
    echo "$golden: $(wc -l <"$golden") lines"
    exit
fi
if [ "$(head -n 1 "$golden")" != "$(cat "$folder/versions")" ]; then
    echo "not compared: other libraries or fonts than $(head -n 1 "$golden")"
    same "libraries" "" ""
else
    sed 1d "$golden" >"$folder/ought"
    for program in "$@"; do
        hashes "$program" >"$folder/is"
        same "scenes of $program" "$(wc -l <"$folder/ought")" "$(wc -l <"$folder/is")"
        while read -r line; do
            same "$program" "$line" "$(grep -F "${line%%: *}: " "$folder/is")"
        done <"$folder/ought"
    done
fi
finish
