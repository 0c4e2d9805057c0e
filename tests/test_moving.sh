#!/bin/sh
# Formats that move, read back: alpha, exact times, key pictures, a held picture stored once.
set -u
. tests/checks.sh
cd "$folder" || exit 1
cat >film.yaml <<'END'
input: 4
layer: {type: Conv2d, kernel_size: 3}
timeline: {step: 0.8, move: 0.4, hold_last: 1}
output: {size: 200x120, fps: 10}
show: none
shots:
  - steps: 0..1
  - {layer: {stride: 2}, name: second, pause: true}
  - {layer: {padding: 1}, steps: 0..1}
END
ends "all formats" 0 "$program" render -q film.yaml --format mp4,webm,mov,webp,apng -o ./
ends "AV1" 0 "$program" render -q film.yaml --format av1 -o small.webm
if is_long; then
    "$program" render -q film.yaml --format av1 -o again.webm
    same "the same AV1 twice" "" "$(cmp small.webm again.webm 2>&1)"
fi
ends "at a variable rate" 0 "$program" render -q film.yaml --rate variable --format mp4,webm,mov -o variable/
held=$("$program" render -q film.yaml --format hash -o - | wc -l)
ends "without a background" 0 "$program" render -q film.yaml --background none --size 128x72 --format webm,mov,webp -o clear/
"$program" render -q film.yaml --background none --size 128x72 --pictures all -o clear/picture_%03d.png

# Everything is asked by two runs of ffmpeg, which takes long to start: the packets of films; what it says
# of them, and how alike their pictures are, and alpha of the first to that of a PNG file.
set -- film.mp4 film.webm film.mov small.webm variable/film.mp4 variable/film.webm variable/film.mov
pictures stored "$@" >packets
for film; do
    set -- "$@" -i "$film"
    shift
done
ffmpeg -nostats "$@" -i clear/film.mov -c:v libvpx-vp9 -i clear/film.webm -i clear/picture_000.png -lavfi '
    [0:v]split[a][b];[a][3:v]psnr=stats_file=av1.psnr;
    [b]fps=10[c];[4:v]fps=10[d];[c][d]psnr=stats_file=variable.psnr;
    [7:v]trim=end_frame=1,format=yuva444p,alphaextract,format=gray[mov];
    [8:v]trim=end_frame=1,format=yuva444p,alphaextract,format=gray[webm];
    [9:v]format=yuva444p,alphaextract,format=gray,split[e][f];
    [mov][e]psnr=stats_file=mov.psnr;[webm][f]psnr=stats_file=webm.psnr' -f null - </dev/null 2>said
awk '/^Input #/ { number = substr($2, 2) + 0 }
    /^Output #/ { exit }
    /Duration:/ { printf "%d seconds %s\n", number, $2 }
    /alpha_mode/ { print number, "alpha", $3 }
    match($0, /Video: [a-z0-9]* [(][^)]*/) {
        kind = substr($0, RSTART + 7, RLENGTH - 7) ")"
        print number, "kind", kind, match($0, /yuv[a-z0-9]*/) ? substr($0, RSTART, RLENGTH) : "" }' said >about
about() { # NUMBER WHAT
    sed -n "s/^$1 $2 //p" about
}
number=0
for film in film.mp4 film.webm film.mov small.webm variable/film.mp4 variable/film.webm variable/film.mov; do
    case $film in
    variable*) wanted=$held ;;
    *) wanted=55 ;;
    esac
    same "$film: frames and seconds" "$wanted 00:00:05.50," \
        "$(grep -c "^$number " packets) $(about $number seconds)"
    number=$((number + 1))
done
for number in 0 1; do
    same "film $number: players jump to its shots" "0.000000 2.100000 2.900000 " \
        "$(awk -v film=$number '$1 == film && $4 == "key" { printf "%s ", $2 }' packets)"
done
same "mov: kind" "prores (4444) yuv444p12le" "$(about 2 kind)"
same "AV1: kind" "av1 (Main) yuv420p" "$(about 3 kind)"
unlike() { # STATS: how many pictures are there, and how alike those are that are not
    sed 's/.*psnr_avg:\([0-9.inf]*\).*/\1/' "$1" | awk '$1 != "inf" && $1 < 40 { print } END { print NR }'
}
same "AV1 looks as MP4 does" 55 "$(unlike av1.psnr)"
same "the same pictures at the same times" 55 "$(unlike variable.psnr)"
for film in mov webm; do
    same "$film: alpha" "1 alike" "$(sed 's/.*psnr_avg:\([0-9.inf]*\).*/\1/' $film.psnr |
        awk '{ print NR, ($1 == "inf" || $1 > 38) ? "alike" : $1 }')"
done
same "webm: its mark" 1 "$(about 8 alpha)"
ends "a format without a rate" 2 "$program" render film.yaml --rate variable -o film.gif
same "is told" 1 "$(grep -c -e "--rate has no effect here: it is for mp4, webm, av1, mov" err)"

# ---- animated WebP ----

cat >read.py <<'END'
import sys
from PIL import Image, ImageChops

# read.py FILE,NAMES-OF-PICTURES...: of each, a line: pictures, milliseconds, loops, how many differ from those
for argument in sys.argv[1:]:
    path, _, names = argument.partition(",")
    film = Image.open(path)
    total, different = 0, 0
    for number in range(film.n_frames):
        film.seek(number)
        film.load()
        total += film.info["duration"]
        if names:
            # of what is wholly transparent the colour is anything
            a = film.convert("RGBA").convert("RGBa")
            b = Image.open(names % number).convert("RGBA").convert("RGBa")
            different += ImageChops.difference(a, b).getbbox() is not None
    print(film.n_frames, total, film.info["loop"], different)
END
"$program" render -q film.yaml --loop 3 --size 100x60 -o thrice.webp
same "webp: pictures, milliseconds, loops; exact colours; loops three times" \
    "$held 5500 0 0 $held 5500 0 0 $held 5500 3 0" \
    "$(/usr/bin/python3 read.py film.webp clear/film.webp,clear/picture_%03d.png thrice.webp | xargs)"
ends "webp: too large" 4 "$program" render film.yaml --size 16384x100 -o large.webp
same "webp: is told" 1 "$(grep -c 'at most 16383 pixels' err)"
finish
