#!/bin/sh
# render --check: tells the files that a render would change, and writes nothing.
set -u
. tests/checks.sh
cd "$folder" || exit 1
printf 'input: 4\nlayer: {type: Conv2d, kernel_size: 3}\noutput: {size: 160x120, fps: 4, steps: 0..2}\nshow: none\n' >a.yaml
sed 's/input: 4/input: 5/' a.yaml >b.yaml
all() {
    "$program" render "$@" a.yaml b.yaml --format png,svg,pdf,gif,apng,webp,mp4,html,null -o made/ \
        --alt made/%s.txt --deps deps.mk
}
# what is in the folder: names, times, bytes
state() {
    find . -name out -o -name err -o -type f -exec ls -l --time-style=full-iso {} + | sort
}
# checked WHAT STATUS NAMES THREADS: of the call above
checked() {
    state >../before
    for threads in $4; do
        ends "$1, -j $threads" "$2" all --check -j "$threads" 2>err
        same "$1: names" "$3" "$(tr '\n' ' ' <out | sed 's/ $//')"
    done
    state >../after
    same "$1: nothing is written" "" "$(diff ../before ../after 2>&1)"
}
mkdir work && mv a.yaml b.yaml work && cd work || exit 1
folder=$folder/work
ends "nothing is there" 1 all --check
same "all are named" 27 "$(wc -l <out)"
says "how many" "convreel: 27 of 27 files would change"
same "no folder is made" "a.yaml b.yaml err out" "$(echo *)"
all -q
touch -d 2001-01-01 made/a.gif
checked "all is as it was, but for a date" 0 "" 3
says "how many" "convreel: 0 of 27 files would change"
printf x >>made/a.gif
head -c 100 made/b_02.png >b.png && mv b.png made/b_02.png
rm made/b.pdf
: >made/a.txt
checked "longer, shorter, gone, empty" 1 "made/a.gif made/a.txt made/b.pdf made/b_02.png" "1 3"
sed -i 's/kernel_size: 3/kernel_size: 2/' a.yaml
ends "another scene" 1 "$program" render a.yaml --format svg,gif -o made/ --check -q
same "-q is silent but for names" "" "$(cat err)"
same "its files" "made/a.gif made/a_00.svg made/a_01.svg made/a_02.svg" \
    "$(tr '\n' ' ' <out | sed 's/ $//')"
chmod 500 made
ends "a folder that cannot be written" 0 "$program" render b.yaml --format svg -o made/ --check
chmod 700 made
ends "standard output" 2 "$program" render a.yaml --format svg -o - --check
says "is none" "convreel: --check compares files, not standard output: name them with -o"
ends "a device" 0 "$program" render b.yaml -o /dev/null --format svg --steps 0 --check
echo 'input: [' >a.yaml
ends "a broken scene" 1 "$program" render a.yaml -o made/ --check
same "names no file" "" "$(cat out)"
folder=$(dirname "$folder")
finish
