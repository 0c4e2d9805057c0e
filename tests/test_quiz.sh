#!/bin/sh
# quiz: sheets of one seed are alike, of two are not; their answers are those of a naive
# computation from the numbers that the questions print; the files are what platforms read.
set -u
. tests/checks.sh
check=$PWD/tests/quiz_check.py
cd "$folder" || exit 1
random='random: {seed: 3, low: -4, high: 5}'
cat >conv.yaml <<END
title: "It's <b> & \$x\$ *here*"
input: {size: [2, 5, 6], $random}
layer: {type: Conv2d, kernel_size: [3, 2], stride: 2, padding: 1, out_channels: 2}
kernel: {random: {seed: 4, low: -1, high: 1, decimals: 1}}
bias: [1, -2]
END
printf 'input: {size: 6, %s}\nlayer: {type: MaxPool2d, kernel_size: 2, stride: 1}\n' "$random" >pool.yaml
printf 'input: {size: [7], %s}\nlayer: {type: Conv1d, kernel_size: 3, dilation: 2}\nkernel: {%s}\n' \
    "$random" "$random" >"it's 1d.yaml"
printf 'input: {size: 3, %s}\nlayer: {type: ConvTranspose2d, kernel_size: 3, stride: 2}\nkernel: {%s}\n' \
    "$random" "$random" >turned.yaml
printf 'input: {size: 8, %s}\nlayers: [{type: Conv2d, kernel_size: 3}, {type: MaxPool2d, kernel_size: 2}]\n' \
    "$random" >stack.yaml

# ---- questions to import ----

for scene in conv.yaml pool.yaml "it's 1d.yaml" turned.yaml stack.yaml; do
    ends "$scene as Moodle's XML" 0 "$program" quiz "$scene" --seeds 1..20 --as moodle -o all.xml
    ends "$scene is XML" 0 xmllint --noout --dtdvalid "$OLDPWD/tests/moodle.dtd" all.xml
    ends "$scene as GIFT" 0 "$program" quiz "$scene" --seeds 1..20 --as gift -o all.gift -q
    same "$scene: as a naive computation has it" "20 seeds are right" \
        "$(/usr/bin/python3 "$check" all.xml all.gift 2>&1 | tail -n 1)"
    ends "$scene again" 0 "$program" quiz "$scene" --seeds 1..20 --as moodle -o again.xml
    same "$scene: the same seeds, the same sheets" "" "$(cmp all.xml again.xml 2>&1)"
    "$program" quiz "$scene" --seeds 7 --as gift -o - >seventh.gift
    same "$scene: seed 7 alone is that of many" "" \
        "$(grep '^::' seventh.gift | grep -vxFf all.gift | head -n 1)"
done
ends "by its name" 0 "$program" quiz pool.yaml --seeds 5..6 --as moodle
says "is told" "wrote output/pool.xml, 2 sheets"

# ---- sheets ----

ends "sheets" 0 "$program" quiz conv.yaml --seeds 9..10 -o sheets/ -q
same "their files" "conv_09.pdf conv_09_solution.pdf conv_10.pdf conv_10_solution.pdf" "$(cd sheets && echo *)"
same "nothing of a sheet's own film is told" "" "$(cat err)"
same "A4, with a margin" "841.89 x 595.276" "$(pdfinfo sheets/conv_09.pdf | sed -n 's/^Page size: *\([0-9.]* x [0-9.]*\) .*/\1/p')"
cp -R sheets first && "$program" quiz conv.yaml --seeds 10 -q -o sheets/
same "the same bytes" "" "$(diff -r first sheets 2>&1)"
same "other numbers" yes "$(cmp -s sheets/conv_09.pdf sheets/conv_10.pdf || echo yes)"
pdftotext sheets/conv_09_solution.pdf solution.txt
pdftotext sheets/conv_09.pdf exercise.txt
"$program" quiz conv.yaml --seeds 9 --as gift -o - >ninth.gift
# every number of three figures that the solution has as a result is in no exercise
results=$(tr '\n' ' ' <solution.txt | grep -oE '= -?[0-9]+\.[0-9]' | sed 's/= //' | sort -u)
same "the solution has every sum" yes "$([ "$(echo "$results" | wc -l)" -gt 8 ] && echo yes)"
for answer in $(grep -o '\\= -*[0-9.]*}' ninth.gift | tr -d '\\= }'); do
    same "the solution has $answer" yes "$(tr '\n' ' ' <solution.txt | grep -qF -- "= $answer" && echo yes)"
done
same "the exercise has no sum" 0 "$(grep -c '·.*=' exercise.txt)"
same "nor its metadata" 0 "$(pdfinfo sheets/conv_09.pdf | grep -c ' plus ')"

printf 'input: {size: 4, %s}\nlayer: {type: Conv2d, kernel_size: 2}\nkernel: {fill: 1}\nbias: -2\n' "$random" >bias.yaml
ends "a negative bias" 0 "$program" quiz bias.yaml --seeds 1 --as gift -o bias.gift
says "and one sheet" "wrote bias.gift, 1 sheet"
same "is added in parentheses" "3 0" "$(grep -c ' + (-2) .= ' bias.gift) $(grep -c '+ -' bias.gift)"

# ---- what cannot be asked ----

sed '/^input/s/{.*/5/; /^kernel/d; /^bias/d' conv.yaml >plain.yaml
ends "no random numbers" 1 "$program" quiz plain.yaml
says "are told" "plain.yaml:2:8: error: a quiz needs random numbers"
printf 'shots: [{scene: pool.yaml}]\n' >film.yaml
ends "a film" 1 "$program" quiz film.yaml
printf 'input: {size: 50, %s}\nlayer: {type: ReLU}\n' "$random" >large.yaml
ends "a large input" 4 "$program" quiz large.yaml
ends "standard input" 2 "$program" quiz - <pool.yaml
ends "a file of sheets" 2 "$program" quiz pool.yaml -o x.pdf
says "is told" "convreel: quiz makes many files of pdf: -o must be a folder/"
for seeds in 3..1 x 1..5000 -1 1..; do
    ends "--seeds $seeds" 2 "$program" quiz pool.yaml --seeds "$seeds"
done
echo 'input: [' >broken.yaml
ends "a broken scene" 1 "$program" quiz broken.yaml
ends "an output over the scene" 2 "$program" quiz pool.yaml --as gift -o pool.yaml
ln -s pool.yaml link.gift
ends "by a link" 2 "$program" quiz pool.yaml --as gift -o link.gift
same "the scene is there" 1 "$(grep -c MaxPool2d pool.yaml)"
finish
