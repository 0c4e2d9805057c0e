#!/bin/sh
# The sound of films: a click is heard at its picture, cues start steps, music gives way to words.
set -u
. tests/checks.sh
cd "$folder" || exit 1
cat >wave.py <<'EOF'
# Files of sound: a click in silence, another one elsewhere, and a tone.
import array, struct
def write(name, rate, samples):
    samples = array.array('h', samples).tobytes()
    open(name, 'wb').write(b'RIFF' + struct.pack('<I', 36 + len(samples)) + b'WAVEfmt '
        + struct.pack('<IHHIIHH', 16, 1, 1, rate, 2 * rate, 2, 16) + b'data'
        + struct.pack('<I', len(samples)) + samples)
def click(name, seconds, rate=44100, length=3.2):
    samples = [0] * int(rate * length)
    for i in range(80):
        samples[int(seconds * rate) + i] = -24000 if i // 8 % 2 == 0 else 24000
    write(name, rate, samples)
click('click.wav', 2.25)
click('other.wav', 2)
write('tone.wav', 22050, [8000 if i // 40 % 2 else -8000 for i in range(int(22050 * 0.7))])
EOF
cat >heard.py <<'EOF'
# heard.py clicks|levels FILM...: of each, a line: hundredths of a second with a click; how loud each
# quarter is; length.
import array, sys
for film in sys.argv[2:]:
    a = array.array('f', open(film + '.f32', 'rb').read())[0::2]
    step = 480 if sys.argv[1] == 'clicks' else 12000
    parts = [a[i:i + step] for i in range(0, len(a) - step + 1, step)]
    if sys.argv[1] == 'clicks':
        found = [max(part) for part in parts]
        print(*[i for i, v in enumerate(found) if v > 0.2 and found[i - 1] <= 0.2], end=' ')
    else:
        found = [(sum(v * v for v in part[::9]) * 9 / step) ** 0.5 for part in parts]
        print(''.join('=' if v > 0.19 else '-' if v > 0.07 else '_' if v > 0.03 else '.' for v in found), end=' ')
    print(round(len(a) / 4800))
EOF
samples='-ac 2 -ar 48000 -f f32le' # what it reads
/usr/bin/python3 -S wave.py
printf 'WEBVTT\n\n00:00.500 --> 00:01.000\none\n\n2\n00:00:02.250 --> 00:00:03.000\ntwo\n' >cues.vtt
printf '0.5\t1.0\tone\n\\\t0\t9\n2.250000\t3.0\ttwo\n' >cues.txt
film() { # the cues
    cat <<END2
input: 4
layer: {type: Conv2d, kernel_size: 3}
timeline: {step: 0.5, hold_first: 0.5, hold_last: 0.5}
output: {size: 160x90, fps: 25}
show: none
shots:
  - {audio: {file: click.wav, cues: $1}, steps: [{at: 0}, {at: 3}]}
  - {layer: {padding: 1}, steps: 0..1, audio: {file: click.wav, volume: 0.5, at: 0.25}}
END2
}
# each kind of cues has a shot of one film
film cues.vtt >cues.yaml
sed -n '/cues.vtt/{s/cues.vtt/cues.txt/p; s/cues.txt/[0.5, 2.25]/p}' cues.yaml >>cues.yaml
same "a cue starts a step" "0 1 1.5 2.25 3.2 3.7 6.65 7.65 8.15 8.9 9.85 10.85 11.35 12.1 " \
    "$("$program" trace cues.yaml --tensors none | tr '{' '\n' | sed -n 's/.*"step": [0-9]*, "start": \([0-9.]*\).*/\1/p' | tr '\n' ' ')"
film '[0.5, 2.25]' >film.yaml
ends "check" 0 "$program" check film.yaml
same "a recording decides" "shot 0: starts at 0 s, lasts 3.2 s (the time of its recording); a recording for 3.2 s;" \
    "$(sed -n 's/^  \(shot 0.*;\) Conv2d.*/\1/p' out)"
same "the drift" "  steps that say when they start: 2, at most 0.000 s late" "$(grep 'say when' out)"
ends "a film" 0 "$program" render -q --preset ultrafast film.yaml -o film.mp4 --deps all.d
same "what it is made of" "film.yaml click.wav" "$(sed -n '1s/.*: //p' all.d)"
cp film.mp4 other.mp4
ends "again" 0 "$program" render -q --preset ultrafast film.yaml -o film.mp4
same "has the same bytes" yes "$(cmp -s film.mp4 other.mp4 && echo yes)"
ends "a page" 0 "$program" render -q film.yaml -o film.html
sed -n 's/.*<audio id="sound".*base64,\([^"]*\)".*/\1/p' film.html | base64 -d >page.webm
same "where its steps are" "1 1.5 2.25 3.2 3.7 " \
    "$(grep -o '"start":[0-9.]*' film.html | sed 's/.*://' | tr '\n' ' ')"
ends "a page of a step" 0 "$program" render -q film.yaml -o 'step_%d.html' --steps 0
same "has none of it" 0 "$(grep -c '<audio' step_0.html)"
ends "over what it is made of" 2 "$program" render film.yaml --steps 0 -o click.wav --format png

# ---- music, and clips ----

cat >music.yaml <<'END'
input: 4
layer: {type: Conv2d, kernel_size: 3}
timeline: {hold_first: 0, hold_last: 0}
output: {size: 160x90, fps: 5}
show: none
audio: {file: tone.wav, volume: 0.8, at: 0.5}
shots:
  - {card: "# A", for: 2, pause: true}
  - {card: "# B", say: "Fifteen letters"}
  - {card: "# C", for: 3.5}
END
ends "music" 0 "$program" render -q --preset ultrafast music.yaml -o music.webm
ends "clips" 0 "$program" render -q --preset ultrafast music.yaml -o clip_%d.mp4
# by one run, which takes long to start: samples; of both clips codecs, and packets with their times
# shellcheck disable=SC2086
ffmpeg -v error -copyts -i clip_0.mp4 -i clip_1.mp4 -i music.webm -map 0 -map 1 -c copy -f framecrc told \
    -map 1:a $samples clip_1.mp4.f32 -map 2:a $samples music.webm.f32 </dev/null
/usr/bin/python3 -S heard.py levels music.webm clip_1.mp4 >levels
same "music is softer under words, and fades out" "..=====-______-=====-----__. 70" "$(sed -n 1p levels)"
same "clips have their part of it" "______-=====-----__. 50" "$(sed -n 2p levels)"
same "and of the words, where there are any" "h264 aac h264 mov_text aac " \
    "$(sed -n 's/^#codec_id [0-9]: //p' told | tr '\n' ' ')"
same "at their own times" "0.000000 1.500000" "$(awk -F '[ ,:/]+' '
    /^#tb/ { unit[$2] = $3 / $4 }
    $1 == "3" { printf "%.6f %.6f", $3 * unit[3], $4 * unit[3]; exit }' told)"

# ---- other files, and parts ----

films="film.mp4 page.webm joined.mp4"
set -- "libopus opus.ogg"
is_long && set -- "$@" "libmp3lame mp3" "libvorbis ogg" "flac flac"
written="-map 1 -c:a flac whole.flac" # for what breaks off
for kind; do
    written="$written -map 0 -c:a ${kind% *} click.${kind#* }"
done
# shellcheck disable=SC2086
ends "ffmpeg writes files" 0 ffmpeg -v error -y -i click.wav -stream_loop 2 -i tone.wav $written
for kind; do
    file=click.${kind#* }
    film '[0.5, 2.25]' | sed "s/click.wav/$file/" >film.yaml
    ends "$file" 0 "$program" render -q --preset ultrafast film.yaml -o "$file.webm"
    films="$films $file.webm"
done
film cues.vtt >film.yaml
for part in 1 2; do
    ends "part $part with sound" 0 "$program" render -q --preset ultrafast film.yaml -o part$part.mp4 --part $part/2
done
ends "joined" 0 "$program" join -q part1.mp4 part2.mp4 -o joined.mp4
# shellcheck disable=SC2086
extract :a "$samples" f32 $films
# shellcheck disable=SC2086
/usr/bin/python3 -S heard.py clicks $films >clicks
number=0
for file in $films; do
    number=$((number + 1))
    same "clicks of $file" "225 570 72" "$(sed -n ${number}p clicks)"
done
cp click.wav kept.wav
cp other.wav click.wav
ends "a part with other sound" 0 "$program" render -q --preset ultrafast film.yaml -o part2.mp4 --part 2/2
ends "is of another film" 3 "$program" join part1.mp4 part2.mp4 -o joined.mp4
same "and says so" "convreel: part2.mp4 is a part of another film than part1.mp4: the scene, a file of it or an option differs" "$(cat err)"
mv kept.wav click.wav

# ---- what is wrong ----

# wrong STATUS VALUE PLACE-AND-MESSAGE: the scenes of a status are checked at once
count=0
wrong() {
    count=$((count + 1))
    printf 'input: 4\nlayer: {type: Conv2d, kernel_size: 3}\nshots:\n  - {steps: [{at: 0}], audio: %s}\n' "$2" >"wrong$1_$count.yaml"
    echo "$3" | sed "s/^scene/wrong$1_$count.yaml/; /^$/d" >>wanted$1
}
head -c "$(($(wc -c <whole.flac) * 9 / 10))" whole.flac >short.flac
printf 'no sound' >text.wav
printf 'WEBVTT\n\nsoon --> later\n' >bad.vtt
printf '2\t3\tx\n1\t2\ty\n' >back.txt
printf '8.0e15\t3\tx\n' >late.txt
printf '9300000000001/200000033\t90\tx\n' >fine.txt
mkdir inside
wrong 3 nothing.wav "scene:4:31: error: cannot read nothing.wav: No such file or directory"
wrong 1 text.wav "scene:4:31: error: no sound can be read from it: FFmpeg says: Invalid data found when processing input"
wrong 1 '{file: short.flac}' "scene:4:38: error: it breaks off: of 2.1 s of sound 1.8 s are there"
wrong 1 '{file: click.wav, cues: bad.vtt}' "bad.vtt:3:1: error: no time of a cue"
wrong 1 '{file: click.wav, cues: back.txt}' "back.txt:2:1: error: this cue starts before the one above it"
wrong 1 '{file: click.wav, cues: late.txt}' "late.txt:1:1: error: this cue starts after more than a day"
wrong 1 '{file: click.wav, cues: fine.txt}' "fine.txt:1:1: error: this time is too finely divided"
wrong 0 '{file: click.wav, cues: cues.txt}' "scene:4:55: warning: 1 of 2 cues are left over: 'steps' lists 1"
wrong 0 '{file: click.wav, cues: [0]}' ""
film '[0.5, 2.25]' | sed 's/click.wav/..\/click.wav/' >inside/film.yaml
ends "outside" 1 "$program" check inside/film.yaml
for status in 0 1 3; do
    set -- "$program" check -q wrong${status}_*.yaml
    # which is outside, too, where it may be
    [ $status != 0 ] || set -- "$@" inside/film.yaml --allow-outside
    ends "wrong sounds" $status "$@"
    same "where and why, status $status" "$(cat wanted$status)" "$(grep -E 'error:|warning:' err)"
done
finish
