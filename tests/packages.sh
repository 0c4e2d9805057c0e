#!/bin/sh
# Installs the Debian packages that the given lists name and this system lacks. NO_INSTALL=1 only
# tells them.
set -eu
wanted=$(cat "$@" | sed 's/#.*//' | tr -s ' \n' ' ')
if ! command -v dpkg-query >/dev/null 2>&1; then
    if [ -n "${NO_INSTALL:-}" ]; then
        exit 0 # the compiler and pkg-config tell what is missing
    fi
    echo "This system has no Debian packages. Install what these packages contain, then run" >&2
    echo "make NO_INSTALL=1:  $wanted" >&2
    exit 1
fi
missing=
for package in $wanted; do
    case $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true) in
    *" installed") ;;
    *) missing="$missing $package" ;;
    esac
done
[ -n "$missing" ] || exit 0
echo "Missing packages:$missing"
if [ -n "${NO_INSTALL:-}" ]; then
    echo "Install them as root:  apt-get install$missing" >&2
    exit 1
fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "apt-get is missing. Install the packages, then run make again." >&2
    exit 1
fi
as_root=
if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
        echo "Root or sudo is needed. Run as root:  apt-get install$missing" >&2
        exit 1
    fi
    as_root=sudo
fi
echo "Installing the packages."
$as_root apt-get update -qq
# shellcheck disable=SC2086
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    $missing >/dev/null
