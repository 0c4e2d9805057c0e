#!/bin/sh
# What `make install` puts where, and that `make uninstall` takes all of it away again.
set -u
. tests/checks.sh
stage=$folder/stage
options="--no-print-directory DESTDIR=$stage PREFIX=/opt/convreel"

# what pkg-config is asked for is in packages of the list, where this is a Debian; to ask for the package
# of a file takes long, since it reads the lists of all
if command -v dpkg-query >/dev/null; then
    # shellcheck disable=SC2046
    dpkg-query -L $(grep -v '^#' packages.txt) >"$folder/listed"
    for name in $(sed -n 's/^uses[_a-z]* *= //p' Makefile); do
        file=$(pkg-config --variable=pcfiledir "$name")/$name.pc
        grep -qx "$file" "$folder/listed" && package= || package=$(dpkg-query -S "$file" 2>/dev/null)
        same "packages.txt has the package of $name.pc" "" "$package"
    done
fi

# hardened, as the default build is: anywhere in memory, no table of functions to write to, checked
# stacks and copies
hardened() {
    readelf -W -h -l -d --dyn-syms "build/$1" >"$folder/elf"
    same "$1: anywhere in memory" DYN "$(sed -n 's/^ *Type: *\([A-Z]*\).*/\1/p' "$folder/elf")"
    same "$1: read-only after the start" 1 "$(grep -c GNU_RELRO "$folder/elf")"
    same "$1: bound at the start" 1 "$(grep -c '(FLAGS).*BIND_NOW' "$folder/elf")"
    same "$1: no code on the stack" "RW" "$(awk '$1 == "GNU_STACK" { print $7 }' "$folder/elf")"
    same "$1: checked stacks" 1 "$(grep -c 'UND __stack_chk_fail' "$folder/elf")"
}
hardened convreel-film.so
hardened convreel
same "convreel: checked copies" 1 "$(grep -c 'UND __memcpy_chk' "$folder/elf")"

# in a copy of what is built, whose program is no other test's
mkdir -p "$folder/tree/build" "$folder/tree/tests"
for part in *; do
    [ "$part" = build ] || [ "$part" = output ] || [ "$part" = tests ] || cp -a "$part" "$folder/tree/"
done
cp -a tests/check_layers.sh tests/packages.sh "$folder/tree/tests/"
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
(cd "$documents" && grep -roE '\]\([^)#]+\)' --include='*.md' .) | sed 's/:](/ /; s/.$//' | grep -v ' http' >"$folder/links"
while read -r page target; do
    [ -e "$documents/${page%/*}/$target" ]
    same "$page points to $target" 0 $?
done <"$folder/links"
same "the scenes of the gallery" "" "$(diff -r scenes/gallery "$documents/scenes/gallery" 2>&1)"
# from here on nothing is built, nor is read what that depends on
find build -name '*.d' -delete
# shellcheck disable=SC2086
ends "make uninstall" 0 make $options uninstall
same "what is left" "$stage/opt" "$(find "$stage" -mindepth 1)"

# shellcheck disable=SC2086
ends "folders of one's own" 0 make $options MAKE=true BINDIR=/b LIBDIR=/l DATADIR=/s MANDIR=/m DOCDIR=/d install
same "folders of one's own" "b d l m s" "$(cd "$stage" && rmdir opt && echo *)"
finish
