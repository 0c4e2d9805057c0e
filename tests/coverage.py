#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Which lines and branches of src the tests have run: make coverage.

coverage.py FOLDER [FILE...]: of the build in FOLDER, by gcov. Prints a row for each folder of src
and the files with most branches left; of each FILE the lines that were left. What is left out:
what is generated, and the branches of assert, whose other side is a mistake of ours."""
import collections
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile

MOST_FILES = 25
folder = os.path.abspath(sys.argv[1])
shown = set(sys.argv[2:])

counted = [os.path.join(top, name) for top, _, names in os.walk(folder) for name in names
           if name.endswith(".gcda") and "/tests/" not in top]
lines = collections.defaultdict(lambda: collections.defaultdict(int))
branches = collections.defaultdict(dict)
with tempfile.TemporaryDirectory() as made:
    for start in range(0, len(counted), 50):
        subprocess.run(["gcov", "--json-format", "--branch-probabilities", "--preserve-paths",
                        *counted[start:start + 50]],
                       cwd=made, stdout=subprocess.DEVNULL, check=True)
    for name in os.listdir(made):
        with gzip.open(os.path.join(made, name)) as packed:
            for file in json.load(packed)["files"]:
                path = file["file"]
                if not path.startswith("src/"):
                    continue
                for line in file["lines"]:
                    lines[path][line["line_number"]] += line["count"]
                    # a line in several programs: the same branches, in the same order
                    known = branches[path].setdefault(line["line_number"],
                                                      [0] * len(line["branches"]))
                    for i, branch in enumerate(line["branches"][:len(known)]):
                        known[i] += branch["count"]

texts = {}
for path in lines:
    with open(path, encoding="utf-8") as source:
        texts[path] = source.read().split("\n")
    for number in list(branches[path]):
        if number > len(texts[path]):
            sys.exit(f"{path} is not what was counted: make coverage")
        if re.search(r"\b(static_)?assert\(", texts[path][number - 1]):
            del branches[path][number]


def share(taken, all_):
    return f"{100 * taken / all_ if all_ else 100:6.1f} %"


def counts(paths):
    run = sum(count > 0 for path in paths for count in lines[path].values())
    taken = sum(count > 0 for path in paths for each in branches[path].values() for count in each)
    return (run, sum(len(lines[path]) for path in paths), taken,
            sum(len(each) for path in paths for each in branches[path].values()))


def row(name, paths):
    run, all_lines, taken, all_branches = counts(paths)
    print(f"{name:40} {share(run, all_lines)} of {all_lines:6} lines, "
          f"{share(taken, all_branches)} of {all_branches:6} branches")


for stage in sorted({os.path.dirname(path) for path in lines}):
    row(stage, [path for path in lines if os.path.dirname(path) == stage])
row("all", list(lines))
print("\nmost branches left:")
for path in sorted(lines, key=lambda path: counts([path])[2] - counts([path])[3])[:MOST_FILES]:
    row(path, [path])
for path in sorted(shown):
    print(f"\n{path}")
    for number, count in sorted(lines[path].items()):
        left = [i for i, each in enumerate(branches[path].get(number, [])) if each == 0]
        if count == 0 or left:
            print(f"{number:5} {'no   ' if count == 0 else f'{len(left)} br ':6}"
                  f"{texts[path][number - 1]}")
