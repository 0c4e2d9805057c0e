#!/bin/sh
# Where render writes, which picture a single file shows, and what render tells of it.
set -u
. tests/checks.sh
cd "$folder" || exit 1
printf 'input: 5\nlayer: {type: Conv2d, kernel_size: 3, padding: 1, stride: 2}\n' >small.yaml
printf 'input: 3\nlayer: {type: Conv2d, kernel_size: 3}\n' >one.yaml
svg="--format svg"

# told WHAT TEXT: all of the last command's messages.
told() {
    same "$1" "$2" "$(cat "$folder/err")"
}

# shows WHAT STEP FILE: an SVG's description names the step.
shows() {
    same "$1" "This picture shows step $2." "$(grep -o 'This picture shows step [0-9]*\.' "$3")"
}

ends "a film" 0 "$program" render small.yaml --fps 10 --dpi 40
told "is told" "wrote output/small.gif, 9 steps, 11.5 s"
ends "pages" 0 "$program" render small.yaml -o small.pdf
told "are told" "wrote small.pdf, 9 pages"
ends "a sequence" 0 "$program" render small.yaml $svg
told "is told by its ends" "wrote output/small_00.svg to output/small_08.svg, 9 files"
ends "two formats" 0 "$program" render one.yaml --format svg,pdf
told "are two lines" "wrote output/one_00.svg, 1 file
wrote output/one.pdf, 1 page"
ends "side by side" 0 "$program" render small.yaml one.yaml -j 2 --format gif,pdf --dpi 40 --fps 10
told "scenes keep their order" "wrote output/small.gif, 9 steps, 11.5 s
wrote output/small.pdf, 9 pages
wrote output/one.gif, 1 step, 3.5 s
wrote output/one.pdf, 1 page"
ends "--alt" 0 "$program" render one.yaml -o one.svg --alt one.txt
told "is told" "wrote one.svg
wrote one.txt, the description"
ends "-q" 0 "$program" render small.yaml -q --format svg,pdf
told "is silent" ""
ends "standard output" 0 "$program" render one.yaml -o - $svg
told "is not told" ""

# folders
ends "a folder" 0 "$program" render small.yaml one.yaml --format pdf -o "figures/of the paper/"
told "is made" "wrote figures/of the paper/small.pdf, 9 pages
wrote figures/of the paper/one.pdf, 1 page"
ends "a folder of a theme" 0 "$program" render one.yaml --format pdf -o "%t/" --theme light,dark
same "is made" "dark/one_dark.pdf light/one_light.pdf" "$(echo dark/* light/*)"
mkdir "100%d"
ends "a folder with a percent sign" 0 "$program" render one.yaml $svg -o "100%d"
same "is a name" one_00.svg "$(ls "100%d")"
ends "a folder that is missing" 3 "$program" render one.yaml -o no/such/x.gif
told "has a hint" \
    "convreel: cannot write no/such/x.gif: the folder no/such does not exist; -o no/such/ makes it"
ends "a file in place of a folder" 3 "$program" render one.yaml $svg -o small.yaml/x/
says "is told" "convreel: cannot make the folder small.yaml: File exists"
ends "a folder below another" 0 "$program" render one.yaml $svg -o "größe/a/b/"
same "in any script" one_00.svg "$(ls "größe/a/b")"

# refuses WHAT STATUS MESSAGE ARGUMENTS: render refuses them, and check in the same words.
refuses() {
    what=$1 status=$2 message=$3
    shift 3
    for command in render check; do
        ends "$command: $what" "$status" "$program" $command "$@"
        same "is told" "convreel: $message" "$(cat err)"
    done
}
refuses "%s in a folder that is missing" 3 \
    "cannot write no/one.svg: the folder no does not exist; -o no/ makes it" one.yaml -o no/%s.svg
refuses "a number in one" 3 \
    "cannot write no/x_00.png: the folder no does not exist; -o no/ makes it" one.yaml -o no/x_%02d.png
refuses "a folder of the scene's name" 3 \
    "cannot write one/x.gif: the folder one does not exist; -o one/ makes it" one.yaml -o %s/x.gif
refuses "a file below a file" 3 "cannot write one.yaml/x.gif: one.yaml is no folder" one.yaml \
    -o one.yaml/x.gif
refuses "a folder below a file" 3 "cannot make the folder one.yaml: File exists" one.yaml \
    -o one.yaml/x/
refuses "two scenes of one name" 2 \
    "two outputs would have the name x.gif; %s stands for the scene's name, %t for the theme's" \
    one.yaml small.yaml -o x.gif
refuses "an output in place of its scene" 2 \
    "the output one.yaml would replace an input of this call, one.yaml" one.yaml --format gif \
    -o %s.yaml
same "and nothing is made" "" "$(ls -d no one x.gif 2>/dev/null)"
ends "check: a folder that can be made" 0 "$program" check one.yaml -q -o no/such/
same "does not make it" "" "$(ls -d no 2>/dev/null)"
ends "check without -o" 0 "$program" check one.yaml one.yaml -q
ends "check: themes of one page" 0 "$program" check one.yaml -q --theme light,dark -o x.html

# paths that are none
ends "-o=x.png" 2 "$program" render one.yaml -o=x.png
told "has a hint" "convreel: write -o x.png, without ="
same "and makes nothing" "" "$(ls ./=* 2>/dev/null)"
ends "--output=x.svg" 0 "$program" render one.yaml --output=x.svg
ends "-ox.svg" 0 "$program" render one.yaml -ox.svg
ends "a path without an ending" 2 "$program" render one.yaml -o z
told "has a hint" "convreel: z names no format: write z.gif, z/ for a folder, or --format"
ends "but for --format" 0 "$program" render one.yaml -o z --format gif
same "it is a name" GIF89a "$(head -c 6 z)"

# the still
ends "one picture" 0 "$program" render small.yaml -o still.svg
told "is the last step" "wrote still.svg, step 8"
shows "the last step" 8 still.svg
ends "--steps middle" 0 "$program" render small.yaml -o still.svg --steps middle
shows "the middle" 4 still.svg
ends "--steps last" 0 "$program" render small.yaml -o still.svg --steps last
shows "the last" 8 still.svg
ends "--steps 2..5" 0 "$program" render small.yaml -o still.svg --steps 2..5
shows "the last of them" 5 still.svg
printf 'focus: [1, 2]\n' | cat small.yaml - >focus.yaml
ends "a focus" 0 "$program" render focus.yaml -o still.svg
shows "is the only one" 5 still.svg
ends "a focus among steps" 0 "$program" render focus.yaml -o still.svg --steps 0..8
shows "is the one" 5 still.svg
printf 'output: {poster: {step: 3}}\n' | cat small.yaml - >poster.yaml
ends "a poster" 0 "$program" render poster.yaml -o still.svg
shows "is the one" 3 still.svg
ends "--poster" 0 "$program" render poster.yaml --poster -o beside.webp --dpi 40 --fps 5
told "is a still beside a film" "wrote beside.webp, 9 steps, 11.5 s
wrote beside.png, step 3"
ends "the same still alone" 0 "$program" render poster.yaml -o alone.png --dpi 40
same "has the same bytes" 0 "$(cmp alone.png beside.png >&2; echo $?)"
ends "--poster without a film" 2 "$program" render poster.yaml --poster -o alone.svg
told "is refused" "convreel: --poster is the still beside a film or an animation that is one file"
printf 'output: {poster: {step: 3}, steps: 0..8}\n' | cat focus.yaml - >both.yaml
ends "a poster beside a focus" 0 "$program" render both.yaml -o still.svg
shows "comes first" 3 still.svg
ends "--steps" 0 "$program" render poster.yaml -o still.svg --steps 6
shows "comes before the poster" 6 still.svg
ends "a film" 0 "$program" render poster.yaml -o poster.pdf
told "has all steps all the same" "wrote poster.pdf, 9 pages"
ends "a still beside a film" 0 "$program" render poster.yaml -o both --format svg,gif --dpi 40 --fps 5
shows "is the same" 3 both.svg
"$program" render poster.yaml -q -o alone.svg --dpi 40
same "to the byte" 0 "$(cmp both.svg alone.svg >&2; echo $?)"
"$program" render poster.yaml -q -o still.png
"$program" render poster.yaml -q -o "all_%d.png"
same "a PNG is its page of all" 0 "$(cmp still.png all_3.png >&2; echo $?)"
ends "standard output" 0 "$program" render small.yaml -o - $svg
shows "takes the still" 8 out
printf 'output: {poster: {step: 9}}\n' | cat small.yaml - >beyond.yaml
ends "a poster that is not there" 1 "$program" check beyond.yaml
says "is told" "beyond.yaml:3:25: error: no step 9: steps run from 0 to 8"
printf 'steps: middle\n' | cat small.yaml - >middle.yaml
ends "steps in a scene" 0 "$program" render middle.yaml -o still.svg
shows "middle" 4 still.svg
printf 'output: {steps: last}\n' | cat small.yaml - >last.yaml
ends "output.steps" 0 "$program" render last.yaml -o last.pdf
told "last" "wrote last.pdf, 1 page"
ends "a word that is none" 2 "$program" render small.yaml --steps lsat
says "is told" "convreel: --steps must be"
ends "all pictures in one file" 2 "$program" render small.yaml -o x.png --pictures all
says "need a number" "convreel: --pictures all makes "
ends "sheets" 0 "$program" render small.yaml -o sheet.svg --sheet 2x2
told "the last one" "small.yaml: warning: the sheet has 3 pages, but the svg holds only one: step 8
  hint: %02d in the path makes a file for each page; a larger sheet holds more steps
wrote sheet.svg"
ends "a sheet of several steps" 0 "$program" render small.yaml -o sheet.svg --sheet 5x1
says "is told by its ends" \
    "small.yaml: warning: the sheet has 2 pages, but the svg holds only one: steps 5 to 8"
ends "all pages of a sheet" 0 "$program" render small.yaml -q -o "sheet_%02d.svg" --sheet 2x2
told "are no loss" ""
ends "a sheet with all steps" 0 "$program" render small.yaml -q -o sheet.svg --sheet 3x3
told "is none either" ""
echo 'theme: {from: dark, font: {family: Nonesuch}}' | cat one.yaml - >font.yaml
ends "a font that is not there" 0 "$program" render font.yaml -q --format svg,pdf
same "is told once" 1 "$(grep -c "the font family 'Nonesuch' is not installed: its words are drawn in '" err)"
ends "a font that is not there, --strict" 1 "$program" render font.yaml -q -o font.svg --strict
ends "two outputs with one name" 2 "$program" render small.yaml one.yaml -o same.png

# standard input
ends "a scene from standard input" 0 sh -c '"$0" render - <small.yaml' "$program"
told "goes to standard output" ""
shows "as an SVG of the still" 8 out
rm -rf output
ends "in any other format" 0 sh -c '"$0" render - --format gif --dpi 40 <small.yaml' "$program"
same "too" GIF89a "$(head -c 6 out)"
same "and nowhere else" no "$([ -e output ] && echo yes || echo no)"
ends "in a format that must seek" 0 sh -c '"$0" render - --format mp4 --dpi 40 <one.yaml' "$program"
same "too" ftyp "$(head -c 8 out | tail -c 4)"
ends "in two formats" 2 sh -c '"$0" render - --format gif,pdf <one.yaml' "$program"
says "it cannot" "convreel: standard output takes one format, not 2: name files with -o"
ends "to a file" 0 sh -c '"$0" render - -o "in_%s.svg" <one.yaml' "$program"
told "by the name scene" "wrote in_scene.svg"
ends "to a folder" 0 sh -c '"$0" render - -o made/ --format pdf <one.yaml' "$program"
same "likewise" scene.pdf "$(ls made)"
if script -qec true /dev/null >/dev/null 2>&1 </dev/null; then
    script -qec "'$program' render - <one.yaml" /dev/null >terminal 2>&1 </dev/null
    same "to a terminal: exit status" 2 $?
    same "to a terminal" "convreel: a terminal cannot show svg: name a file with -o, or send it to a pipe" \
        "$(tr -d '\r' <terminal)"
    script -qec "'$program' render one.yaml -o - --format svg" /dev/null >terminal 2>&1 </dev/null
    same "text to a terminal that asks for it" 0 $?
fi
finish
