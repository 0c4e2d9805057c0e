#!/bin/sh
# What `make install` puts where, and that `make uninstall` takes all of it away again.
set -u
. tests/checks.sh
stage=$folder/stage
options="--no-print-directory DESTDIR=$stage PREFIX=/opt/convreel"

# what pkg-config is asked for stands in the list of packages, where this is a Debian
for name in $(sed -n 's/^uses[_a-z]* *= //p' Makefile); do
    echo "$(pkg-config --variable=pcfiledir "$name")/$name.pc"
done >"$folder/uses"
# one search, which reads the lists of all packages
# shellcheck disable=SC2046
dpkg-query -S $(cat "$folder/uses") 2>/dev/null | sed 's/:.* / /' >"$folder/from"
while read -r package file; do
    same "packages.txt has ${file##*/}" "$package" "$(grep -x "$package" packages.txt)"
done <"$folder/from"

# hardened, as the default build is: anywhere in memory, no table of functions to write to, checked
# stacks and copies
hardened() {
    file=build/$1
    same "$1: anywhere in memory" DYN \
        "$(readelf -hW "$file" | sed -n 's/^ *Type: *\([A-Z]*\).*/\1/p')"
    same "$1: read-only after the start" 1 "$(readelf -lW "$file" | grep -c GNU_RELRO)"
    same "$1: bound at the start" 1 "$(readelf -dW "$file" | grep -c BIND_NOW)"
    same "$1: no code on the stack" 0 "$(readelf -lW "$file" | grep GNU_STACK | grep -c 'RWE')"
    same "$1: checked stacks" 1 "$(readelf -W --dyn-syms "$file" | grep -c 'UND __stack_chk_fail')"
}
hardened convreel
hardened convreel-film.so
same "convreel: checked copies" 1 \
    "$(readelf -W --dyn-syms build/convreel | grep -c 'UND __memcpy_chk')"

# in a copy of what is built, whose program is no other test's
mkdir -p "$folder/tree/build"
for part in *; do
    [ "$part" = build ] || [ "$part" = output ] || cp -a "$part" "$folder/tree/"
done
for part in build/*; do # not programs of tests, nor what is built with other flags
    [ "$part" = build/tests ] || [ -e "$part/flags" ] || cp -a "$part" "$folder/tree/build/"
done
cd "$folder/tree" || exit 1
compiled=$(find build -name '*.o' | wc -l)

# LIBDIR stands in one object only
touch "$folder/before"
# shellcheck disable=SC2086
ends "make install" 0 make $options install
same "compiled again" film_loader.o \
    "$(find build -name '*.o' -newer "$folder/before" -exec basename {} \;)"
same "no further objects" "$compiled" "$(find build -name '*.o' | wc -l)"
documents=$stage/opt/convreel/share/doc/convreel
same "the program" "$("$program" --version)" "$("$stage/opt/convreel/bin/convreel" --version)"
same "the module" yes "$([ -e "$stage/opt/convreel/lib/convreel/convreel-film.so" ] && echo yes)"
for page in $(cd "$documents" && find . -name '*.md'); do
    for target in $(grep -ohE '\]\([^)#]+\)' "$documents/$page" | tr -d '()]' | grep -v '^http'); do
        [ -e "$documents/${page%/*}/$target" ]
        same "$page points to $target" 0 $?
    done
done
same "the scenes of the gallery" "" "$(diff -r scenes/gallery "$documents/scenes/gallery" 2>&1)"
# shellcheck disable=SC2086
ends "make uninstall" 0 make $options uninstall
same "what is left" "$stage/opt" "$(find "$stage" -mindepth 1)"

# shellcheck disable=SC2086
ends "folders of one's own" 0 make $options BINDIR=/b LIBDIR=/l DATADIR=/s MANDIR=/m DOCDIR=/d install
same "folders of one's own" "b d l m s" "$(cd "$stage" && rmdir opt && echo *)"
finish
