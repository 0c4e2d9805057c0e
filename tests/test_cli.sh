#!/bin/sh
# The command line: statuses, names of files, messages, and that nothing half-written stays.
set -u
. tests/checks.sh
cd "$folder" || exit 1
printf 'input: 5\nlayer: {type: Conv2d, kernel_size: 3, padding: 1, stride: 2}\n' >small.yaml
printf 'input: 3\nlayer: {type: Conv2d, kernel_size: 3}\n' >one.yaml
cp small.yaml "100%d%s.yaml"

ends "no arguments" 2 "$program"
ends "--help" 0 "$program" --help
ends "--version" 0 "$program" --version
for command in render check trace describe; do
    ends "$command --help" 0 "$program" $command --help
    ends "$command alone" 2 "$program" $command
done
ends "unknown command" 2 "$program" rendr small.yaml
says "its hint" "convreel: no command 'rendr'; did you mean render?"
ends "unknown option" 2 "$program" render small.yaml --sise 9x9
says "its hint" "convreel: render has no option --sise; did you mean --size?"
ends "bad option value" 2 "$program" render small.yaml --size 12
ends "option without value" 2 "$program" render small.yaml --size
ends "no such scene" 3 "$program" check nosuch.yaml
says "its reason" "convreel: cannot read nosuch.yaml: No such file or directory"
ends "a folder as scene" 3 "$program" check .
printf 'input: 5\nlayer: {type: Conv2d, kernel_size: 3}\nview: 3d\noutput: {format: jpg}\n' >words.yaml
ends "words of other tools" 1 "$program" check words.yaml
same "which are meant" 2 "$(grep -c "did you mean 'stacked' or 'volume'?\|did you mean 'png'?" err)"
printf 'input: {values: [[[[1, 2], [3, 4]]]]}\nlayer: {type: MaxPool2d, kernel_size: 2}\n' >batch.yaml
ends "a batch axis of 1" 0 "$program" check batch.yaml
says "is left out with a note" "batch.yaml:1:8: warning: the batch axis of 1 is left out: the input is [1, 2, 2]"

ends "default name" 0 "$program" render small.yaml --format svg
same "nine files" 9 "$(ls output | wc -l)"
same "their name" small_00.svg "$(ls output | head -n 1)"
ends "a name that looks like a format" 0 "$program" render "100%d%s.yaml" --format svg --steps 0
same "is only a name" '100%d%s_00.svg' "$(ls output | head -n 1)"
ends "numbers" 0 "$program" render small.yaml -o "n_%s_%03d.png" --steps 2..4
same "count from 0" "n_small_000.png n_small_001.png n_small_002.png" "$(echo n_*)"
ends "one picture needs no number" 0 "$program" render one.yaml -o one.png
ends "two numbers" 2 "$program" render small.yaml -o "%d_%d.png"
ends "a format string" 2 "$program" render small.yaml -o "%n.gif"
ends "two outputs with one name" 2 "$program" render small.yaml one.yaml -o same.gif
cp small.yaml small1.yaml
ends "two sequences that meet" 2 "$program" render small.yaml small1.yaml -o "%s%d.png" \
    --pictures all
says "the file" "convreel: two outputs would have the name small10.png"
cp one.yaml kept.yaml
ends "a picture in place of its scene" 2 "$program" render kept.yaml -o ./kept.yaml --format gif
same "the scene is still there" "" "$(cmp one.yaml kept.yaml 2>&1)"
ends "a mistake on the command line" 2 "$program" render one.yaml small.yaml --format bmp,gif
same "is told once" 1 "$(wc -l <"$folder/err")"
printf 'input: 5\nlayer: {type: Conv2d, kernel_size: 3}\nnotes: [{text: no place}]\n' >note.yaml
ends "half a note on a canvas" 1 "$program" render note.yaml --size 1080p
ends "too many pixels" 4 "$program" render one.yaml --dpi 10000
ends "%t" 0 "$program" render one.yaml -o "%s-%t.svg" --theme dark
same "is the theme" one-dark.svg "$(ls one-dark.svg)"
ends "two themes" 0 "$program" render one.yaml -o "twin_%s_%t.svg" --theme light,dark -j 2
same "are two files" "twin_one_dark.svg twin_one_light.svg" "$(echo twin_*)"
same "that differ" 1 "$(cmp -s twin_one_dark.svg twin_one_light.svg; echo $?)"
"$program" render one.yaml -o dark.svg --theme dark
same "as two calls would" "" "$(cmp twin_one_dark.svg dark.svg 2>&1)"
mkdir twins
ends "two themes in a folder" 0 "$program" render one.yaml -o twins --format gif,pdf,mp4 --theme light,dark --fps 5 --dpi 30
same "get their names" "one_dark.gif one_dark.mp4 one_dark.pdf one_light.gif one_light.mp4 one_light.pdf" \
    "$(echo $(ls twins))"
ends "two themes under one name" 2 "$program" render one.yaml -o twins.gif --theme light,dark
says "the name" "convreel: two outputs would have the name twins.gif"
ends "a theme that is none" 2 "$program" render one.yaml -o "%t.gif" --theme light,drak
same "no twin is made" 0 "$(ls light.gif drak.gif 2>/dev/null | wc -l)"
ends "--alt of two themes" 0 "$program" render one.yaml -o "%t.gif" --alt twins.txt --theme light,dark
same "is one text" "" "$("$program" describe one.yaml | cmp - twins.txt 2>&1)"
ends "check under two themes" 0 "$program" check one.yaml --theme light,dark
same "says so once" 1 "$(grep -c '^one.yaml: ' "$folder/out")"
ends "a matte that is none" 2 "$program" render one.yaml -o x.gif --matte none
says "must be a colour" "convreel: --matte must be opaque, not none"
printf 'caption: one \364\217\277\275\n' | cat - one.yaml >gap.yaml
ends "a character without a glyph" 0 "$program" check gap.yaml
says "is told where it stands" "gap.yaml:1:14: warning: caption: no font here has "
ends "under --strict" 1 "$program" check gap.yaml --strict
says "it is an error" "gap.yaml:1:14: error: caption: no font here has "
ends "nothing is drawn" 1 "$program" render gap.yaml --strict -o gap.gif
same "then" no "$([ -e gap.gif ] && echo yes || echo no)"
ends "but without it" 0 "$program" render gap.yaml -o gap.gif
ends "a film that cannot be clear" 1 "$program" render one.yaml -o clear.mp4 --background none --strict
ends "--language" 0 "$program" render one.yaml -o words.svg --language de
same "is in the picture" 1 "$(grep -c '>Eingabe</text>' words.svg)"
same "without the English" 0 "$(grep -c '>input</text>' words.svg)"
printf 'input: Bild\n' >mine.yaml
printf 'language: mine.yaml\n' | cat - one.yaml >words.yaml
ends "a catalogue of one word" 0 "$program" check words.yaml
says "lacks the others" "words.yaml:1:11: warning: language mine.yaml lacks words for 'kernel', "
ends "under --strict" 1 "$program" check words.yaml --strict
"$program" render words.yaml -o words.svg 2>/dev/null
same "it has its word and the English ones" "Bild output" \
    "$(echo $(grep -oE '>(Bild|input|kernel|output)<' words.svg | tr -d '<>' | sort))"
ends "a language that is none" 2 "$program" check one.yaml --language klingon
ends "several formats" 0 "$program" render one.yaml -o both --format gif,pdf
same "have their endings" "both.gif both.pdf" "$(echo both.*)"
ends "a path of another format" 2 "$program" render one.yaml -o x.png --format gif
ends "an unknown ending" 2 "$program" render one.yaml -o x.bmp
ends "--alt" 0 "$program" render one.yaml small.yaml -o "%s.pdf" --alt "%s.txt"
"$program" describe one.yaml >one.said
"$program" describe small.yaml >small.said
same "is what describe says" "" "$(cmp one.txt one.said 2>&1)$(cmp small.txt small.said 2>&1)"
ends "--alt on standard output" 0 "$program" render one.yaml -o one.gif --alt -
same "is the same" "" "$(cmp out one.said 2>&1)"
ends "both on standard output" 2 "$program" render one.yaml -o - --alt - --format gif
says "is too much" "convreel: standard output takes one file"
ends "--alt with one name for two" 2 "$program" render one.yaml small.yaml -o "%s.gif" --alt x.txt
ends "--alt in place of its scene" 2 "$program" render one.yaml -o one.gif --alt one.yaml
ends "--alt with a number" 2 "$program" render one.yaml -o one.gif --alt "%02d.txt"
ends "--alt in no folder" 3 "$program" render one.yaml -o one.gif --alt nosuch/x.txt
ends "--alt on a full disk" 3 "$program" render one.yaml -o one.gif --alt /dev/full
cp one.yaml "$(printf 'odd\377.yaml')"
ends "a name that is no text" 0 "$program" render odd*.yaml -o . --format svg,pdf,png,gif
same "is shown" 'odd\xff' "$(pdfinfo odd*.pdf | sed -n 's/^Title: *//p')"
same "and leaves XML alone" "" "$(xmllint --noout odd*.svg 2>&1)"
ends "a folder" 0 "$program" render one.yaml -o . --format gif
same "gets the default name" one.gif "$(ls one.gif)"
ends "no such folder" 3 "$program" render one.yaml -o nosuch/x.gif
says "its reason" "convreel: cannot write nosuch/x.gif: the folder nosuch does not exist"
for format in gif apng hash; do
    ends "a full disk for $format" 3 "$program" render one.yaml -o /dev/full --format $format
    says "its reason" "convreel: cannot write /dev/full: No space left on device"
done
cat >quantized.yaml <<'END'
input: [2, 3, 3]
layer:
  type: Conv2d
  kernel_size: 2
  out_channels: 2
  flip: true
  quantize: {input: {scale: 0.5, zero_point: -3}, kernel: {scale: [0.25, 2]}, output: {scale: 4, dtype: uint8}}
END
"$program" trace quantized.yaml --steps none --tensors none >quantized.json
same "what integers stand for, and a kernel that is turned" good "$(/usr/bin/python3 2>&1 - <<'END'
import json
layer = json.load(open("quantized.json"))["layer"]
assert layer["flip"] is True, layer
assert layer["quantize"] == {
    "input": {"scale": 0.5, "zero_point": -3, "dtype": "int8"},
    "kernel": {"scale": [0.25, 2], "zero_point": 0, "dtype": "int8"},
    "output": {"scale": 4, "zero_point": 0, "dtype": "uint8"}}, layer
print("good")
END
)"
ends "a full disk for the trace" 3 sh -c '"$0" trace one.yaml >/dev/full' "$program"
ends "a full disk for check" 3 sh -c '"$0" check one.yaml >/dev/full' "$program"
"$program" trace small.yaml 2>pipe.err | head -c 1 >/dev/null
same "a closed pipe is nothing to talk about" "" "$(cat pipe.err)"
ends "closed standard streams" 0 sh -c '"$0" render one.yaml -o closed.gif <&- >&- 2>&-' "$program"
same "stay out of the file" GIF89a "$(head -c 6 closed.gif)"
ends "no encoder" 5 env CONVREEL_ENCODERS=nosuch "$program" render one.yaml -o none.mp4
same "is named" "convreel: no encoder for mp4: libavcodec has none of nosuch; install one with libx264" \
    "$(cat "$folder/err")"
ends "one that the format cannot hold" 5 env CONVREEL_ENCODERS=libx264 "$program" render one.yaml -o none.webm
same "no file of it" "" "$(ls none.* 2>/dev/null)"
ends "the next encoder" 0 env CONVREEL_ENCODERS=nosuch,mpeg4 "$program" render one.yaml -o m.mp4 --fps 5 --dpi 30
says "is named" "convreel: nosuch is missing, so mpeg4 makes the film"
ends "standard input and output" 0 sh -c '"$0" render - -o - --format pdf <one.yaml >p.pdf' "$program"
same "a PDF" "%PDF-" "$(head -c 5 p.pdf)"
ends "two formats on standard output" 2 "$program" render one.yaml -o - --format pdf,gif
# where there are terminals to be had
if script -qec true /dev/null >/dev/null 2>&1 </dev/null; then
    script -qec "'$program' render one.yaml -o - --format gif" /dev/null >terminal 2>&1 </dev/null
    same "binary to a terminal" 2 $?
    # the bar waits a tenth of a second, as the program here does for who reads the pipe
    mkfifo pipe
    { sleep 0.6 && timeout 20 cat pipe >/dev/null; } &
    TERM=xterm script -qec "'$program' render small.yaml -o pipe --format hash --size 160x90 --fps 10" \
        /dev/null >terminal 2>&1 </dev/null
    wait
    same "the bar: pictures, rate, time left" 1 "$(tr '\r' '\n' <terminal |
        grep -cE '^\[[#-]{20}\] [0-9]+/[0-9]+, [0-9.]+/s, [0-9]+:[0-9]{2} left small' |
        sed 's/[1-9][0-9]*/1/')"
fi

ends "a wrong scene beside a good one" 1 sh -c '
    printf "input: 5\nlayer: {type: Conv2d, kernel_size: 9}\n" >wrong.yaml
    "$0" render wrong.yaml one.yaml -o "w_%s.gif"' "$program"
same "the good one is there" w_one.gif "$(ls w_one.gif)"
same "a message" "wrong.yaml:2:36: error: kernel_size 9 does not fit: the padded input is 5" \
    "$(head -n 1 "$folder/err" | cut -c1-73)"
printf '%s\n' 'input: 3' 'layer: {type: Conv2d, kernel_size: 3}' \
    'output: {format: [gif, pgn], background: none}' >formats.yaml
ends "a format that nothing writes" 1 "$program" check formats.yaml
says "where" "formats.yaml:3:24: error: unknown format 'pgn'"
ends "a film cannot be transparent" 0 "$program" render formats.yaml -o film.mp4 --fps 5 --dpi 30
says "a warning" "formats.yaml: warning: mp4 cannot be transparent"
printf 'input: 5\nlayer: {type: Conv2d, kernel_size: 3}\ntitle: "a\033[31mb"\nvew: x\n' >hostile.yaml
ends "control characters" 1 "$program" check hostile.yaml
same "do not come through" "" "$(tr -d '[:print:]\n' <"$folder/err")"

# The bytes are the same on every run, side by side or not, and in pieces.
cp small.yaml a.yaml && cp one.yaml b.yaml && cp one.yaml c.yaml
mkdir first second
"$program" render [abc].yaml --format png,svg,pdf,gif,mp4 --fps 5 --dpi 30 --preset ultrafast -o first/
"$program" render [abc].yaml --format png,svg,pdf,gif,mp4 --fps 5 --dpi 30 --preset ultrafast -o second/ -j 3
same "-j" "" "$(diff -r first second 2>&1)"
"$program" render a.yaml --format png --dpi 30 --steps 5 -o piece.png
same "one step alone" 0 "$(cmp piece.png first/a_05.png >&2; echo $?)"
same "no temporary file is left" "" "$(find . -name '*.tmp')"

# An interrupt leaves nothing, and what was there before stays.
echo before >slow.gif
printf 'input: 60\nlayer: {type: Conv2d, kernel_size: 3}\n' >slow.yaml
"$program" render slow.yaml -o slow.gif --size 1080p 2>/dev/null &
sleep 0.2
kill -INT $! 2>/dev/null
# a shell without job control starts what runs in the background deaf to interrupts
kill -TERM $! 2>/dev/null
wait $!
status=$?
same "a signal" yes "$([ $status = 143 ] || [ $status = 130 ] && echo yes)"
same "the old file stays" before "$(cat slow.gif)"
same "no temporary file is left" "" "$(find . -name '*.tmp')"
finish
