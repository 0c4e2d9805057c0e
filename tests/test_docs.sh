#!/bin/sh
# What the README shows is what the program makes, and what it points to exists.
set -u
. tests/checks.sh
ends "the pictures render" 0 env CONVREEL="$program" sh docs/make.sh "$folder"
for picture in docs/*.gif docs/*.png docs/tutorial/* docs/layers/* docs/questions/*; do
    same "$picture is current (make docs)" "" "$(cmp "$picture" "$folder/${picture#docs/}" 2>&1)"
done
. docs/view_scene.sh
mkdir "$folder/view_scenes"
for view in $("$program" list views); do
    scene "$view" >"$folder/view_scenes/$view.yaml"
done
ends "each view has a scene for its picture in the book" 0 "$program" check -q "$folder"/view_scenes/*.yaml
if is_long; then # each of its lines is a run of the program
    CONVREEL=$program sh docs/layers.sh >"$folder/layers.md"
    same "the reference of layers is current (make golden-update)" "" \
        "$(diff docs/layers.md "$folder/layers.md" 2>&1)"
fi
for page in README.md CONTRIBUTING.md docs/*.md; do
    for target in $(grep -oE '\]\([^)#]+[)#]' "$page" | tr -d '()]#' | grep -v '^http'); do
        case $page in
        */*) from=${page%/*} ;;
        *) from=. ;;
        esac
        [ -e "$from/$target" ]
        same "$page: $target exists" 0 $?
    done
done
same "each step of the tutorial has its picture" "$(seq 10)" \
    "$(awk '/^## [0-9]/ { step = $2 + 0 } /^!\[/ { print step }' docs/tutorial.md)"
# the scene that the README prints is the one whose picture it shows
sed -n '/^```yaml$/,/^```$/p' README.md | sed '1d;/^```$/,$d' >"$folder/printed.yaml"
same "the smallest scene" "" "$(cmp "$folder/printed.yaml" docs/smallest.yaml 2>&1)"
# those of films are checked by test_subtitles.sh
ends "all scenes" 0 "$program" check -q $(ls scenes/*/*.yaml docs/*.yaml | grep -v '^scenes/films/')
# every scene that a document prints is right; a block that begins with "# NAME.yaml" is that file
mkdir "$folder/printed" "$folder/run" "$folder/bin"
cp scenes/gallery/photo.png "$folder/printed"
awk -v folder="$folder/printed" '
    /^```yaml$/ { path = sprintf("%s/block_%02d.yaml", folder, ++blocks); line = 0; inside = 1; next }
    /^```$/ { inside = 0; close(path) }
    inside && ++line == 1 && /^# [a-z]+\.yaml/ { path = folder "/" $2 }
    inside { print >path }' README.md CONTRIBUTING.md docs/*.md
same "documents print scenes" yes "$([ -e "$folder/printed/block_08.yaml" ] && echo yes)"
ends "they are right" 0 "$program" check -q "$folder"/printed/block_*.yaml
same "none of them is wrong" "" "$(grep -A 2 error: "$folder/err")"
# the views of the manual are those of the help, and the program knows them
sed -n '/^## Views/,/^## What/s/^| `\([a-z0-9]*\)` .*|$/\1/p' docs/scene.md >"$folder/rows"
"$program" render --help | sed -n '/--view/,/--steps/p' | sed '$d' | grep -oE '[a-z0-9]+' |
    sed '1,/drawn/d' | grep -vx or | sort >"$folder/views"
same "the views of docs/scene.md" "$(cat "$folder/views")" "$(sort "$folder/rows")"
same "the views of list" "$(cat "$folder/views")" "$("$program" list views | sort)"
# every command that a document or the manual page prints works; a film is only checked, and of thirty
# sheets three are made
ln -s "$program" "$folder/bin/convreel"
cp "$folder/printed/talk.yaml" "$folder/printed/exercise.yaml" "$folder/run"
cp docs/smallest.yaml "$folder/run/scene.yaml"
ln -s "$PWD/docs" "$PWD/scenes" "$folder/run"
# those of the tutorial find its scenes
mkdir "$folder/learn"
for name in $(sed -n 's/^# \([a-z]*\.yaml\)$/\1/p' docs/tutorial.md); do
    cp "$folder/printed/$name" "$folder/learn"
done
commands() { # DOCUMENT...
    sed -n '/^```sh$/,/^```$/s|^\(build/\)\{0,1\}convreel |convreel |p' "$@"
}
# run FOLDER: the commands of standard input, each in that folder
run() {
    while read -r line; do
        wanted=0
        case $line in
        *mp4*) run=$(echo "$line" | sed 's/ render / check -q /') ;;
        *--seeds*) run=$line ;;
        *" quiz "*) run="$line --seeds 1..3" ;;
        *" watch "*)
            run="timeout --preserve-status -s INT 0.3 $(echo "$line" | sed 's/ --open//')"
            wanted=130
            ;;
        *) run=$line ;;
        esac
        ends "$line" $wanted env PATH="$folder/bin:$PATH" sh -c "cd '$1' && $run"
    done
}
commands docs/tutorial.md docs/numbers.md >"$folder/first"
{
    # make.sh ran those of questions.md
    commands README.md CONTRIBUTING.md $(ls docs/*.md | grep -v -e tutorial -e numbers -e questions)
    sed -n '/^\.EX/,/^\.EE/{s/\\-/-/g;/^convreel /p;}' docs/convreel.1
} | awk '!seen[$0]++' >"$folder/others"
same "documents print commands" yes \
    "$([ "$(wc -l <"$folder/others")" -ge 9 ] && [ "$(wc -l <"$folder/first")" -ge 10 ] && echo yes)"
run "$folder/learn" <"$folder/first"
run "$folder/run" <"$folder/others"
finish
