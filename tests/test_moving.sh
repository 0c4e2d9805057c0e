#!/bin/sh
# Formats that move, read back: alpha, exact times, key pictures, a held picture stored once.
set -u
. tests/checks.sh
cd "$folder" || exit 1
cat >film.yaml <<'END'
input: 4
layer: {type: Conv2d, kernel_size: 3}
timeline: {step: 0.8, move: 0.4, hold_last: 1}
output: {size: 200x120, fps: 20}
show: none
shots:
  - steps: 0..1
  - {layer: {stride: 2}, name: second, pause: true}
  - {layer: {padding: 1}, steps: 0..1}
END
ends "all formats" 0 "$program" render -q film.yaml --format mp4,webm,mov,webp,apng -o ./
about() { # FILE: what is asked of a film, by one run of ffprobe, which starts slowly
    ffprobe -v error -select_streams v -show_entries packet=pts_time,flags:stream=codec_name,profile,pix_fmt:stream_tags=alpha_mode:format=duration -of compact "$1"
}
counted() { # WHAT-ABOUT-SAID: frames and seconds
    awk -F '[|=]' '/^packet/ { count++ } /^format/ { print count, $3 }' "$1"
}
keys() {
    sed -n 's/^packet|pts_time=\([0-9.]*\)|flags=K.*/\1/p' "$1" | sort -n | tr '\n' ' '
}
kind() {
    sed -n 's/^stream|codec_name=\([^|]*\)|profile=\([^|]*\)|pix_fmt=\([^|]*\).*/\1,\2,\3/p' "$1"
}
for film in mp4 webm mov; do
    about film.$film >about.$film
    same "$film: frames and seconds" "110 5.500000" "$(counted about.$film)"
done
for film in mp4 webm; do
    same "$film: players jump to its shots" "0.000000 2.100000 2.900000 " "$(keys about.$film)"
done
ends "AV1" 0 "$program" render -q film.yaml --format av1 -o small.webm
about small.webm >about.av1
same "AV1: frames and seconds" "110 5.500000" "$(counted about.av1)"
same "AV1: kind" "av1,Main,yuv420p" "$(kind about.av1)"
if is_long; then
    "$program" render -q film.yaml --format av1 -o again.webm
    same "the same AV1 twice" "" "$(cmp small.webm again.webm)"
fi
same "mov: kind" "prores,4444,yuv444p12le" "$(kind about.mov)"

# ---- a held picture is stored once ----

ends "at a variable rate" 0 "$program" render -q film.yaml --rate variable --format mp4,webm,mov -o variable/
pictures=$("$program" render -q film.yaml --format hash -o - | wc -l)
for film in mp4 webm mov; do
    about variable/film.$film >about.$film
    same "$film at a variable rate" "$pictures 5.500000" "$(counted about.$film)"
done
# one run of ffmpeg for both
ffmpeg -v error -i film.mp4 -i small.webm -i variable/film.mp4 -lavfi '[0:v]split[a][b];[a][1:v]psnr=stats_file=av1.psnr;
    [b]fps=20[c];[2:v]fps=20[d];[c][d]psnr=stats_file=variable.psnr' -f null - </dev/null
unlike() { # STATS: how many pictures are there, and how alike those are that are not
    sed 's/.*psnr_avg:\([0-9.inf]*\).*/\1/' "$1" | awk '$1 != "inf" && $1 < 40 { print } END { print NR }'
}
same "AV1 looks as MP4 does" 110 "$(unlike av1.psnr)"
same "the same pictures at the same times" 110 "$(unlike variable.psnr)"
ends "a format without a rate" 2 "$program" render film.yaml --rate variable -o film.gif
same "is told" 1 "$(grep -c -e "--rate has no effect here: it is for mp4, webm, av1, mov" err)"

# ---- transparent ----

ends "without a background" 0 "$program" render -q film.yaml --background none --size 128x72 --format webm,mov,webp -o clear/
"$program" render -q film.yaml --background none --size 128x72 --pictures all -o clear/picture_%03d.png
# the first pictures' alpha, as the PNG has it, within so much on average
ffmpeg -v error -i clear/film.mov -c:v libvpx-vp9 -i clear/film.webm -i clear/picture_000.png -lavfi \
    '[0:v]trim=end_frame=1,format=yuva444p,alphaextract,format=gray[mov];
    [1:v]trim=end_frame=1,format=yuva444p,alphaextract,format=gray[webm];
    [2:v]format=yuva444p,alphaextract,format=gray,split[a][b];
    [mov][a]psnr=stats_file=mov.psnr;[webm][b]psnr=stats_file=webm.psnr' -f null - </dev/null
for film in mov webm; do
    same "$film: alpha" "1 alike" "$(sed 's/.*psnr_avg:\([0-9.inf]*\).*/\1/' $film.psnr |
        awk '{ print NR, ($1 == "inf" || $1 > 38) ? "alike" : $1 }')"
done
same "webm: its mark" 1 "$(about clear/film.webm | sed -n 's/^stream.*tag:alpha_mode=//p')"

# ---- animated WebP ----

cat >read.py <<'END'
import sys
from PIL import Image, ImageChops

film = Image.open(sys.argv[1])
total, different = 0, 0
for number in range(film.n_frames):
    film.seek(number)
    film.load()
    total += film.info["duration"]
    if len(sys.argv) > 2:
        # of what is wholly transparent the colour is anything
        a = film.convert("RGBA").convert("RGBa")
        b = Image.open(sys.argv[2] % number).convert("RGBA").convert("RGBa")
        different += ImageChops.difference(a, b).getbbox() is not None
print(film.n_frames, total, film.info["loop"], different)
END
same "webp: pictures, milliseconds, loops" "$pictures 5500 0 0" "$(/usr/bin/python3 read.py film.webp)"
same "webp: exact colours" "$pictures 5500 0 0" "$(/usr/bin/python3 read.py clear/film.webp clear/picture_%03d.png)"
"$program" render -q film.yaml --loop 3 -o thrice.webp
same "webp: loops three times" "$pictures 5500 3 0" "$(/usr/bin/python3 read.py thrice.webp)"
ends "webp: too large" 4 "$program" render film.yaml --size 16384x100 -o large.webp
same "webp: is told" 1 "$(grep -c 'at most 16383 pixels' err)"
finish
