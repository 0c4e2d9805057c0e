#!/bin/sh
# What the README shows is what the program makes, and what it points to exists.
set -u
. tests/checks.sh
ends "the pictures render" 0 env CONVREEL="$program" sh docs/make.sh "$folder"
pictures=$(cd docs && ls *.gif *.png tutorial/* layers/* questions/*)
sums() { # FOLDER: of each picture, there
    (cd "$1" && cksum $pictures 2>&1)
}
sums docs >"$folder/kept"
sums "$folder" >"$folder/made"
same "the pictures are current (make docs)" "" "$(diff "$folder/kept" "$folder/made" 2>&1)"
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
grep -HoE '\]\([^)#]+[)#]' README.md CONTRIBUTING.md docs/*.md | sed 's/:](/ /; s/.$//' |
    grep -v ' http' >"$folder/links"
while read -r page target; do
    case $page in
    */*) from=${page%/*} ;;
    *) from=. ;;
    esac
    [ -e "$from/$target" ]
    same "$page: $target exists" 0 $?
done <"$folder/links"
same "each step of the tutorial has its picture" "$(seq 10)" \
    "$(awk '/^## [0-9]/ { step = $2 + 0 } /^!\[/ { print step }' docs/tutorial.md)"
# the scene that the README prints is the one whose picture it shows
sed -n '/^```yaml$/,/^```$/p' README.md | sed '1d;/^```$/,$d' >"$folder/printed.yaml"
same "the smallest scene" "" "$(cmp "$folder/printed.yaml" docs/smallest.yaml 2>&1)"
# those of films are checked by test_subtitles.sh; as SVG, since looking for what has room on a GIF
# takes long
ends "all scenes" 0 "$program" check -q --format svg $(ls scenes/*/*.yaml docs/*.yaml | grep -v '^scenes/films/')
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
# every command that a document or the manual page prints works; a film is only checked, and not
# tried for how long it would take; of a GIF one step is made, of thirty sheets three
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
    sed -n '/^```sh$/,/^```$/s|^\(build/\)\{0,1\}convreel |convreel |p' "$@" | sed 's/ *#.*//'
}
# there FOLDER COMMAND: in the folder, where convreel is the program
there() {
    (cd "$1" && PATH=$folder/bin:$PATH && eval "$2")
}
# run FOLDER: the commands of standard input, each in that folder
run() {
    while read -r line; do
        wanted=0
        run=$line
        rest=${line#convreel * }
        case $line in
        *" watch "*)
            run="timeout --preserve-status -s INT 0.3 convreel watch ${rest% --open}"
            wanted=130
            ;;
        *--seeds*) ;;
        *" quiz "*) run="$line --seeds 1..3" ;;
        *mp4*) run="convreel check -q $rest" ;;
        *gif*) run="convreel render --steps 0 $rest" ;;
        esac
        ends "$line" $wanted there "$1" "$run"
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
