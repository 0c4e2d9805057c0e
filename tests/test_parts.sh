#!/bin/sh
# A film in parts, as several machines make it, and the film that they become.
set -u
. tests/checks.sh
cd "$folder" || exit 1
cat >talk.yaml <<'END'
title: A talk
input: 4
layer: {type: Conv2d, kernel_size: 3}
show: none
timeline: {step: 0.55, move: 0.3, hold_first: 0.2, hold_last: 0}
output: {size: 200x120, fps: 10}
shots:
  - {chapter: Begin, card: "# A", for: 2, say: The first.}
  - {chapter: Plain, steps: 0..3}
  - {chapter: Padding, layer: {padding: 1}, steps: 0..2, say: Words at the end.}
END
films=mp4
is_long && films=mp4,webm
ends "the whole" 0 "$program" render -q --preset ultrafast talk.yaml --format $films -o ./
for part in 1 2 3; do
    ends "part $part" 0 "$program" render --preset ultrafast talk.yaml --format $films -o ./ --part $part/3
    cat err >>told
done
same "each is told" 3 "$(grep -cE '^wrote ./talk_part[123]of3.mp4, part [123] of 3, frames [0-9]+ to [0-9]+ of 61$' told)"
same "the first has the words beside it" "talk.vtt" "$(sed -n 's/^wrote .*\(talk.*\), the subtitles$/\1/p' told | head -n 1)"

# input NUMBER: what ffmpeg told of one of its inputs, but for its name, its number and how many bytes
input() {
    awk -v number="$1" '/^[A-Z]/ { inside = $0 ~ "^Input #" number } inside' told |
        sed 's/, from .*//; s/#[01]/#/g; s/, bitrate: .*//; s/, [0-9]* kb.s//g'
}
# hashed COLUMNS NUMBER: of each picture of a stream: when it is seen, 2-4; what is on it, 6
hashed() {
    grep "^$2," hashes | cut -d , -f "$1"
}
for film in $(echo $films | tr , ' '); do
    ends "join $film" 0 "$program" join talk_part2of3.$film talk_part3of3.$film talk_part1of3.$film -o film.$film
    same "is told" "wrote film.$film, 3 parts" "$(cat err)"
    # all by one run, which takes long to start: how alike they look, words, pictures as they are decoded
    ffmpeg -hide_banner -y -i film.$film -i talk.$film -i talk_part1of3.$film -i talk_part2of3.$film \
        -i talk_part3of3.$film -lavfi '[0:v][1:v]psnr' -f null - -map 0:s:0 -f srt film.words \
        -map 1:s:0 -f srt talk.words -map 0:v -map 1:v -map 2:v -map 3 -map 4 -f framehash hashes 2>told
    same "$film: tags, streams, length, chapters" "$(input 1)" "$(input 0)"
    same "no part's mark in the film" "1 0" "$(input 0 | grep -c 'title *: A talk') $(input 0 | grep -ci convreel_part)"
    same "$film: the words" "$(sed 's/<[^>]*>//g' talk.words)" "$(sed 's/<[^>]*>//g' film.words)"
    same "$film: they look as the whole's do" yes "$(sed -n 's/.*average:\([0-9.inf]*\).*/\1/p' told |
        awk '{ print ($1 == "inf" || $1 >= 45) ? "yes" : $1 }')"
    same "$film: their times" "61 $(hashed 2-4 1)" "$(hashed 2-4 0 | wc -l) $(hashed 2-4 0)"
    same "$film: pictures are copied" "$(hashed 6 2; hashed 6 3; hashed 6 4)" "$(hashed 6 0)"
    same "other parts have no words" "video video video video video " \
        "$(sed -n 's/^#media_type .: //p' hashes | tr '\n' ' ')"
done

mkdir other
cp talk.yaml other/name.yaml
ends "of another folder, with threads" 0 "$program" render -q --preset ultrafast other/name.yaml -o own.mp4 --part 2/3 -j 2
same "the same bytes" "" "$(cmp own.mp4 talk_part2of3.mp4 2>&1)"

# ---- sound, which begins before the pictures in WebM, and is stored later than it is heard ----

# a second of noise
{
    printf 'RIFF\244>\0\0WAVEfmt \020\0\0\0\001\0\001\0\200>\0\0\200>\0\0\001\0\010\0data\200>\0\0'
    head -c 16000 "$program"
} >music.wav
sed 's/^input:/audio: {file: music.wav}\ninput:/; s/step: 0.55, move: 0.3/step: 0.25, move: 0.1/; s/for: 2/for: 1.25/' \
    talk.yaml >loud.yaml
# about FILE: all that a player needs to know
about() {
    ffprobe -v error -show_entries format=start_time,duration:stream=codec_name,codec_tag_string,width,height,\
pix_fmt,start_time,duration,r_frame_rate,avg_frame_rate:chapter=start_time,end_time:chapter_tags=title:format_tags:\
packet=codec_type,pts_time,duration_time -of compact "$1"
}
# lasts FILE SECONDS: as long as its pictures, though its sound is longer
lasts() {
    same "$1 lasts $2 s" yes "$(sed -n 's/^format.*|duration=\([0-9.]*\).*/\1/p' "$1" |
        awk -v end="$2" '{ over = $1 - end; print (over > -0.0005 && over < 0.0015) ? "yes" : $1 }')"
}
"$program" render -q --preset ultrafast loud.yaml -o loud.webm
for part in 1 2; do
    "$program" render -q --preset ultrafast loud.yaml -o loud$part.webm --part $part/2
done
ends "join with sound" 0 "$program" join -q loud1.webm loud2.webm -o joined.webm
about loud.webm >loud
about joined.webm >joined
same "pictures, sound, words and chapters are where they were" "" "$(diff loud joined 2>&1)"
same "there are all of them" "audio subtitle video" "$(sed -n 's/^packet|codec_type=\([a-z]*\).*/\1/p' joined | sort -u |
    tr '\n' ' ' | sed 's/ $//')"
lasts loud 4.1
lasts joined 4.1
# of another codec
sed "s/for: 1.25/for: 1.35/" loud.yaml >end.yaml
for part in 1 2; do
    "$program" render -q end.yaml --format av1 --preset ultrafast -o end$part.webm --part $part/2
done
ends "join AV1" 0 "$program" join -q end1.webm end2.webm -o ended.webm
about ended.webm >ended
lasts ended 4.2

# ---- held pictures stored once ----

ends "the whole, at a variable rate" 0 "$program" render -q --preset ultrafast talk.yaml -o variable.mp4 --rate variable
for part in 1 2; do
    "$program" render -q --preset ultrafast talk.yaml -o v$part.mp4 --rate variable --part $part/2
done
ends "join at a variable rate" 0 "$program" join -q v1.mp4 v2.mp4 -o v.mp4
pictures stored variable.mp4 v.mp4 | sort -k 1,1n -k 2,2n >times
same "the times of pictures, and how long they last" "$(sed -n 's/^0 \([0-9. ]*[0-9]\).*/\1/p' times)" \
    "$(sed -n 's/^1 \([0-9. ]*[0-9]\).*/\1/p' times)"
same "held ones once" yes "$([ "$(grep -c ^0 times)" -gt 9 ] && [ "$(grep -c ^0 times)" -lt 61 ] && echo yes)"

# ---- what does not fit together ----

rm film.mp4*
refuses() { # WHAT STATUS TEXT PART...
    what=$1 status=$2 text=$3
    shift 3
    ends "$what" "$status" "$program" join "$@" -o film.mp4
    same "$what: why" "convreel: $text" "$(cat err)"
    same "$what: no film" "" "$(ls -A | grep -E '^film.mp4|tmp$')"
}
one=talk_part1of3.mp4 two=talk_part2of3.mp4 three=talk_part3of3.mp4
refuses "a missing part" 3 "of 3 parts 1 is missing: 2" $one $three
refuses "missing parts" 3 "of 3 parts 2 are missing: 1 and 3" $two
refuses "a doubled part" 3 "$two and own.mp4 are both part 2 of 3" $one $two own.mp4 $three
refuses "a whole film" 3 "talk.mp4 is no part of a film: render --part makes them" $one talk.mp4
refuses "no film" 3 "talk.yaml is no part of a film, or broken: it is not read as MP4, MOV or WebM" $one talk.yaml
refuses "no file" 3 "cannot read none.mp4: No such file or directory" $one none.mp4
refuses "another format" 3 "parts of webm cannot become mp4: name the film .webm" loud1.webm loud2.webm
sed 's/kernel_size: 3/kernel_size: 2/' talk.yaml >foreign.yaml
"$program" render -q --preset ultrafast foreign.yaml -o foreign.mp4 --part 2/3
refuses "a part of another film" 3 "foreign.mp4 is a part of another film than $one: the scene, a file of it or an option differs" $one foreign.mp4 $three
"$program" render -q --preset ultrafast talk.yaml -o half.mp4 --part 2/2
refuses "another count" 3 "half.mp4 is part 2 of 2, but $one is part 1 of 3" $one half.mp4
head -c 9000 $two >broken.mp4
refuses "a broken part" 3 "broken.mp4 is broken: not all of its pictures are there" $one broken.mp4 $three
cp $one film.mp4
cp film.mp4 before
ends "a part as output" 2 "$program" join film.mp4 $two $three -o ./film.mp4
same "why" "convreel: the output ./film.mp4 would replace a part, film.mp4" "$(cat err)"
same "it is as before" "" "$(cmp film.mp4 before 2>&1)"
ends "no name" 2 "$program" join $one $two $three
ends "no film's name" 2 "$program" join $one $two $three -o film.gif

# ---- which part ----

refused() { # TEXT OPTION... with what is in the environment
    text=$1
    shift
    ends "$*" 2 "$program" check talk.yaml -o x.mp4 "$@"
    same "$*: why" "convreel: $text" "$(cat err)"
}
for value in 0/3 4/3 1 a/b 1/0 1/3x -1/3 1/9999999; do
    refused "--part must be K/N, K from 1 to N, or auto or auto/N, not '$value'" --part "$value"
done
refused "talk cannot be cut into 9 parts: 8 are the most, since each begins with a step" --part 2/9
refused "--part auto needs SLURM_ARRAY_TASK_ID, which is not set" --part auto
refused "--part auto needs PBS_ARRAY_INDEX, which is not set" --part auto/3
export PBS_ARRAY_INDEX=0
refused "PBS_ARRAY_INDEX is 0, not from 1 to 3: the array must be 1-3" --part auto/3
export PBS_ARRAY_INDEX=2 SLURM_ARRAY_TASK_ID=x SLURM_ARRAY_TASK_MIN=10 SLURM_ARRAY_TASK_STEP=5
refused "SLURM_ARRAY_TASK_ID must be a whole number from 0 to 2147483647, not 'x'" --part auto
export SLURM_ARRAY_TASK_ID=15
refused "--part auto needs SLURM_ARRAY_TASK_COUNT, which is not set" --part auto
export SLURM_ARRAY_TASK_COUNT=3
mkdir second auto
"$program" render -q talk.yaml --pictures all -o second/%03d.png --part 2/3
for part in auto auto/3; do
    ends "$part" 0 "$program" render -q talk.yaml --pictures all -o auto/%03d.png --part $part
    same "$part is that of Slurm, or of PBS" "" "$(diff -r second auto 2>&1)"
    rm -r auto
    mkdir auto
done
export SLURM_ARRAY_TASK_ID=16
refused "SLURM_ARRAY_TASK_ID is 16, which is none of the 3 numbers from 10 on, 5 apart: the array must be a range, such as 1-8" --part auto

# ---- other formats ----

mkdir whole parts
ends "every picture" 0 "$program" render -q talk.yaml --pictures all -o whole/all_%03d.png
for part in 3 1 2; do
    ends "pictures of part $part" 0 "$program" render -q talk.yaml --pictures all -o parts/all_%03d.png --part $part/3
done
same "all of them, with their numbers" "" "$(diff -r whole parts 2>&1)"
for format in gif pdf png; do
    ends "$format" 2 "$program" render talk.yaml --format $format -o "x.$format" --part 1/3
    same "is made whole" "convreel: --part is for mp4, webm and mov, and for numbered pictures with --pictures all: $format is made whole" "$(cat err)"
done
same "check tells the part's length" 1 "$("$program" check talk.yaml -o x.mp4 --part 2/3 | grep -c 'mp4: 200 x 120 pixels, [0-9]* pictures, 1.1 s')"
finish
