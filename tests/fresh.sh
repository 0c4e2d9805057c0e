#!/bin/sh
# The two commands on a fresh Debian 12: a bare folder made by debootstrap with git and make alone,
# a clone of what is committed, `make demo` and `make test` inside. Needs root and debootstrap.
# FRESH=FOLDER keeps the folder; the system's own package sources are used in it.
set -eu
suite=bookworm
keep=${FRESH:-}
folder=${FRESH:-$(mktemp -d)}
here=$(git rev-parse --show-toplevel)
sources=/etc/apt/sources.list.d

leave() {
    for mounted in proc dev; do
        umount "$folder/$mounted" 2>/dev/null || true
    done
    [ -n "$keep" ] || rm -rf --one-file-system "$folder"
}
trap leave EXIT

mirror=${MIRROR:-$(cat /etc/apt/sources.list "$sources"/*.sources "$sources"/*.list 2>/dev/null |
    sed -n 's/^URIs: *\([^ ]*\).*/\1/p; s/^deb \(\[[^]]*\] \)\{0,1\}\([^ ]*\) .*/\2/p' | head -n 1)}
if [ ! -e "$folder/etc/debian_version" ]; then
    debootstrap --variant=minbase --include=git,make,ca-certificates $suite "$folder" "$mirror"
fi
# how this system reaches its packages
cp -r /etc/apt/sources.list.d /etc/apt/apt.conf.d "$folder/etc/apt/" 2>/dev/null || true
cp /etc/apt/sources.list "$folder/etc/apt/" 2>/dev/null || true
cp /etc/ssl/certs/ca-certificates.crt "$folder/etc/ssl/certs/" 2>/dev/null || true
cp /etc/resolv.conf /etc/hosts "$folder/etc/" 2>/dev/null || true
mount -t proc proc "$folder/proc" 2>/dev/null || true
mount --bind /dev "$folder/dev" 2>/dev/null || true

rm -rf "$folder/root/convreel"
git clone -q --no-hardlinks "$here" "$folder/root/convreel"
inside() {
    chroot "$folder" /usr/bin/env -u CC -u CFLAGS HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin \
        LANG=C.UTF-8 sh -c "cd /root/convreel && $1"
}
inside "make demo"
inside "test \$(ls output/*.gif | wc -l) = \$(ls scenes/guide/*.yaml | wc -l)"
inside "make demo" | tail -n 1
inside "make test"
echo "Both commands work in a bare Debian ($suite)."
