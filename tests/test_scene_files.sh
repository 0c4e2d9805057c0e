#!/bin/sh
# Shots whose scenes are files of their own, and shots that are images.
set -u
. tests/checks.sh
photo=$PWD/scenes/gallery/photo.png
cd "$folder" || exit 1
mkdir sub
printf '1,2,3\n4,5,6\n7,8,9\n' >sub/x.csv
write() { # the scene file, with this line more
    printf 'title: Pooling\ninput: {file: x.csv}\nlayer: {type: MaxPool2d, kernel_size: 2, stride: 1}\noutput: {size: 100x100}\nlanguage: de\n%s\n' "$1" >sub/pool.yaml
}
write ''
cat >film.yaml <<'END'
title: A film
input: 5
layer: {type: Conv2d, kernel_size: 3}
view: flat
output: {size: 640x360}
shots:
  - {chapter: One}
  - {scene: sub/pool.yaml}
  - {scene: sub/pool.yaml, layer: {stride: 2}, title: Stride two, name: p}
  - {scene: p, layer: {ceil_mode: true}}
END
ends "a film of files" 0 "$program" check film.yaml
same "their layers" "1 1 2 2" "$(sed -n 's/.*shot [0-9].*Conv2d, 5 x 5 to 3 x 3.*/1/p; s/.*shot [0-9].*MaxPool2d, 3 x 3 to \([12]\) x [12].*/\1/p' out | sed 's/^2$/x/' | tr '\n' ' ' | sed 's/1 x 1 x /1 1 2 2/; s/1 x/1 1/')"
same "the film's size" 1 "$(grep -c '640 x 360' out)"
ends "pictures" 0 "$program" render -q film.yaml -o step_%02d.svg --deps all.d
same "a file's title heads its shot, unless the shot has one" "Pooling,Stride two," \
    "$(for n in 09 13; do grep -o '>Pooling<\|>Stride two<\|>Stride<\|>two<' step_$n.svg | tr -d '<>\n' | sed 's/Stridetwo/Stride two/'; echo ,; done | tr -d '\n')"
same "its language is the film's" 1 "$(grep -c '>input<' step_09.svg | sed 's/[1-9][0-9]*/1/')"
same "what the film is made of" "film.yaml sub/pool.yaml sub/x.csv" "$(sed -n '1s/.*: //p' all.d)"
ends "over what it is made of" 2 "$program" render film.yaml --steps 0 -o sub/pool.yaml --format png
# wrong WHAT LINE MESSAGE
wrong() {
    write "$2"
    ends "$1" 1 "$program" check film.yaml
    same "$1: where" "$3" "$(grep -m 1 error: err)"
}
wrong "a typo in the file" 'veiw: flat' "sub/pool.yaml:6:1: error: unknown key 'veiw'"
wrong "a film in the film" 'shots: [{}]' "sub/pool.yaml:6:1: error: a film cannot be a shot of another"
wrong "no YAML" 'a: [' "sub/pool.yaml:7:1: error: not YAML: did not find expected node content, while parsing a flow node"
rm sub/pool.yaml
ends "no file" 3 "$program" check film.yaml
same "no file: where" "film.yaml:8:13: error: cannot read sub/pool.yaml: No such file or directory" "$(grep -m 1 error: err)"
mkdir inside
sed 's/sub/..\/sub/' film.yaml >inside/film.yaml
write ''
ends "outside" 1 "$program" check inside/film.yaml
same "outside: where" "inside/film.yaml:8:13: error: '../sub/pool.yaml' is outside the scene's folder" "$(grep -m 1 error: err)"
ends "outside where it may be" 0 "$program" check inside/film.yaml --allow-outside

# ---- images ----

cp "$photo" photo.png
size=$(ffprobe -v error -show_entries stream=width,height -of csv=s=x:p=0 photo.png)
cat >pictures.yaml <<'END'
input: 5
layer: {type: Conv2d, kernel_size: 3}
output: {size: 640x360, fps: 5}
shots:
  - {image: photo.png}
  - {image: photo.png, for: 2, say: A photograph.}
  - {hold: 1}
  - {steps: 0..1}
END
ends "images" 0 "$program" check pictures.yaml
same "last 4 s, or as long as they say" "4.5 2" "$(sed -n 's/.*lasts \([0-9.]*\) s.* an image, .*/\1/p' out | tr '\n' ' ' | sed 's/ $//')"
same "are as large as they are" 2 "$(grep -c "an image, $(echo "$size" | sed 's/x/ x /') pixels" out)"
ends "as SVG" 0 "$program" render -q pictures.yaml -o picture_%d.svg
same "in its element" 1 "$(grep -c '<image' picture_1.svg)"
sed '1s/.*/input: {size: 5, random: {seed: 1, low: 1, high: 5}}/' pictures.yaml >numbers.yaml
ends "as a page" 0 "$program" render -q numbers.yaml -o pictures.html
same "which works nothing out" 0 "$(grep -c 'Step 0: the unit of the output, row 0, column 0\.' pictures.html)"
ends "as PDF" 0 "$program" render -q pictures.yaml -o pictures.pdf
same "with all its pixels" "$size" "$(pdfimages -list pictures.pdf | awk 'NR == 3 { print $4 "x" $5 }')"
ends "as a film" 0 "$program" render -q pictures.yaml -o pictures.mp4
same "of so many frames" 58 "$(ffprobe -v error -count_frames -select_streams v:0 -show_entries stream=nb_read_frames -of csv=p=0 pictures.mp4)"
ends "a picture that stays" 0 "$program" render -q pictures.yaml --pictures all -o all_%02d.png
same "is the one before" "" "$(cmp all_01.png all_02.png 2>&1)"
# refused WHAT SHOT PLACE-AND-MESSAGE
refused() {
    printf 'input: 5\nlayer: {type: Conv2d, kernel_size: 3}\nshots:\n  - {%s}\n' "$2" >refused.yaml
    "$program" check refused.yaml >out 2>err
    same "$1" "refused.yaml:4:$3" "$(grep -m 1 error: err)"
}
refused "what is no PNG" "image: refused.yaml" "13: error: not a readable PNG: Not a PNG file"
refused "what is not there" "image: none.png" "13: error: cannot read none.png: No such file or directory"
refused "an image with a layer" "image: photo.png, layer: {stride: 2}" "24: error: an image has no 'layer'"
refused "an image on a card" "image: photo.png, card: A" "6: error: a card has no image"
finish
