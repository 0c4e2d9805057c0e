#!/bin/sh
# Prints docs/layers.md, the reference of layers: a section for each row of the table of what layers
# compute, of its 2-D type where it has one. All of it comes from the program and its tables.
set -eu
program=${CONVREEL:-build/convreel}
scenes=$(mktemp -d)
trap 'rm -rf "$scenes"' EXIT
. docs/layer_scene.sh

# rows MARK: "types|words" of a table of the manual
rows() {
    sed -n "/<!-- $1 -->/,/<!-- end -->/s/^| \(\`.*\) | *\(.*\) |\$/\1|\2/p" docs/scene.md
}

# keys TYPE: the row of types that has it
keys() {
    rows "layer types" | grep -F "\`$1\`" | cut -d '|' -f 2
}

# said TYPE DIALECT: its lines, or why there are none
said() {
    "$program" trace "$scenes/$1.yaml" --as "$2" 2>&1 ||
        true
}

section() { # TYPES WORDS
    types=$(echo "$1" | tr -d '`,')
    type=$(echo "$types" | tr ' ' '\n' | grep '2d$' | head -n 1)
    type=${type:-${types%% *}}
    layer_scene "$type" >"$scenes/$type.yaml"
    "$program" trace "$scenes/$type.yaml" --steps none --tensors none >"$scenes/trace"
    printf '\n## %s\n\n' "$type"
    [ "$1" = "\`$type\`" ] || printf 'Types: %s.\n\n' "$1"
    printf '%s.\n\n![%s](layers/%s.png)\n\n' "$(echo "$2" | sed 's/^./\U&/')" "$type" "$type"
    own=$(keys "$type")
    [ -z "$own" ] || printf 'Keys: %s.\n\n' "$(echo "$own" | sed 's/ /, /g')"
    printf '``` yaml\n'
    cat "$scenes/$type.yaml"
    printf '```\n\nThe size of its output: `%s`.\n\n| | |\n|---|---|\n' \
        "$(sed -n 's/.*"formula": "\([^"]*\)".*/\1/p' "$scenes/trace" | tail -n 1)"
    for dialect in PyTorch Keras ONNX; do
        said "$type" "$(echo $dialect | tr '[:upper:]' '[:lower:]')" |
            sed "s/^convreel: \($dialect\) cannot say this [a-z]*\. /none: /; s/^none: $type: /none: /" |
            awk -v name=$dialect '
                { text = text (NR > 1 ? "<br>" : "") (/^none: / ? $0 : "`" $0 "`") }
                END { print "| " name " | " text " |" }'
    done
}

cat <<'END'
# Layers

Each layer type with what it computes, its keys, a small scene, the size of its output, and the same
layer in the words of other programs. [The scene language](scene.md#the-layer) has the keys. This page is
made from the program: `make golden-update`; its pictures: `make docs`.
END
rows "layer meanings" | while IFS='|' read -r types words; do
    section "$types" "$words"
done
