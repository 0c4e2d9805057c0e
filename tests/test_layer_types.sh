#!/bin/sh
# Every layer type has an oracle in the tests, a scene in the gallery, a picture, and words: in
# sentences and for other programs, or the reason why they have none. Its place in the reference is
# made from the table of types. Types that differ only in their number of axes share all of this
# but the picture of 3-D layers.
set -u
program=${CONVREEL:?}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
passed=0 failed=0
. docs/layer_scene.sh

holds() {
    if [ "$2" = 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "not so: $1"
    fi
}

cat tests/*.c tests/*.h >"$folder/tests"
cat scenes/gallery/*.yaml >"$folder/gallery"
for type in $("$program" list layers | grep -v '[13]d$'); do
    family=${type%2d} scene=$folder/$type.yaml
    layer_scene "$type" >"$scene"
    grep -q "$family" "$folder/tests"
    holds "$type in a test" $?
    grep -Eq "(type: |\"|^ *)$family([123]d)?([,}( ]|$)" "$folder/gallery"
    holds "$type in the gallery" $?
    "$program" describe "$scene" >"$folder/said" 2>&1
    grep -Eq "$type.*: .{20}" "$folder/said"
    holds "$type is described" $?
    for dialect in pytorch keras onnx; do
        if "$program" trace "$scene" --as $dialect >"$folder/said" 2>&1; then
            [ -s "$folder/said" ]
        else
            grep -Eq "cannot say this (layer. $type: |network. )." "$folder/said"
        fi
        holds "$type as $dialect, or why not" $?
    done
done
for type in $("$program" list layers | grep '3d$'); do
    layer_scene "$type" >"$folder/$type.yaml"
done
"$program" check "$folder"/*.yaml >"$folder/said" 2>&1
holds "all have pictures" $?
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
