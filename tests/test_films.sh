#!/bin/sh
# Films: the same bytes whatever was in memory before, and code of nobody else.
set -u
. tests/checks.sh
cd "$folder" || exit 1
printf 'input: 5\nlayer: {type: Conv2d, kernel_size: 3, padding: 1, stride: 2}\noutput: {steps: 0..3}\n' >small.yaml
printf 'input: 3\nlayer: {type: Conv2d, kernel_size: 3}\n' >one.yaml

# Fresh memory is filled with a byte, as is what is freed: whoever reads what nobody wrote shows it.
# Rows end with fewer macroblocks than are taken at a time in the first width, not in the second.
# Each alone over memory of zeros; else beside the other, in another order, by two threads.
films="--format mp4,webm,gif --fps 5 --size 333x201"
for scene in small one; do
    # shellcheck disable=SC2086
    MALLOC_PERTURB_=255 "$program" render -q $scene.yaml $films -o alone/
done
MALLOC_PERTURB_=255 "$program" render -q one.yaml --fps 5 --size 640x96 -o alone/wide.mp4
fills=1
is_long && fills="0 1 85 254"
for fill in $fills; do
    # shellcheck disable=SC2086
    MALLOC_PERTURB_=$fill "$program" render -q one.yaml small.yaml $films -o "fill$fill/" -j 2
    MALLOC_PERTURB_=$fill "$program" render -q one.yaml --fps 5 --size 640x96 -o "fill$fill/wide.mp4"
    same "over other memory, $fill, and beside others" "" "$(diff -r alone "fill$fill" 2>&1)"
done
same "they are there" 7 "$(ls alone | wc -l)"

# ---- films shorter than a frame ----

printf 'input: 3\nlayer: {type: Conv2d, kernel_size: 3}\noutput: {fps: 2, size: 200x200}\n' >brief.yaml
echo 'timeline: {step: 0.1, move: 0.05, hold_first: 0, hold_last: 0}' >>brief.yaml
ends "brief ones" 0 timeout 60 "$program" render -q brief.yaml --format mp4,webm,mov -o brief
ends "a brief AV1" 0 timeout 60 "$program" render -q brief.yaml --format av1 -o brief.av1
same "their frames" "1 1 1 1" "$(frames brief.mp4 brief.webm brief.av1 brief.mov)"
ends "a part of one" 0 "$program" render -q brief.yaml --part 1/1 -o part.mp4
ends "that part, joined" 0 "$program" join -q part.mp4 -o joined.mp4

# ---- a picture that stays does not fade into itself ----

count() { # TRANSITION: pictures
    printf 'input: 3\nlayer: {type: Conv2d, kernel_size: 3}\ntransition: {fade: 0.5}\nshots: [{for: 1}, {hold: 2%s}]\n' "$1" >stay.yaml
    "$program" check stay.yaml --json --format apng 2>err | grep -o '"pictures": [0-9]*'
}
cut=$(count ", transition: cut")
same "a film with a picture that stays" "$cut" "$(count "")"
same "one that asks for a fade" "$cut" "$(count ", transition: {fade: 1}")"

# ---- where the module is loaded from ----

{ cat one.yaml; echo "show: none"; } >bare.yaml
beside=$(dirname "$program")
film="--fps 5 --size 160x90 --preset ultrafast -o film.mp4"
echo "not ours" >convreel-film.so
ends "a module in the working folder" 0 "$program" render bare.yaml $film
ln -s "$program" linked
ends "a program by a link" 0 ./linked render bare.yaml $film
mkdir tree tree/bin tree/lib tree/lib/convreel
cp "$program" tree/bin/
ends "a program without its module" 5 tree/bin/convreel render bare.yaml $film
ends "called from its folder" 5 sh -c 'cd tree/bin && ./convreel render ../../bare.yaml --fps 5 --size 160x90 -o film.mp4'
cp "$beside/convreel-film.so" tree/
ends "one above it is not looked for" 5 tree/bin/convreel render bare.yaml $film
mv tree/convreel-film.so tree/lib/convreel/
ends "one in its tree is" 0 tree/bin/convreel render bare.yaml $film
ends "by a relative name too" 0 sh -c 'cd tree/bin && ./convreel render ../../bare.yaml --fps 5 --size 160x90 -o film.mp4'
chmod o+w tree/lib/convreel
ends "a folder where all may write" 5 tree/bin/convreel render bare.yaml $film
says "is left alone" "convreel: no encoder for films: $PWD/tree/lib/convreel/convreel-film.so is left alone: "
chmod o-w tree/lib/convreel
chmod o+w tree/lib/convreel/convreel-film.so
ends "a module that all may write" 5 tree/bin/convreel render bare.yaml $film
chmod o-w tree/lib/convreel/convreel-film.so
# where root runs the tests, there are others
if [ "$(id -u)" = 0 ] && chown 12345 tree/lib/convreel/convreel-film.so 2>/dev/null; then
    ends "a module of somebody else" 5 tree/bin/convreel render bare.yaml $film
    chown 0 tree/lib/convreel/convreel-film.so
    chown 12345 tree/lib/convreel
    ends "a folder of somebody else" 5 tree/bin/convreel render bare.yaml $film
    chown 12345 tree/bin/convreel tree/lib/convreel/convreel-film.so
    ends "a program of theirs has its own module" 0 tree/bin/convreel render bare.yaml $film
fi
# where namespaces are to be had
if unshare -rm true 2>/dev/null; then
    hidden() {
        unshare -rm sh -c 'mount -t tmpfs none /proc && exec "$@"' sh "$@"
    }
    # unless one is installed where this program was built for
    hidden "$program" render bare.yaml $film 2>proc.err
    same "without /proc the working folder is left alone" "" "$(grep -F ' ./convreel-film.so' proc.err)"
fi

# ---- several shots ----

cat >film.yaml <<'END'
title: Two looks
input: 4
layer: {type: Conv2d, kernel_size: 3}
timeline: {step: 3, move: 0.5, ease: linear, hold_first: 0, hold_last: 1}
output: {fps: 10, size: 160x90}
shots:
  - {chapter: Light, name: light, steps: 0..1}
  - {chapter: Dark, scene: light, theme: dark, transition: {fade: 0.8}, hold: 0.5}
  - {theme: guide, for: 4}
END
ends "a film" 0 "$program" render -q film.yaml --format mp4,webm,hash -o ./
# their pictures, the chapters that are told, and the upper left corners of one, by one run
ffmpeg -hide_banner -y -i film.mp4 -i film.webm -map 0:v -map 1:v -fps_mode passthrough -f framecrc decoded \
    -map 0:v -vf scale=in_color_matrix=bt709:in_range=tv,crop=1:1:0:0 -pix_fmt rgb24 -f rawvideo corners.raw \
    2>told </dev/null
# 6 s, 6.5 s, 4 s and the last second
same "its frames" "175 175" "$(grep -c ^0, decoded) $(grep -c ^1, decoded)"
same "their chapters" "$(for film in 0 1; do echo "$film 0 6 Light"; echo "$film 6 17.5 Dark"; done)" \
    "$(chapters told)"
# light is white, dark is 16 22 29; half way through the fade the corner is the mean of both
od -An -v -tu1 -w3 corners.raw >corners
near() { # SECONDS R G B: whether the upper left corner is as said, 3 of 255 off at most
    awk -v seconds="$1" -v r="$2" -v g="$3" -v b="$4" 'NR == int(seconds * 10 + 0.5) + 1 {
        print ($1-r)^2 <= 9 && ($2-g)^2 <= 9 && ($3-b)^2 <= 9 ? "yes" : $0 }' corners
}
same "before the fade" yes "$(near 5.9 255 255 255)"
same "a quarter of it" yes "$(near 6.2 195 197 199)"
same "half of it" yes "$(near 6.4 136 139 142)"
same "after it" yes "$(near 6.9 16 22 29)"
same "a cut" yes "$(near 12.6 255 255 255)"
same "steps are counted through the film" '"step": 4, "start": 6' \
    "$("$program" trace film.yaml --steps none --tensors none | grep -o '"step": 4, "start": [0-9.]*')"
"$program" render -q film.yaml --steps 1..4 -o part.hash
same "some of them" yes "$([ "$(wc -l <part.hash)" -lt "$(wc -l <film.hash)" ] && echo yes)"
for threads in 2 5; do
    "$program" render -q film.yaml --format hash -o "film$threads.hash" -j $threads
    same "the same pictures by $threads threads" "" "$(cmp film.hash "film$threads.hash" 2>&1)"
done
"$program" render -q film.yaml --pictures all -o all_%03d.svg
same "ids are unique while it fades" "" \
    "$(grep -o ' id="[^"]*"' "$(grep -l fade all_*.svg | sed -n 3p)" | sort | uniq -d)"

# on paper its shots have pages of one size, those of theme guide too
for size in 88mm "88mm x 60mm"; do
    sed "s/size: 160x90/size: $size/" film.yaml >paper.yaml
    ends "a film on $size" 0 "$program" render -q paper.yaml -o paper.pdf
    same "its pages" "8 249.449" "$(pdfinfo -l 99 paper.pdf | sed -n 's/^Pages: *//p') $(pdfinfo -l 99 paper.pdf |
        sed -n 's/^Page.*size: *\([0-9.]* x [0-9.]*\) pts.*/\1/p' | sort -u | cut -d ' ' -f 1)"
done
# a picture in a card
"$program" render -q small.yaml -o photo.png --dpi 20
printf 'input: 5\nlayer: {type: Conv2d, kernel_size: 3}\nshots: [{card: "# One\\n![a photograph](photo.png)\\ntwo"}, {}]\n' >photo.yaml
ends "a picture in a card" 0 "$program" render -q photo.yaml -o photo.svg --steps 0 --deps photo.d
same "stands between its words" "One image two" "$(/usr/bin/python3 -S -c '
import re
text = re.sub(r"<(title|desc|metadata)[^>]*>.*?</\1>", "", open("photo.svg").read(), flags=re.S)
print(*["image" if each.startswith("<image") else re.sub("<[^>]*>", "", each)
        for each in re.findall(r"<text.*?</text>|<image", text, re.S)])')"
same "is told to make" 2 "$(grep -c 'photo\.png' photo.d)"
# a scene without a layer is its input alone
cat >alone.yaml <<'END'
input: {values: [[1, 2], [3, 4]]}
layer: {type: Conv2d}
kernel: {values: [[1]]}
shots:
  - {layer: null, say: Four units., notes: [{at: {input: [0, 1]}, text: two}]}
  - {}
END
ends "a shot without a layer" 0 "$program" check alone.yaml
same "tells so" 1 "$(grep -c 'no layer, an input of 2 x 2' "$folder/out")"
same "one layer has a row" 2 "$("$program" table alone.yaml | grep -c '^layer\|^Conv2d' | tr -d ' ')"
"$program" trace alone.yaml >alone.json
"$program" render -q alone.yaml -o alone.svg --steps 0
same "its trace; its digits, and no output" "null [[[1,2],[3,4]]] 0 1
1 2 3 4 two" "$(/usr/bin/python3 -S -c '
import json, re
film = json.load(open("alone.json"))
scene = film["shots"][0]["scene"]
print(json.dumps(scene["layer"]), json.dumps(scene["input"], separators=(",", ":")), len(scene["steps"]),
      len(film["shots"][0]["steps"]))
text = re.sub(r"<(title|desc)[^>]*>.*?</\1>", "", open("alone.svg").read(), flags=re.S)
words = [re.sub("<[^>]*>", "", each) for each in re.findall(r"<text.*?</text>", text, re.S)]
print(*[word for word in words if word in ("1", "2", "3", "4", "two", "output", "kernel")])')"
# null is the default, in a layer that replaces that of the top too
cat >null.yaml <<'END'
input: 6
layer: {type: Conv2d, kernel_size: 3, padding: 1, stride: 2}
shots:
  - {layer: {type: MaxPool2d, kernel_size: 2, padding: null, stride: null}}
  - {layer: {stride: null}}
END
ends "null in a shot's layer" 0 "$program" check null.yaml
same "takes the defaults" "6 x 6 to 3 x 3 6 x 6 to 6 x 6" \
    "$(sed -n 's/^  shot.*2d, \([^,]*\),.*/\1/p' out | tr '\n' ' ' | sed 's/ $//')"
# when shots begin and what is spoken when, to cut a voice-over by
cat >spoken.yaml <<'END'
input: 4
layer: {type: Conv2d, kernel_size: 3}
timeline: {hold_first: 0, hold_last: 0}
shots:
  - {card: "# One", say: Fifteen letters, chapter: A}
  - {layer: {padding: 1}, build: padding, for: 4, steps: [{at: 1..15, skip: true}, {at: 0, say: Five letters at}]}
END
"$program" trace spoken.yaml --tensors none --steps none >spoken.json
same "words in the trace" "0 1.5 Fifteen letters / 2.5 1.5 Five letters at" "$(/usr/bin/python3 -S -c '
import json
print(*[" / ".join("%g %.4g %s" % (word["start"], word["length"], word["text"]) for word in shot["words"])
        for shot in json.load(open("spoken.json"))["shots"]], sep=" / ")')"
"$program" describe spoken.yaml >said
same "and in the transcript" 'Shot 1 of 2, 0 s to 1.5 s, chapter "A".
Spoken at 0 s: "Fifteen letters."
Shot 2 of 2, 1.5 s to 5.5 s.
Before the first step the padding grows around the input.
Spoken at 2.5 s: "Five letters at."' "$(grep -E '^(Shot|Spoken|Before)' said)"
# a picture of a step is the same file alone and among others, its words included
"$program" render -q spoken.yaml --size 320x180 -o whole_%d.png
"$program" render -q spoken.yaml --size 320x180 --steps 1 -o alone.png
same "a step's picture alone" "" "$(cmp whole_1.png alone.png 2>&1)"
# all shots together are bounded
{
    printf 'input: 4\nlayer: {type: ReLU}\nshots: ['
    for number in $(seq 12); do printf '{input: [40, 500, 500], view: heat}, '; done
    echo ']'
} >huge.yaml
ends "a film of large shots" 4 "$program" check huge.yaml

# shots that are too short for what they list are told, each of them
cat >short.yaml <<'END'
input: 4
layer: {type: Conv2d, kernel_size: 3, padding: 1}
shots:
  - {for: 1, build: [padding]}
  - {for: 3, build: [padding], steps: [{at: 0, for: 5}]}
  - {for: 3, steps: [{at: 0, for: 3}]}
  - {for: 2, steps: [{at: 0..15, for: 3}]}
END
ends "shots that are too short" 1 "$program" check short.yaml
same "what they lack" "build, listed steps and hold take all 1 s of the shot: no time is left for its other steps
build, listed steps and hold take 6 s, but the shot 3 s
the listed steps take all 3 s of the shot: no time is left for its other steps
the listed steps take 3 s, but the shot 2 s" \
    "$("$program" check short.yaml 2>&1 >/dev/null | sed -n 's/^short.*: error: //p')"

printf 'input: 5\nlayer: {type: Conv2d, kernel_size: 3}\ntimeline: {hold_last: 0}\nshots: [{}, {input: previous, layer: {kernel_size: 2}, for: 4}]\n' >over.yaml
same "'for' includes the input's way" 1 "$("$program" check over.yaml | grep -c "shot 1: .*lasts 4 s (as 'for' says)")"

# ---- reduced motion, of a scene alone ----

printf 'input: 3\nlayer: {type: Conv2d, kernel_size: 2}\nmotion: reduced\noutput: {fps: 10, size: 320x180}\n' >reduced.yaml
ends "a scene with reduced motion" 0 "$program" render -q reduced.yaml -o reduced.hash
same "each picture of its fades differs" "" "$(cut -d ' ' -f 3 reduced.hash | sort | uniq -d)"
"$program" render -q reduced.yaml --pictures all -o reduced_%02d.svg
same "and has ids of its own" "" "$(for file in reduced_*.svg; do grep -o ' id="[^"]*"' $file | sort | uniq -d; done)"

# ---- a picture that stays ----

printf 'input: {size: 3, fill: 1}\nlayer: {type: Conv2d, kernel_size: 2}\noutput: {fps: 10, size: 320x180}\nshots:\n  - {}\n  - {layer: {padding: 1}, steps: 0..1}\n' >stay.yaml
sed 's/^  - {}$/&\n  - {hold: 2}/' stay.yaml >stays.yaml
for film in stay stays; do
    "$program" render -q $film.yaml -o $film.hash
done
same "nothing moves in a shot that stays" "" "$(cut -d ' ' -f 3 stay.hash | sort -u >stay.all
    cut -d ' ' -f 3 stays.hash | sort -u | diff - stay.all)"

# ---- words of what is built ----

printf 'input: {size: 2, fill: 1}\nkernel: {values: [[1, 2], [3, 4]]}\nlayer: {type: ConvTranspose2d}\nview: flat\noutput: {fps: 5, size: 1280x720}\nshots: [{build: [padding, flip]}]\n' >built.yaml
"$program" render -q built.yaml --pictures all -o built_%03d.svg
# has PATTERN: whether the first and the last picture have items whose id is so
has() {
    for picture in built_000.svg "$(ls built_*.svg | tail -n 1)"; do
        grep -q "id=\"[^\"]*$1" "$picture" && echo yes || echo no
    done | tr '\n' ' '
}
same "the kernel is not called turned before it turns" "no yes " "$(has label-kernel-1)"
same "the ruler tells of padding that is there" "no yes " "$(has ruler-part)"

# ---- the same maps in several shots ----

cat >held.yaml <<'END'
input: {values: [[3, 3, 2, 1], [0, 0, 1, 3], [3, 1, 2, 2], [2, 0, 0, 2]]}
layer: {type: Conv2d}
kernel: {values: [[0, 1], [2, 2]]}
output: {size: 720p}
shots:
  - {steps: 0}
  - {steps: 0, title: A title}
  - {steps: 0, caption: Words below}
  - {steps: 0, show: {formula: false}}
  - {steps: 0, show: {ruler: true, indices: true}}
  - {steps: 0, notes: [{at: {input: [0, 0]}, text: read once}]}
  - {steps: 0, show: {labels: false}}
  - {steps: 0, layer: {padding: 1}}
END
ends "shots with other words" 0 "$program" render -q held.yaml -o held_%d.svg
same "their maps stay where they are" "1 2" "$(for last in 6 7; do
    grep -oh 'input-value-0-0" x="[^"]*" y="[^"]*"' $(seq -f held_%g.svg 0 $last) | sort -u | wc -l
done | tr '\n' ' ' | sed 's/ $//')"

printf 'output: {size: 640x360}\nshots:\n  - {card: "# A"}\n  - {card: "# A\\n- b\\n- c\\n- d\\n- e"}\n' >cards.yaml
printf 'output: {size: 640x360}\nshots:\n  - {card: "# A"}\n' >card.yaml
"$program" render -q cards.yaml -o cards_%d.svg
"$program" render -q card.yaml -o card_%d.svg
where() { grep -o '<text[^>]*' "$1" | sed 's/ id="[^"]*"//'; }
same "cards in a row are each in the middle" "$(where card_0.svg)" "$(where cards_0.svg)"

printf 'input: 4\nlayer: {type: Conv2d, kernel_size: 2}\noutput: {size: 320x180}\nshots:\n  - {}\n' >apart.yaml
printf '  - {caption: "%s"}\n' "$(seq -s ' ' 200)" >>apart.yaml
ends "a shot with many words" 0 "$program" check --format svg apart.yaml
same "its maps stand elsewhere" 1 "$(grep -c 'the same maps are not in one place in shots 0 and 1' err)"

# ---- null ----

# Of a key that nothing gives, null is as if left out; but no key is unknown for it.
mkdir nulls
for key in title kernel bias view theme show names order steps caption credit focus notes sync panels \
    timeline build transition audio chapter name say hold for pause motion; do
    cat >nulls/$key.yaml <<END
input: 5
layer: {type: Conv2d, kernel_size: 3}
shots: [{name: one, caption: x}, {scene: one, $key: null}]
END
done
ends "null in a shot, of each key" 0 "$program" check -q --format svg nulls/*.yaml
same "is no error" "" "$(cat err)"
cat >null.yaml <<END
input: 5
layer: {type: Conv2d, kernel_size: 3}
shots: [{}, {layer: {padding: null, wrong: null}, show: {ruler: null, no: null}, none: null, say: }]
END
same "nulls of unknown keys" "say has no value: it must be a text
unknown key 'no' in 'show'
unknown key 'none'
unknown key 'wrong' in 'layer'" \
    "$("$program" check null.yaml 2>&1 >/dev/null | sed -n 's/^null.*: error: //p' | sort)"
# A film's transition is every shot's, null is a cut.
for transition in null cut; do
    printf 'input: 3\nlayer: {type: Conv2d, kernel_size: 2}\ntransition: fade\n' >$transition.yaml
    printf 'shots: [{}, {transition: %s}]\n' $transition >>$transition.yaml
    "$program" render -q $transition.yaml --size 160x90 --fps 10 -o $transition.hash --format hash
done
same "no transition" "" "$(cmp null.hash cut.hash 2>&1)"

finish
