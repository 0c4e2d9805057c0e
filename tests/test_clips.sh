#!/bin/sh
# A film in clips, from pause to pause, each with its first and last picture.
set -u
. tests/checks.sh
cd "$folder" || exit 1
cat >talk.yaml <<'END'
input: {values: [[3, 3, 2, 1], [0, 0, 1, 3], [3, 1, 2, 2], [2, 0, 0, 2]]}
kernel: {values: [[0, 1, 2], [2, 2, 0], [0, 1, 2]]}
layer: {type: Conv2d}
timeline: {step: 1, hold_first: 0.5, hold_last: 1}
output: {size: 320x180, fps: 10}
shots:
  - {card: "# A", for: 2, pause: true}
  - {steps: [{at: 1, for: 3, pause: loop}]}
  - {layer: {padding: 1}, steps: 0..2, pause: true}
END
ends "clips" 0 "$program" render --preset ultrafast talk.yaml -o talk_%02d.mp4
same "are told" "wrote talk_00.mp4 to talk_04.mp4, 5 clips, with the first and last picture of each, 12.5 s" "$(tail -n 1 err)"
same "they are" "talk_00.mp4 talk_01.mp4 talk_02.mp4 talk_03.mp4 talk_04.mp4" "$(echo talk_*.mp4)"
ends "webm" 0 "$program" render -q --preset ultrafast talk.yaml -o talk_%d.webm
ends "the whole" 0 "$program" render -q --preset ultrafast talk.yaml -o talk.mp4
frames talk_*.mp4 talk_?.webm talk.mp4 >counts
same "from pause to pause, loops apart" "25 10 30 50 10" "$(cut -d ' ' -f 1-5 counts)"
same "as many frames in WebM" "25 10 30 50 10" "$(cut -d ' ' -f 6-10 counts)"
same "the whole rolls on" 125 "$(cut -d ' ' -f 11- counts)"
ends "every picture" 0 "$program" render -q talk.yaml --pictures all -o all_%03d.png
same "how long each of them lasts" "12.500000" "$(awk '/^duration/ { sum += $2 } END { printf "%.6f", sum }' all.ffconcat)"
same "in their order" "$(echo all_*.png | tr ' ' '\n')" "$(sed -n "s/^file '\(.*\)'$/\1/p" all.ffconcat)"
ends "ffmpeg reads the list" 0 ffmpeg -v error -y -f concat -i all.ffconcat -vf fps=10 -f null -
mkdir plain
ends "names of numbers alone" 0 "$program" render -q talk.yaml --pictures all -o plain/%d.png
same "have a list, too" "plain/pictures.ffconcat" "$(echo plain/*.ffconcat)"
same "the first picture of a clip is one of the film's" yes "$(for file in all_*.png; do cmp -s "$file" talk_02_first.png && echo yes && break; done)"
same "the last picture ends it" yes "$(for file in all_*.png; do cmp -s "$file" talk_04_last.png && echo yes && break; done)"
same "what a clip ends with, the next does not show" yes "$(cmp -s talk_00_last.png talk_01_first.png || echo yes)"
ends "threads" 0 "$program" render -q --preset ultrafast talk.yaml -j 4 -o four_%02d.mp4
same "make the same clips" "" "$(for n in 00 01 02 03 04; do cmp talk_$n.mp4 four_$n.mp4; cmp talk_${n}_last.png four_${n}_last.png; done)"
sed 's/, pause: true//; s/, pause: loop//' talk.yaml >none.yaml
ends "no pause" 2 "$program" render --preset ultrafast none.yaml -o none_%02d.mp4
same "is told" "convreel: a film is one file: leave the number out, or write pause: true where a clip of it shall end" "$(tail -n 1 err)"
cp talk.yaml talk_01_first.png
ends "a picture over the scene" 2 "$program" render --preset ultrafast talk_01_first.png -o talk_%02d.mp4
same "it is as before" "" "$(cmp talk.yaml talk_01_first.png 2>&1)"
finish
