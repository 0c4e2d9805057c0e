#!/bin/sh
# How much of a picture is drawing, and how large its smallest cells are: tests/area_check.py.
exec /usr/bin/python3 tests/area_check.py "${CONVREEL:-build/convreel}"
