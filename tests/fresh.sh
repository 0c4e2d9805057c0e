#!/bin/sh
# On a fresh Debian 12: in a bare folder made by debootstrap with git and make alone, a clone of what
# is committed, `make demo`, `make test` and `make install`; in another one, with the run-time
# packages alone, the installed program makes a PNG, a GIF and a film. Needs root and debootstrap.
# FRESH=FOLDER keeps both; the system's own package sources are used in them.
set -eu
suite=bookworm
keep=${FRESH:-}
top=${FRESH:-$(mktemp -d)}
here=$(git rev-parse --show-toplevel)
sources=/etc/apt/sources.list.d

leave() {
    for mounted in build/proc build/dev/pts build/dev run/proc run/dev/pts run/dev; do
        umount "$top/$mounted" 2>/dev/null || true
    done
    [ -n "$keep" ] || rm -rf --one-file-system "$top"
}
trap leave EXIT

mirror=${MIRROR:-$(cat /etc/apt/sources.list "$sources"/*.sources "$sources"/*.list 2>/dev/null |
    sed -n 's/^URIs: *\([^ ]*\).*/\1/p; s/^deb \(\[[^]]*\] \)\{0,1\}\([^ ]*\) .*/\2/p' | head -n 1)}
# bare NAME PACKAGES: a Debian of its own in the folder NAME
bare() {
    folder=$top/$1
    if [ ! -e "$folder/etc/debian_version" ]; then
        debootstrap --variant=minbase --include="$2" $suite "$folder" "$mirror"
    fi
    # how this system reaches its packages
    cp -r /etc/apt/sources.list.d /etc/apt/apt.conf.d "$folder/etc/apt/" 2>/dev/null || true
    cp /etc/apt/sources.list "$folder/etc/apt/" 2>/dev/null || true
    mkdir -p "$folder/etc/ssl/certs"
    cp /etc/ssl/certs/ca-certificates.crt "$folder/etc/ssl/certs/" 2>/dev/null || true
    cp /etc/resolv.conf /etc/hosts "$folder/etc/" 2>/dev/null || true
    mount -t proc proc "$folder/proc" 2>/dev/null || true
    mount --bind /dev "$folder/dev" 2>/dev/null || true
    mount --bind /dev/pts "$folder/dev/pts" 2>/dev/null || true
}
# inside NAME COMMAND
inside() {
    chroot "$top/$1" /usr/bin/env -u CC -u CFLAGS HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin \
        LANG=C.UTF-8 sh -c "$2"
}

bare build git,make,ca-certificates
rm -rf "$top/build/root/convreel"
git clone -q --no-hardlinks "$here" "$top/build/root/convreel"
for command in "make demo" "test \$(ls output/*.gif | wc -l) = \$(ls scenes/guide/*.yaml | wc -l)" \
    "make demo" "make test" "make install PREFIX=/usr DESTDIR=/root/stage"; do
    inside build "cd /root/convreel && $command"
done

bare run ca-certificates
packages=$(sed 's/#.*//' "$here/packages-run.txt" | tr '\n' ' ')
inside run "apt-get update -qq && apt-get install -y -qq --no-install-recommends $packages >/dev/null"
cp -a "$top/build/root/stage/." "$top/run/"
inside run "cd /root && convreel render /usr/share/doc/convreel/docs/smallest.yaml --format gif,mp4 \
    -o out && convreel render /usr/share/doc/convreel/docs/values.yaml -o values_%02d.png && ls -l"
echo "All works in a bare Debian ($suite)."
