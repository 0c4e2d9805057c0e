# Complete or absent: whatever ends a run, under an output's name stands nothing, or the old file as
# it was, or the whole new one; and no other file is left. Prints what was tried of each.
# TIMES: how often each attack is made; test_reliability.sh makes few, `make test-reliability` many,
# and also lets single system calls fail, by strace.
set -u
. tests/checks.sh
cd "$folder" || exit 1
TIMES=${TIMES:-2}
cat >scene.yaml <<'END'
title: An attack
input: {size: 5, random: {seed: 1}}
layer: {type: Conv2d, kernel_size: 3}
output: {size: 320x240, fps: 10}
timeline: {step: 0.2}
show: none
END
mkdir clean work
formats='png svg pdf gif apng webp mp4 webm mov html'

# makes NAME: the options that make it
makes() {
    case $1 in
    moving.svg) echo "render -q scene.yaml -o work/$1 --animate" ;;
    words.txt) echo "render -q scene.yaml -o work/words.png --alt work/$1 --steps 0" ;;
    quiz.gift) echo "quiz -q scene.yaml --as gift -o work/$1" ;;
    *) echo "render -q scene.yaml -o work/$1" ;;
    esac
}
names="$(for format in $formats; do echo "x.$format"; done) moving.svg words.txt quiz.gift"
for name in $names; do
    # shellcheck disable=SC2046
    "$program" $(makes "$name")
    mv work/"$name" clean/
    rm -f work/*
done
same "there are files to attack" 13 "$(find clean -type f | wc -l)"

# begins NAME TRY: half of the tries begin with an old file, which has a mode of its own
begins() {
    rm -rf work && mkdir work
    old=
    [ $(($2 % 2)) = 0 ] || {
        old=yes
        echo old >"work/$1"
        chmod 640 "work/$1"
    }
}

# whole WHAT NAME: what stands there is nothing, the old file or the new one
whole() {
    tried=$((tried + 1))
    if [ ! -e "work/$2" ]; then
        [ -z "$old" ] || same "$1: $2" "the old file" "none"
    elif ! cmp -s "work/$2" "clean/$2"; then
        [ -n "$old" ] && [ "$(cat "work/$2")" = old ] ||
            same "$1: $2" "whole" "$(wc -c <"work/$2") bytes"
    fi
    [ -z "$old" ] || [ "$(stat -c %a "work/$2" 2>/dev/null)" = 640 ] ||
        same "$1: $2 keeps its mode" 640 "$(stat -c %a "work/$2" 2>/dev/null)"
}

# nothing_else WHAT NAME
nothing_else() {
    others=$(find work -type f ! -name "$2" ! -name words.png)
    [ -z "$others" ] || same "$1: $2: other files" "" "$others"
}

# ---- killed at any moment; the next run takes away what is left ----

tried=0
left=0
for name in $names; do
    # shellcheck disable=SC2046
    set -- $(makes "$name")
    start=$(date +%s%N)
    begins "$name" 0
    "$program" "$@"
    length=$(($(date +%s%N) - start))
    for try in $(seq "$TIMES"); do
        begins "$name" "$try"
        "$program" "$@" 2>/dev/null &
        sleep "$(echo "$length $try $TIMES" | awk '{ printf "%.4f", $1 / 1e9 * ($2 - 0.5) / $3 }')"
        kill -KILL $! 2>/dev/null
        wait $! 2>/dev/null
        whole "killed" "$name"
        left=$((left + $(find work -name '.*' -type f | wc -l)))
    done
    # whichever moments these were: one left behind, and a file that only looks like it
    echo part >"work/.$name.convreel-1-0.tmp"
    echo mine >"work/.$name.convreel-1-x.tmp"
    old=
    "$program" "$@"
    [ "$1" = quiz ] || same "$name: the next run removes it" ".$name.convreel-1-x.tmp" \
        "$(cd work && find . -name '.*' -type f | sed 's|^./||')"
    whole "after it" "$name"
done
same "killed: $tried runs, $left with files that the next run removed" "" ""
echo "killed: $tried runs, $left of them left a temporary file for the next one"

# ---- a file over the system's limit ----

tried=0
for name in $names; do
    size=$(wc -c <"clean/$name")
    for try in $(seq "$TIMES"); do
        blocks=$((size * (try - 1) / TIMES / 512))
        begins "$name" "$try"
        # shellcheck disable=SC2046
        said=$(ulimit -f $blocks && exec "$program" $(makes "$name") 2>&1)
        status=$?
        [ $status = 0 ] || {
            same "limited: $name: exit status" 3 $status
            same "limited: $name: says which and why" 1 "$(echo "$said" | grep -c 'work/.*: File too large')"
        }
        whole "limited" "$name"
        nothing_else "limited" "$name"
    done
done
echo "file size limited: $tried runs"

# ---- two runs at once ----

tried=0
for try in $(seq "$TIMES"); do
    for name in x.png x.gif x.mp4; do
        begins "$name" 0
        # shellcheck disable=SC2046
        set -- $(makes "$name")
        "$program" "$@" &
        "$program" "$@"
        first=$?
        wait $!
        same "two at once: $name" "0 0" "$first $?"
        cmp -s "work/$name" "clean/$name" || same "two at once: $name" whole broken
        nothing_else "two at once" "$name"
        tried=$((tried + 1))
    done
done
echo "two at once: $tried pairs"

# ---- out of memory, of our own code and of libraries ----

tried=0
(ulimit -v 600000 && "$program" --version) >/dev/null 2>&1 && memory=yes || memory=
for name in $names; do
    for try in $(seq "$TIMES"); do
        [ -n "$memory" ] || break
        begins "$name" "$try"
        # shellcheck disable=SC2046
        (ulimit -v $((20000 + 400000 * try / TIMES / 2)) && exec "$program" $(makes "$name")) \
            >/dev/null 2>&1
        whole "without memory" "$name"
        tried=$((tried + 1))
    done
done
echo "without memory: $((tried / 2)) runs"

# ---- single system calls that fail ----

fail_calls() {
    tried=0
    for name in ${NAMES:-$names}; do
        for call in openat write fsync close rename lseek ftruncate pwrite64 flock; do
            for reason in EIO ENOSPC EINTR; do
                for number in 1 2 3 5 8 13 21 34; do
                    begins "$name" $number
                    # shellcheck disable=SC2046
                    strace -f -qq -o calls -e trace=$call \
                        -e inject=$call:error=$reason:when=$number "$program" $(makes "$name") \
                        >/dev/null 2>&1
                    status=$?
                    grep -q INJECTED calls || break
                    case $status in
                    [0-5] | 127) ;; # 127: of the system's loader, before the program began
                    *) same "$call $number $reason: $name" "a status from 0 to 5" $status ;;
                    esac
                    whole "$call $number $reason" "$name"
                    [ $call = close ] || nothing_else "$call $number $reason" "$name"
                done
            done
        done
    done
    echo "calls that failed: $tried"
}
[ "$TIMES" -lt 10 ] || fail_calls
