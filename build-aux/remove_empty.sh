#!/bin/sh
# Removes what an uninstall left empty: remove_empty.sh DESTDIR PREFIX FOLDER...
# Each folder goes with the empty ones above it, up to the prefix; those of the system stay.
set -eu
root=$1
prefix=$2
shift 2
case $root$prefix in
/usr | /usr/local) exit 0 ;;
esac
for folder in "$@"; do
    while [ "${folder#"$prefix"}" != "$folder" ] && rmdir "$root$folder" 2>/dev/null; do
        folder=$(dirname "$folder")
    done
done
