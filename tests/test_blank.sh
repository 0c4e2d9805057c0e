#!/bin/sh
# show: {output: blank}: no output is told, by no view, in no picture, word or colour.
set -u
. tests/checks.sh
cd "$folder" || exit 1

cat >given.yaml <<'END'
title: Exercise
input: {values: [[[211, 13, 17], [23, 29, 31], [41, 43, 47]], [[59, 61, 67], [71, 73, 79], [83, 89, 97]]]}
kernel: {values: [[[[301, 307], [311, 313]], [[317, 331], [337, 347]]]]}
layer: {type: Conv2d, out_channels: 1, in_channels: 2, kernel_size: 2, padding: [1, 0]}
bias: [7]
timeline: {step: 1, move: 0.4}
END
sed 's/Conv2d, out_channels: 1, in_channels: 2/ConvTranspose2d/; /^kernel/s/\[\[\[\[301, 307\], \[311, 313\]\], \(.*\)\]\]\]/[[[[301, 307], [311, 313]]], [\1]]]/' given.yaml >turned.yaml
sed 's/Conv2d, out_channels: 1, in_channels: 2/MaxPool2d/; /^kernel/d; /^bias/d; s/kernel_size: 2/kernel_size: 3/' given.yaml >pool.yaml
cat >network.yaml <<'END'
input: {values: [[211, 13, 17, 19], [23, 29, 31, 37], [41, 43, 47, 53], [59, 61, 67, 71]]}
layers:
  - {type: Conv2d, kernel_size: 2, kernel: {values: [[301, 307], [311, 313]]}}
  - {type: Conv2d, kernel_size: 2, kernel: {values: [[317, 331], [337, 347]]}}
END
# results SCENE: its outputs, of all layers
results() {
    "$program" trace "$1" | sed -n 's/.*"result": \([0-9.]*\).*/\1/p' | sort -u
}
seen=0
views=$("$program" list views)
for scene in given turned pool network; do
    results "$scene.yaml" | awk 'length($0) > 3' >numbers
    [ "$scene" = pool ] || same "$scene has outputs" yes "$([ "$(wc -l <numbers)" -gt 3 ] && echo yes)"
    sed '$ashow: {output: blank}' "$scene.yaml" >blank.yaml
    blank=$(cat blank.yaml)
    for view in $views; do
        printf '%s\nview: %s\n' "$blank" "$view" >"blank_$view.yaml"
    done
    # theme guide has drawings of its own of some views
    for theme in light $(is_long || [ "$scene" != turned ] && echo guide); do
        # in one run, which leaves out what a view cannot show
        "$program" render -q blank_*.yaml --theme $theme --pictures all --fps 5/2 \
            --format svg,html -o blank/ 2>err
        same "$scene, theme $theme: refused only as views" "" \
            "$(grep error: err | grep -v 'cannot show')"
        for view in $views; do
            [ -e "blank/blank_$view.html" ] || continue
            seen=$((seen + 1))
            same "$scene, view $view, theme $theme tells nothing" "" \
                "$(grep -howFf numbers blank/blank_"$view"[._]* | head -n 1)"
        done
        rm -r blank
    done
    same "$scene is described without" "" "$("$program" describe blank.yaml | grep -owFf numbers)"
done
same "views are there" yes "$([ $seen -gt 30 ] && echo yes || echo $seen)"
"$program" render -q given.yaml --view channels -o told.svg --steps last
same "the numbers are told else" yes "$(results given.yaml | grep -qwFf - told.svg && echo yes)"
# colours: the pixels of maps whose outputs differ alone
for bias in 0 5000; do
    cat >heat.yaml <<END
input: {values: [[211, 13, 17, 19], [23, 29, 31, 37], [41, 43, 47, 53], [59, 61, 67, 71]]}
layer: {type: Conv2d, kernel_size: 2}
kernel: {values: [[1, 2], [3, 4]]}
bias: [$bias]
view: heat
show: {output: blank}
END
    "$program" render -q heat.yaml --format hash --steps 2 -o "heat_$bias.hash"
done
same "colours tell nothing" "" "$(cmp heat_0.hash heat_5000.hash 2>&1)"
finish
