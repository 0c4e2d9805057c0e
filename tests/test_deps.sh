#!/bin/sh
# --deps, read by make itself.
set -u
. tests/checks.sh
cd "$folder" || exit 1

# makes WHAT: a scene of odd names, and its rules.
cat >scene.yaml <<'END'
input: {file: "a #1 $b.csv"}
layer: {type: Conv2d, kernel_size: 2}
theme: {from: mine.yaml}
language: words.yaml
END
printf '1,2,3\n4,5,6\n7,8,9\n' >'a #1 $b.csv'
printf 'from: dark\n' >mine.yaml
printf 'input: Bild\n' >words.yaml
cat >Makefile <<'END'
all: figure.pdf
figure.pdf:
	$(PROGRAM) render -q scene.yaml -o $@ --deps figure.d
	echo made >>log
-include figure.d
END
PROGRAM=$program
export PROGRAM

# made WHAT COUNT: how often the figure was made so far.
made() {
    make >said 2>&1
    same "$1" "$2" "$(wc -l <log)"
}

made "the first time" 1
made "nothing has changed" 1
for input in scene.yaml 'a #1 $b.csv' mine.yaml words.yaml; do
    runs=$(wc -l <log)
    sleep 0.02
    touch "$input"
    made "$input has changed" $((runs + 1))
done
sed -i '/language/d' scene.yaml
rm words.yaml
made "an input is gone that nothing names any more" 6

# odd outputs: make must ask for exactly these
printf 'input: 3\nlayer: {type: Conv2d, kernel_size: 3}\n' >one.yaml
for name in 'a b.svg' 'c#d.svg' 'e$f.svg' 'g:h.svg' 'i[1].svg' 'größe.svg' 'k%%l.svg' 'm\n.svg'; do
    ends "$name" 0 "$program" render -q one.yaml -o "$name" --deps odd.d
    printf 'include odd.d\n' >odd.mk
    file=$(printf '%s' "$name" | sed 's/%%/%/')
    touch -d '1 hour ago' "$file"
    same "$name: make knows the file" 1 "$(make -f odd.mk -n -d "$file" 2>&1 |
        grep -cF "Prerequisite 'one.yaml' is newer than target '$file'")"
done

ends "a sequence" 0 "$program" render -q scene.yaml -o "s_%d.svg" --alt s.txt --deps s.d
same "has all its files" "s_0.svg s_1.svg s_2.svg s_3.svg s.txt" "$(sed -n '1s/:.*//p' s.d)"
ends "two themes" 0 "$program" render -q one.yaml -o "%t.svg" --theme mine.yaml,light --deps t.d
same "are two rules" "mine.svg: one.yaml mine.yaml
mine.yaml:
light.svg: one.yaml" "$(cat t.d)"
ends "standard output" 0 "$program" render -q one.yaml -o - --format svg --deps none.d
same "has no rule" 0 "$(wc -c <none.d)"
printf 'inptu: 3\n' >wrong.yaml
ends "a wrong scene" 1 "$program" render -q one.yaml wrong.yaml -o "%s.svg" --deps wrong.d
same "gives no rules" no "$([ -e wrong.d ] && echo yes || echo no)"
ends "in place of an input" 2 "$program" render -q one.yaml -o x.svg --deps one.yaml
ends "in place of an output" 2 "$program" render -q one.yaml -o x.svg --deps x.svg
ends "in no folder" 3 "$program" render -q one.yaml -o x.svg --deps no/x.d
ends "on a full disk" 3 "$program" render -q one.yaml -o x.svg --deps /dev/full
finish
