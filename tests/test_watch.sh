#!/bin/sh
# watch: its requests, its changes, how it ends.
set -u
. tests/checks.sh
script=$PWD/tests/watch_check.py
cd "$folder" || exit 1
/usr/bin/python3 -S "$script" "$program"
