# SPDX-License-Identifier: MIT
"""The schema that convreel prints against scenes: good ones pass, and broken ones fail where a key
or the kind of its value is wrong. usage: schema_check.py PROGRAM FOLDER-OF-BROKEN SCENE..."""
import json
import pathlib
import re
import subprocess
import sys

import jsonschema
import ruamel.yaml

# What a schema sees: the words of a message about a key, or a value of another kind.
SEEN = re.compile(r"\d+:\d+: error: (unknown key|.* does not take |\S+ must be )")

program, broken, scenes = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3:]
schema = json.loads(subprocess.run([program, "schema"], check=True, capture_output=True).stdout)
jsonschema.Draft7Validator.check_schema(schema)
validator = jsonschema.Draft7Validator(schema)
wrong = 0


def read(path):
    yaml = ruamel.yaml.YAML(typ="safe", pure=True)
    yaml.version = (1, 2)
    return yaml.load(pathlib.Path(path).read_text())


for scene in scenes:
    for error in validator.iter_errors(read(scene)):
        wrong += 1
        print(f"{scene}: refused: {list(error.absolute_path)}: {error.message[:200]}")

seen = 0
for path in sorted(broken.glob("*.yaml")):
    told = path.with_suffix(".problems")
    if not told.exists() or not SEEN.match(told.read_text()):
        continue
    try:
        scene = read(path)
    except Exception:  # no YAML at all is for the editor's own reader
        continue
    seen += 1
    if validator.is_valid(scene):
        wrong += 1
        print(f"{path}: taken: {told.read_text().splitlines()[0]}")

print(f"{len(scenes)} scenes pass, {seen} broken ones are refused, {wrong} wrong")
sys.exit(wrong > 0)
