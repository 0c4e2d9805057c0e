#!/bin/sh
# What a render may replace: never a file of its scene, never another output, however it is named.
set -u
. tests/checks.sh
photo=$PWD/scenes/gallery/photo.png
/usr/bin/python3 -S tests/onnx_writer.py "$folder"
cd "$folder" || exit 1
mv conv.onnx model.kept && rm ./*.onnx && mv model.kept model.onnx
cp "$photo" photo.png
printf '1,2,3\n4,5,6\n7,8,9\n' >input.csv
printf '1,2\n3,4\n' >kernel.csv
one_number() {
    printf '\223NUMPY\001\000\166\000%-117s\n' "{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }"
    printf '\000\000\000\000\000\000\360\077'
}
one_number >bias.npy
one_number >panel.npy
printf 'input: red\n' >base.yaml
printf 'from: base.yaml\n' >mine.yaml
printf 'input: Bild\n' >words.yaml
cat >scene.yaml <<'EOF'
layers:
  - {type: Conv2d, kernel: {file: kernel.csv}, bias: {file: bias.npy}}
input: {file: input.csv}
theme: mine.yaml
language: words.yaml
show: none
panels: [{}, {input: {file: photo.png, size: 4}}, {layers: [{type: Conv2d, kernel_size: 1, bias: {file: panel.npy}}]}, {layers: {file: model.onnx}, input: [1, 6, 6]}]
EOF
printf 'input: 3\nlayer: {type: Conv2d, kernel_size: 3}\n' >one.yaml
printf 'input: [\n' >broken.yaml
mkdir kept folder
cp *.yaml *.csv *.npy *.png *.onnx kept
names=$(ls kept)
# shellcheck disable=SC2086
kept=$(cksum $names)

# made: films and temporary files that are there
made() {
    for file in *.gif */*.gif .*.tmp */.*.tmp; do
        [ ! -f "$file" ] || echo "$file"
    done
}

# refused WHAT ARGUMENT...: status 2, and every file is as it was: all of them at once.
refused() {
    ends "$@"
    # shellcheck disable=SC2086
    same "$1: all files are left alone" "$kept" "$(cksum $names)"
    same "$1: nothing is made" "" "$(made)"
}

# ---- an output in place of an input ----

# is_turn N: the other ways to an input take turns, since what it is for does not matter to them
turn=0
is_turn() {
    is_long || [ $((turn % 3)) = "$1" ]
}
for input in scene.yaml photo.png input.csv kernel.csv bias.npy panel.npy model.onnx base.yaml mine.yaml words.yaml; do
    refused "--alt $input" 2 "$program" render scene.yaml -o x.gif --alt "$input"
    same "the file is named" "convreel: the output $input would replace an input of this call, $input" \
        "$(tail -n 1 "$folder/err")"
    ! is_turn 0 || refused "another way to $input" 2 "$program" render scene.yaml -o x.gif --alt "folder/.././$input"
    ln -s "$PWD/$input" way.svg
    ln -s way.svg link.svg
    ! is_turn 1 || refused "a link to $input" 2 "$program" render scene.yaml -o link.svg --steps 0
    ln -f "$input" link.svg
    ! is_turn 2 || refused "a hard link to $input" 2 "$program" render scene.yaml -o link.svg --steps 0
    rm way.svg link.svg
    turn=$((turn + 1))
done
refused "a picture of the scene" 2 "$program" render scene.yaml -o photo.png --steps 0
ln -s . here
refused "a folder that links to this one" 2 "$program" render one.yaml -o x.gif --alt here/one.yaml
refused "a theme of the call" 2 "$program" render one.yaml --theme light,mine.yaml -o %t.svg --alt mine.yaml
refused "a catalogue of the call" 2 "$program" render one.yaml --language words.yaml -o x.gif --alt words.yaml
refused "standard input" 2 sh -c '"$0" render - -o x.gif --alt one.yaml <one.yaml' "$program"
says "its name" "convreel: the output one.yaml would replace an input of this call, standard input"
refused "standard output" 2 sh -c '"$0" render one.yaml -o - --format svg --steps 0 >>one.yaml' "$program"
refused "the scene of another" 2 "$program" render one.yaml scene.yaml -o %s.gif --alt scene.yaml
cp one.yaml a_00.yaml
refused "a numbered input" 2 "$program" render a_00.yaml -o "a_%02d.svg" --alt a_00.yaml
rm a_00.yaml
refused "a broken scene" 2 "$program" render broken.yaml one.yaml -o x.gif --alt broken.yaml

# ---- two outputs that are one file ----

refused "./x and x" 2 "$program" render one.yaml -o x.gif --alt ./x.gif
says "both" "convreel: the outputs "
refused "another folder's name" 2 "$program" render one.yaml -o here/x.gif --alt folder/../x.gif
refused "a percent sign" 2 "$program" render one.yaml -o x%%.gif --alt ./x%%.gif
ln -s made.gif link.gif
refused "a link to nothing and where it leads" 2 "$program" render one.yaml -o link.gif --alt made.gif
rm link.gif
echo old >old.txt
ln old.txt other.txt
ln -s old.txt way.txt
cp old.txt old.svg
ln old.svg other.svg
refused "two names of one file" 2 "$program" render one.yaml -o old.svg --alt other.svg
refused "a file and a link to it" 2 "$program" render one.yaml -o old.txt --alt way.txt --format svg
same "nothing is lost" "old old" "$(echo $(cat old.txt old.svg))"
ends "any number of outputs to /dev/null" 0 "$program" render one.yaml -o /dev/null --format gif --alt /dev/null
ends "names that differ by case" 0 "$program" render one.yaml -o x.svg --alt X.svg
same "are two files where the system says so" "$([ "$(ls | grep -ci '^x.svg$')" = 2 ] && echo 2 || echo 1)" \
    "$(ls | grep -ci '^x.svg$')"

# ---- links, modes, folders ----

ln -s made.svg to_be_made.svg
ends "a link to nothing" 0 "$program" render one.yaml -o to_be_made.svg
same "makes what it leads to" yes "$([ -L to_be_made.svg ] && [ -f made.svg ] && [ ! -L made.svg ] && echo yes)"
ends "a link to a file" 0 "$program" render one.yaml -o to_be_made.svg --theme dark
same "replaces what it leads to" yes "$([ -L to_be_made.svg ] && [ ! -L made.svg ] && echo yes)"
ln -s loop.svg loop.svg
ends "a link to itself" 3 "$program" render one.yaml -o loop.svg
for format in svg "mp4 --fps 5 --dpi 40 --preset ultrafast"; do
    options="--format $format"
    format=${format%% *}
    modes="640 444"
    [ $format = mp4 ] && ! is_long || modes="600 640 444 755"
    for mode in $modes; do
        : >mode.$format
        chmod $mode mode.$format
        ends "an output of mode $mode" 0 "$program" render one.yaml -o mode.$format $options
        same "keeps it" $mode "$(stat -c %a mode.$format)"
        rm -f mode.$format
    done
    (umask 027 && "$program" render -q one.yaml -o mode.$format $options)
    same "a new one has what the umask leaves" 640 "$(stat -c %a mode.$format)"
done
cp one.yaml folder/...yaml
printf 'from: light\n' >...yaml
ends "a scene named .." 2 "$program" render folder/...yaml -o "folder/%s/x.svg"
says "leads nowhere" "convreel: '%s' in the path would be '..', which leads to another folder"
ends "a theme named .." 2 "$program" render one.yaml --theme ./...yaml -o "folder/%t/x.svg"
cp ...yaml ..yaml
ends "a point and a point" 2 "$program" render one.yaml --theme ./..yaml -o "folder/%t./x.svg"
same "no file is outside" "" "$(ls x.svg 2>/dev/null | grep -v x.svg)"
ends "a name with points" 0 "$program" render folder/...yaml -o "folder/a%s.svg"
same "is a name" yes "$([ -f folder/a...svg ] && echo yes)"

finish
