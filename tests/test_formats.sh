#!/bin/sh
# Every format is read back by another program.
set -u
. tests/checks.sh
guide=$PWD/scenes/guide
cd "$folder" || exit 1
cat >values.yaml <<'END'
title: "Values & <signs>"
input: {values: [[3, 3, 2, 1, 0], [0, 0, 1, 3, 1], [3, 1, 2, 2, 3], [2, 0, 0, 2, 2], [2, 0, 0, 0, 1]]}
layer: {type: Conv2d, padding: 1, stride: 2}
kernel: {values: [[0, 1, 2], [2, 2, 0], [0, 1, 2]]}
theme: guide
END
"$program" render values.yaml --format png,svg,pdf,gif -o . || failed=1
# films, each in its formats: of values, of a rate that is no whole number, of one colour, on a matte
mkdir films
{ cat values.yaml; echo 'output: {format: [mp4, webm], steps: 0..1}'; } >films/values.yaml
printf 'input: 5\nlayer: {type: Conv2d, kernel_size: 4, padding: 2}\noutput: {fps: 30000/1001, dpi: 40, steps: 0..1}\n' >moving.yaml
sed 's/output: {/&format: [gif, mp4, webm], /' moving.yaml >films/moving.yaml
printf 'input: 1\nlayer: {type: Conv2d, kernel_size: 1}\noutput: {format: [mp4, webm], fps: 10, size: 64x64, background: "#268bd2"}\n' >films/blue.yaml
printf 'input: 5\nlayer: {type: Conv2d, kernel_size: 3}\nview: stacked\noutput: {background: none, dpi: 36, steps: 0}\n' >clear.yaml
sed 's/output: {/&format: [gif, mp4], fps: 5, /' clear.yaml >films/matte.yaml
"$program" render films/*.yaml --preset ultrafast --matte red -o . 2>films.said || failed=1
# about FILE: what is asked of a film, in lines KEY=VALUE, by one run of ffprobe, which starts slowly
about() {
    ffprobe -v error -count_packets -select_streams v:0 -show_entries "stream=codec_name,pix_fmt,\
color_range,color_space,color_transfer,color_primaries,chroma_location,width,height,r_frame_rate,\
nb_frames,nb_read_packets:format=duration:format_tags=title,comment" -of default=nw=1 "$1" >"$1.about"
}
# told FILE KEY...: the values
told() {
    file=$1
    shift
    for key; do sed -n "s/^$key=//p" "$file.about"; done | tr '\n' ' ' | sed 's/ $//'
}
about values.mp4
about values.webm

# PDF: pages, sizes, text, fonts, nothing of the clock
pdfinfo values.pdf >pdf.txt
same "PDF pages" 9 "$(sed -n 's/^Pages: *//p' pdf.txt)"
same "PDF title" "Values & <signs>" "$(sed -n 's/^Title: *//p' pdf.txt)"
same "PDF page size" "190.004 x 133.311" \
    "$(sed -n 's/^Page size: *\([0-9.]* x [0-9.]*\) pts.*/\1/p' pdf.txt)"
same "PDF digits" "6.0 17.0 3.0 8.0 17.0 13.0 6.0 4.0 4.0" \
    "$(pdftotext -l 1 -layout values.pdf - | grep -oE '[0-9]+\.[0-9]' | tr '\n' ' ' | sed 's/ $//')"
same "PDF fonts are embedded subsets" "yes yes" \
    "$(pdffonts values.pdf | sed -n '3,$p' | awk '{print $(NF-4)}' | sort | uniq | tr '\n' ' ' |
        sed 's/^yes $/yes yes/')"
"$program" render values.yaml -o again.pdf
same "PDF bytes" "" "$(cmp values.pdf again.pdf 2>&1)"

# Fonts: whoever has rules of their own for fontconfig keeps them, by a variable or in their home
cat >rules.conf <<'END'
<fontconfig>
<include>/etc/fonts/fonts.conf</include>
<match><test name="family"><string>Inter</string></test>
<edit name="family" mode="assign" binding="strong"><string>LM Mono 10</string></edit></match>
</fontconfig>
END
mkdir -p home/.config/fontconfig
cp rules.conf home/.config/fontconfig/fonts.conf
echo '{input: {values: [[1]]}, layer: {type: Conv2d, kernel_size: 1}, title: Title}' >words.yaml
families() { # FILE: how many of its fonts are Inter, and how many LM Mono
    pdffonts "$1" | awk '/^[A-Z]*\+Inter/ { inter++ } /^[A-Z]*\+LMMono/ { mono++ } END { print inter + 0, mono + 0 }'
}
"$program" render words.yaml -o plain.pdf
FONTCONFIG_FILE=$PWD/rules.conf "$program" render words.yaml -o variable.pdf
HOME=$PWD/home "$program" render words.yaml -o home.pdf
same "fonts of a theme" "2 0" "$(families plain.pdf)"
same "fonts by a variable" "0 2" "$(families variable.pdf)"
same "fonts by a user's file" "0 2" "$(families home.pdf)"

# Without any font: one line, no file
echo '<fontconfig></fontconfig>' >none.conf
for format in png svg pdf gif; do
    FONTCONFIG_FILE=$PWD/none.conf ends "no fonts for $format" 3 \
        "$program" render words.yaml --steps 0 -o nothing.$format
    says "it is told" "convreel: cannot draw words: no font with letters is installed"
    same "no file" "1 " "$(wc -l <err) $(ls nothing.* 2>/dev/null)"
done
FONTCONFIG_FILE=$PWD/none.conf ends "without words" 0 "$program" render --theme guide \
    "$guide/dilation.yaml" --steps 0 -o cells.png

# PDF pages are transparency groups only where some items are translucent as a whole
page_groups() {
    grep -a -A 11 '/Type /Page %' "$1" | grep -a -c '/S /Transparency'
}
cat >veiled.yaml <<'END'
input: {size: [2, 4, 4], fill: 1}
layer: {type: Conv2d, kernel_size: 3, groups: 2}
END
"$program" render veiled.yaml -o veiled.pdf
same "PDF page groups" "0 8" "$(page_groups values.pdf) $(page_groups veiled.pdf)"
same "PDF offsets hold" "" "$(pdftotext values.pdf - 2>&1 >/dev/null)"

# PNG: size, and the same pixels as the PDF's page
same "PNG size" 396x278 "$(png_size values_00.png)"

# SVG: well-formed, ids unique, words as text or as outlines
same "SVG is well-formed" "" "$(xmllint --noout values_*.svg 2>&1)"
same "SVG ids are unique" "" "$(grep -o ' id="[^"]*"' values_00.svg | sort | uniq -d)"
"$program" render values.yaml -o other.svg --theme dark
same "SVG ids are unique over files" "" \
    "$(grep -oh ' id="[^"]*"' values_0*.svg other.svg | sort | uniq -d)"
same "SVG ids end in a part's name" 1 \
    "$(xmllint --xpath 'count(//*[substring(@id, 10) = "-output-value-0-0-1"])' values_00.svg)"
same "SVG fonts have a generic one behind them" "'Inter', sans-serif 'LM Roman 8', serif" \
    "$(grep -oh 'font-family="[^"]*"' values_00.svg other.svg | sort -u | cut -d '"' -f 2 |
        grep -v 'Roman [15]\|Math' | tr '\n' ' ' | sed 's/ $//')"
same "SVG title" "Values &amp; &lt;signs&gt;" \
    "$(sed -n 's/.*<title [^>]*>\(.*\)<\/title>.*/\1/p' values_00.svg)"
same "SVG digits" 1 "$(grep -c '>13.0</text>' values_00.svg)"
"$program" render values.yaml -o outline.svg --steps 0 --text outline
same "SVG outlines" 0 "$(grep -c '<text' outline.svg)"
same "SVG outlines are well-formed" "" "$(xmllint --noout outline.svg 2>&1)"

# The words for who does not see the picture, in every format
"$program" describe values.yaml >said
one_line=$(tr '\n' ' ' <said | sed 's/ $//')
same "PDF subject" "$one_line" "$(sed -n 's/^Subject: *//p' pdf.txt)"
same "PDF dates" "" "$(grep Date pdf.txt)"
same "SVG title and description are its first children" "title desc" \
    "$(xmllint --xpath 'concat(name(/*/*[1]), " ", name(/*/*[2]))' values_00.svg)"
same "SVG role" img "$(xmllint --xpath 'string(/*/@role)' values_00.svg)"
label=$(xmllint --xpath 'string(/*/@aria-labelledby)' values_00.svg)
same "SVG title's id" "Values & <signs>" \
    "$(xmllint --xpath "string(//*[@id='${label% *}'])" values_00.svg)"
same "SVG description" "$(cat said; echo This picture shows step 0.)" \
    "$(xmllint --xpath "string(//*[@id='${label#* }'])" values_00.svg)"
same "GIF comment" "$one_line" "$(gifsicle --info values.gif |
    sed -n 's/^ *comment //p' | sed 's/\\n/ /g; s/ $//')"
same "MP4 title" "Values & <signs>" \
    "$(told values.mp4 TAG:title)"
same "MP4 comment" "$(cat said)" \
    "$(sed -n '/^TAG:comment=/,$p' values.mp4.about | sed '1s/^TAG:comment=//')"

# GIF: a frame a step, a second each, for ever
gifsicle --info values.gif >gif.txt
same "GIF frames" 9 "$(grep -c '+ image' gif.txt)"
same "GIF loops" 1 "$(grep -c 'loop forever' gif.txt)"
same "GIF delays" "delay 1.00s" "$(grep -oE 'delay [0-9.]+s' gif.txt | sort | uniq | tr '\n' ' ' |
    sed 's/ $//')"
same "GIF size" "logical screen 396x278" "$(grep -o 'logical screen [0-9x]*' gif.txt)"
"$program" render values.yaml -o twice.gif --loop 3
same "GIF loop count" "loop count 2" "$(gifsicle --info twice.gif | grep -o 'loop count [0-9]*')"
"$program" render values.yaml -o "all_%02d.png" --pictures all

# a moving GIF: hundredths add up to the film's length, none is shorter than two
gifsicle --info moving.gif | grep -oE 'delay [0-9.]+s' | tr -dc '0-9.\n' >delays
same "moving GIF's length" 4.50 "$(awk '{ sum += $1 } END { printf "%.2f", sum }' delays)"
same "moving GIF's shortest" yes "$(awk '$1 < 0.02 { bad = 1 } END { print bad ? "no" : "yes" }' delays)"

# MP4: what browsers and slides need
same "MP4 codec" "h264" "$(told values.mp4 codec_name)"
same "MP4 pixels" "yuv420p tv bt709 bt709 bt709 left" \
    "$(told values.mp4 pix_fmt color_range color_space color_transfer color_primaries chroma_location)"
same "MP4 even size" "396 278" "$(told values.mp4 width height)"
same "MP4 frames" "60/1 120" "$(told values.mp4 r_frame_rate nb_frames)"
same "MP4 length" "2.000000" "$(told values.mp4 duration)"
same "MP4 index first" "moov" "$(grep -aoE 'moov|mdat' values.mp4 | head -n 1)"

# APNG: the pixels and the times of the PNG sequence, in one file; readers of PNG see the first
cat >random.awk <<'END'
# scenes of random sizes, values, times and backgrounds
function pick(count) { return int(rand() * count) }
BEGIN {
    srand(20)
    split("stacked flat line channels scatter matrix", views)
    split("none white #268bd280 #101010", grounds)
    for (i = 0; i < 6; i++) {
        side = views[i + 1] == "line" ? "1d" : "2d"
        print "input: {size: " (side == "1d" ? 5 + pick(3) : "[" 3 + pick(3) ", " 3 + pick(3) "]") \
            ", random: {seed: " i ", low: -9, high: 9}}" >("random" i ".yaml")
        print "layer: {type: Conv" side ", kernel_size: " 2 + pick(2) ", padding: " pick(2) "}" >("random" i ".yaml")
        print "view: " views[i + 1] "\ntimeline: {step: 0." 2 + pick(8) ", move: 0.1" pick(10) "}" >("random" i ".yaml")
        print "output: {fps: " 10 + pick(20) ", dpi: " 20 + pick(40) ", background: \"" grounds[1 + i % 4] \
            "\", steps: 0..2}" >("random" i ".yaml")
    }
}
END
awk -f random.awk
scenes="values random1"
drawn=
is_long && scenes="$scenes moving random0 random2 random3 random4 random5"
for scene in $scenes; do
    mkdir "still_$scene"
    "$program" render -q $scene.yaml -o $scene.apng --steps 0..2
    "$program" render -q $scene.yaml --pictures all -o "still_$scene/%06d.png" --steps 0..2
    cp $scene.apng first_${scene}_0.png # ffmpeg takes what it is told is numbered for a PNG
    drawn="$drawn $scene.apng still_$scene/%06d.png first_${scene}_%d.png"
done
"$program" render -q values.yaml -o loop.apng --loop 3
"$program" render -q moving.yaml -o all.apng
pictures stored loop.apng all.apng moving.mp4 moving.webm >stored.times
same "APNG plays, and the times" "3 1.000000" "$(od -An -tu1 -j"$(($(grep -abo acTL loop.apng | head -n 1 |
    cut -d: -f1) + 8))" -N4 loop.apng | awk '{ print $4 }') $(awk '$1 == 0 { print $3 }' stored.times | sort -u)"
same "a moving APNG's length" 4.50 "$(awk '$1 == 1 { sum += $3 } END { printf "%.2f", sum }' stored.times)"
same "MP4 at 30000/1001" "135 0.033367" "$(grep -c '^2 ' stored.times) $(awk '$1 == 2 { print $3 }' stored.times | sort -u)"
same "WebM at 30000/1001" "135 4.504" "$(awk '$1 == 3 { count++; end = $2 + $3 } END { printf "%d %.3f", count, end }' stored.times)"
same "APNG title" 1 "$(grep -ac 'Values & <signs>' loop.apng)"
"$program" render -q values.yaml -o - --format apng --loop 3 | cmp - loop.apng
same "APNG by standard output" 0 $?
ends "an APNG is not named .png" 2 "$program" render values.yaml --format apng -o values.png

# --png small: fewer bytes of the same pixels, by any number of threads and from any picture on.
mkdir fast small
set -- moving.yaml --pictures all --size 400x225
"$program" render -q "$@" -o fast/%04d.png
"$program" render -q "$@" -o small/%04d.png --png small --safe
same "small PNGs are smaller" yes "$([ "$(cat small/*.png | wc -c)" -lt $(($(cat fast/*.png | wc -c) * 9 / 10)) ] && echo yes)"
mkdir again later
"$program" render -q "$@" -o again/%04d.png --png small -j 3
same "small PNGs by threads" "" "$(diff -r small again 2>&1)"
"$program" render -q "$@" -o later/%04d.png --png small --part 2/2 -j 2
for file in later/*.png; do
    cmp -s "$file" "small/${file#*/}" || echo "$file"
done >out
same "small PNGs from a later picture on" "" "$(cat out; ls later | grep -q png || echo none)"
"$program" render -q values.yaml --steps 1 -o one.png --png small
"$program" render -q values.yaml --steps 1 -o - --format png --png small | cmp - one.png
same "a small PNG by standard output" 0 $?
"$program" render -q moving.yaml -o small.apng --png small
same "a small APNG is smaller" yes "$([ "$(wc -c <small.apng)" -lt "$(wc -c <all.apng)" ] && echo yes)"

# null and hash: no codec
ends "null writes nothing" 0 "$program" render values.yaml --format null -o nothing/
same "and says nothing" " " "$(ls nothing output 2>/dev/null) $(cat err)"
ends "and names nothing" 0 "$program" render values.yaml --format null,hash -q --deps null.d -o made/
same "as made" "made/values.hash: values.yaml" "$(head -n 1 null.d)"
same "files of check" '"files": 0' "$("$program" check values.yaml --json --format null | grep -o '"files": [0-9]*')"
"$program" render values.yaml --format hash -o - --steps 0..2 >three.hash
"$program" render values.yaml -q --format hash,png --pictures all -o again_%d
same "hash lines" "0 1/1 1 1/1 2 1/1" "$(cut -d ' ' -f 1,2 three.hash | tr '\n' ' ' | sed 's/ $//')"
same "hashes differ" 3 "$(cut -d ' ' -f 3 three.hash | grep -cE '^[0-9a-f]{16}$')$(cut -d ' ' -f 3 three.hash | uniq -d)"
same "a hash for each file" "$(sed -n '2s/^1/0/p' three.hash)" "$(cat again_1.hash)"

# WebM: the same film in VP9. Its times are whole milliseconds, its frames are not fewer
same "WebM codec" "vp9" "$(told values.webm codec_name)"
same "WebM pixels" "yuv420p tv bt709 bt709 bt709 left" \
    "$(told values.webm pix_fmt color_range color_space color_transfer color_primaries chroma_location)"
same "WebM even size" "396 278" "$(told values.webm width height)"
same "WebM frames" "60/1 120 2.000000" "$(told values.webm r_frame_rate nb_read_packets duration)"
same "WebM title" "Values & <signs>" \
    "$(told values.webm TAG:title)"
odd="--size 333x201 --fps 5 --steps 0 --preset ultrafast"
# shellcheck disable=SC2086
"$program" render values.yaml -o odd --format mp4,webm --crf 0 $odd
# shellcheck disable=SC2086
"$program" render values.yaml -o worse.webm --crf 51 $odd
same "WebM crf" yes "$([ $(($(wc -c <worse.webm) * 3)) -lt "$(wc -c <odd.webm)" ] && echo yes)"
"$program" render clear.yaml --format png,svg,pdf,gif -o .
pdftocairo -png -transp -singlefile -r 30 clear.pdf page
# shellcheck disable=SC2086
ends "all are read" 0 extract '' '-vf scale=in_color_matrix=bt709 -fps_mode passthrough -pix_fmt rgba -f rawvideo' raw \
    values.gif all_08.png $drawn fast/%04d.png small/%04d.png all.apng small.apng \
    blue.mp4 blue.webm clear_00.png clear.gif matte.gif matte.mp4 page.png
# the last picture of the GIF is the last PNG, but for the palette
worst=$(tail -c "$(wc -c <all_08.png.raw)" values.gif.raw | cmp -l - all_08.png.raw 2>&1 | awk '
    function decimal(o) { return int(o / 100) * 64 + int(o / 10) % 10 * 8 + o % 10 }
    NF != 3 { worst = 255 }
    { d = decimal($2) - decimal($3); d = d < 0 ? -d : d; if (d > worst) worst = d }
    END { print worst + 0 }')
same "GIF pixels, at most 24 of 255 off" yes "$([ "$worst" -le 24 ] && echo yes || echo "$worst")"
for scene in $scenes; do
    same "APNG pixels of $scene" "" "$(cmp $scene.apng.raw still_$scene/%06d.png.raw 2>&1)"
    first=first_${scene}_%d.png.raw
    same "PNG readers see the first of $scene" "$(wc -c <$scene.apng.raw)" \
        "$(($(wc -c <$first) * $(ls still_$scene/*.png | wc -l)))$(cmp -n "$(wc -c <$first)" $first $scene.apng.raw 2>&1)"
done
same "pixels of small PNGs" "" "$(cmp fast/%04d.png.raw small/%04d.png.raw 2>&1)"
same "pixels of a small APNG" "" "$(cmp all.apng.raw small.apng.raw 2>&1)"
corner() { # FILE: red green blue alpha of its first pixel
    echo $(od -An -tu1 -N4 "$1.raw")
}
# a colour survives: the input's blue, 38 139 210
for film in mp4 webm; do
    same "$film colour" yes "$(corner blue.$film | awk '{
        print ($1-38)^2 <= 9 && ($2-139)^2 <= 9 && ($3-210)^2 <= 9 ? "yes" : $0 }')"
done
for file in clear_00.png clear.gif matte.gif page.png; do
    same "$file has a clear corner" 0 "$(corner "$file" | cut -d ' ' -f 4)"
done
# has CONDITION FILE: whether one of its pixels has
has() {
    od -An -v -tu1 -w4 "$2.raw" | awk "$1"' { has = 1 } END { print has ? "yes" : "no" }'
}
same "a PNG has half-clear edges" yes "$(has '$4 > 0 && $4 < 255' clear_00.png)"
same "a GIF has none" no "$(has '$4 > 0 && $4 < 255' matte.gif)"
# more of red than any colour of the scene
red='$4 == 255 && $1 > $2 + 120 && $1 > $3 + 120'
same "its edges lie on the matte" yes "$(has "$red" matte.gif)"
same "and else on the theme's background" no "$(has "$red" clear.gif)"
same "SVG without a background" 0 "$(grep -c '<rect' clear_00.svg)"
same "MP4 lies on the matte" yes "$(corner matte.mp4 | awk '{ print ($1 > 250 && $2 < 5 && $3 < 5) ? "yes" : $0 }')"
same "and says so" "films/matte.yaml: warning: mp4 cannot be transparent: it lies on the matte, output.matte" \
    "$(grep matte.yaml films.said)"

# the guide's scenes, all at once
if is_long; then
    "$program" render "$guide"/*.yaml -o "guide_%s.gif"
    same "26 figures" 26 "$(ls guide_*.gif | wc -l)"
    same "365 frames" 365 "$(gifsicle --info guide_*.gif | grep -c '+ image')"
fi
# a GIF is light where nobody says its size or rate, beside other formats too
cat >six.yaml <<'END'
input: 5
layer:
  type: Conv2d
  kernel_size: 3
  padding: 1
  stride: 2
END
sed '$atimeline: {step: 0.2, hold_first: 0, hold_last: 0}' six.yaml >two.yaml
gif_size() {
    od -An -tu1 -j6 -N4 "$1" | awk '{ print $1 + 256 * $2 "x" $3 + 256 * $4 }'
}
"$program" render six.yaml --format gif -o alone.gif
"$program" render two.yaml --format gif -o alone_two.gif --steps 0..1
"$program" render two.yaml --format gif,mp4,png -o ./ -q --steps 0..1 --preset ultrafast
same "a light GIF's width" 640 "$(gif_size alone.gif | cut -dx -f1)"
same "a light GIF's bytes, at most 0.88 a pixel of one picture" yes \
    "$(gif_size alone.gif | awk -Fx -v bytes="$(wc -c <alone.gif)" '{ print bytes <= 0.88 * $1 * $2 ? "yes" : bytes }')"
same "the same beside a film" "" "$(cmp alone_two.gif two.gif 2>&1)"
# read whole; WebM beside MP4, picture by picture; and how large films are
ffmpeg -v error -i values.webm -i values.mp4 -i values_00.png -i odd.mp4 -i odd.webm -i two.mp4 -lavfi \
    '[0:v]settb=1/60,setpts=N[a];[1:v]settb=1/60,setpts=N[b];[a][b]psnr=stats_file=beside.psnr' \
    -f null - -map 2 -f null - -map 3 -map 4 -map 5 -frames:v 1 -f framecrc framed 2>unread
sed -n 's/^#dimensions .: //p' framed >sizes
same "PNG, MP4 and WebM are whole" "" "$(cat unread)"
same "WebM picture by picture as the MP4" "120 yes" "$(sed 's/.*psnr_avg:\([0-9.inf]*\).*/\1/' beside.psnr |
    awk '$1 != "inf" && $1 <= 40 { bad = $1 } END { print NR, bad ? bad : "yes" }')"
same "which is as large as ever" "932x940 932x939" "$(sed -n 3p sizes) $(png_size two_00.png)"
same "MP4 and WebM, odd sizes" "334x202 334x202" "$(sed -n '1p;2p' sizes | tr '\n' ' ' | sed 's/ $//')"
same "at most 12 pictures a second" 0 "$(gifsicle --info alone.gif |
    sed -n 's/.*delay \(.*\)s$/\1/p' | awk '$1 > 0.035 && $1 < 0.08' | wc -l)"
for option in "--dpi 150" "--fps 60" "--theme guide" "--size 700x600"; do
    # shellcheck disable=SC2086
    "$program" render two.yaml -o said.gif -q --steps 0 $option
    same "not with $option" no "$([ "$(gif_size said.gif | cut -dx -f1)" = 640 ] || echo no)"
done
cat >wide.yaml <<'END'
input: 9
layer: {type: Conv2d, kernel_size: 3, padding: 1}
panels: [{layer: {padding: 1}}, {layer: {padding: 2}}, {layer: {padding: 3}},
  {layer: {padding: 4}}, {layer: {padding: 5}}, {layer: {padding: 6}}]
END
ends "a wide one" 0 "$program" render wide.yaml -o wide.gif --steps 0
says "what has no room" "wide.yaml: warning: a GIF is 640 pixels wide by default: 640x360 has no room"
same "is fitted" 640x360 "$(gif_size wide.gif)"
finish
