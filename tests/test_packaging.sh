#!/bin/sh
# packaging/ says what the rest says: versions, packages to build and to run, files that are
# installed. Nothing is built here: `make deb` does.
set -u
. tests/checks.sh
debian=packaging/debian

version=$("$program" --version | cut -d ' ' -f 2)
same "version of CHANGELOG.md" "## $version" "$(grep -m 1 '^## ' CHANGELOG.md)"
same "of the packages" "convreel ($version) unstable; urgency=medium" "$(head -n 1 $debian/changelog)"
same "of the manual page" 1 "$(head -n 1 docs/convreel.1 | grep -c "\"convreel $version\"")"

# packages FILE: those that a list names, sorted
packages() {
    sed 's/#.*//' "$1" | tr -s ' ' '\n' | sed '/^$/d' | sort
}
same "what Debian builds with" "$(packages packages.txt | grep -vx -e gcc -e libc6-dev)" \
    "$(sed -n '/^Build-Depends/,/^Standards/p' $debian/control | grep -oE '[a-z][a-z0-9.+-]+(,|$)' |
        tr -d ',' | sort)"
for file in packages.txt packages-run.txt; do
    same "the image has $file" 1 "$(grep -cE "^COPY $file" packaging/Dockerfile)"
done
same "the action is YAML" composite \
    "$(/usr/bin/python3 -c 'import sys; from ruamel.yaml import YAML
print(YAML(typ="safe").load(open(sys.argv[1]))["runs"]["using"])' packaging/action/action.yml)"
same "the action checks" 1 "$(grep -c 'render --check' packaging/action/action.yml)"
same "an argument is never a program's text" 0 "$(grep -c 'run:.*inputs\|render.*{{' packaging/action/action.yml)"

# every file that `make install` puts anywhere is in a package, but for the licence
make --no-print-directory -n install PREFIX=/usr LIBDIR=/usr/lib DESTDIR=/stage 2>/dev/null |
    grep -oE '/stage/usr/[^ ;"]*/(convreel[^ /;]*|_convreel)( |$|;)' | tr -d ' ;' | sort -u >"$folder/installed"
for kind in bin/convreel convreel-film.so convreel.1; do
    same "make install has $kind" 1 "$(grep -c "$kind\$" "$folder/installed")"
    same "a package has $kind" 1 "$(cat $debian/*.install | grep -c "$kind\$")"
done
for word in completions/convreel convreel.fish _convreel share/doc/convreel; do
    same "a package has $word" 1 "$(cat $debian/*.install | grep -c "$word\$")"
done
same "FFmpeg is in the film's package alone" "Recommends: convreel-film" \
    "$(sed -n '/^Package: convreel$/,/^$/p' $debian/control | grep -E '^(Depends|Recommends).*film')"
finish
