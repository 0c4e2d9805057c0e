# Complete or absent: whatever ends a run, under an output's name stands nothing, or the old file as
# it was, or the whole new one; and no other file is left. Prints what was tried of each.
# TIMES: how often each attack is made; test_reliability.sh makes few, `make test-reliability` many,
# also on disks that are full, which needs root, and with single system calls that fail, by strace.
# ATTACKS: only these; NAMES: only on these outputs.
set -u
. tests/checks.sh
cd "$folder" || exit 1
TIMES=${TIMES:-2}
failing_memory=$(dirname "$program")/tests/failing_memory.so
failing_calls=$(dirname "$program")/tests/failing_calls.so
cat >scene.yaml <<'END'
title: An attack
input: {size: 5, random: {seed: 1}}
layer: {type: Conv2d, kernel_size: 3}
output: {size: 200x150, fps: 5}
timeline: {step: 0.2}
show: none
END
mkdir clean work
formats='png svg pdf gif apng webp mp4 webm mov html'

# makes NAME: the options that make it
makes() {
    case $1 in
    moving.svg) echo "render -q scene.yaml -o work/$1 --animate" ;;
    part.mp4) echo "render -q scene.yaml -o work/$1 --part 2/2" ;;
    joined.mp4) echo "join -q half_1.mp4 half_2.mp4 -o work/$1" ;;
    words.txt) echo "render -q scene.yaml -o work/words.png --alt work/$1 --steps 0" ;;
    quiz.gift) echo "quiz -q scene.yaml --as gift -o work/$1" ;;
    *) echo "render -q scene.yaml -o work/$1" ;;
    esac
}
names="$(for format in $formats; do echo "x.$format"; done) moving.svg part.mp4 joined.mp4 words.txt quiz.gift"
names=${NAMES:-$names}
case $names in
*joined*)
    for half in 1 2; do
        "$program" render -q scene.yaml -o half_$half.mp4 --part $half/2
    done
    ;;
esac
for name in $names; do
    # shellcheck disable=SC2046
    "$program" $(makes "$name")
    mv work/"$name" clean/
    rm -f work/*
done
same "there are files to attack" "$(echo $names | wc -w)" "$(find clean -type f | wc -l)"

# begins NAME TRY: half of the tries begin with an old file, which has a mode of its own
usual_mask=$(umask)
begins() {
    rm -rf work/* work/.[a-z]*
    old=
    [ $(($2 % 2)) = 0 ] || {
        old=yes
        umask 137
        echo old >"work/$1"
        umask "$usual_mask"
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

# others_in FOLDER [NAME]: in $others the files there but that one. Starting find takes longer.
others_in() {
    others=
    for file in "$1"/* "$1"/.[!.]*; do
        case $file in
        "$1/${2:-}" | "$1/words.png") ;;
        *) [ ! -e "$file" ] || others="$others $file" ;;
        esac
    done
}

# nothing_else WHAT NAME
nothing_else() {
    others_in work "$2"
    [ -z "$others" ] || same "$1: $2: other files" "" "$others"
}

# ---- killed at any moment; the next run takes away what is left ----

attack_kill() {
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
        same "$name: the next run removes it" ".$name.convreel-1-x.tmp" \
            "$(cd work && find . -name '.*' -type f | sed 's|^./||')"
        whole "after it" "$name"
    done
    same "killed: $tried runs, $left with files that the next run removed" "" ""
    echo "killed: $tried runs, $left of them left a temporary file for the next one"
}

# ---- a file over the system's limit ----

attack_limit() {
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
}

# ---- two runs at once ----

attack_pairs() {
    tried=0
    for try in $(seq "$([ "$TIMES" -lt 10 ] && echo "$TIMES" || echo $((TIMES * 2)))"); do
        for name in x.png x.gif x.mp4; do
            [ -e clean/$name ] || continue
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
}

# ---- a disk with room for a share of what is needed ----

attack_disk() {
    tried=0
    refused=0
    if ! mount -t tmpfs -o size=4k tmpfs work 2>/dev/null; then
        echo "full disk: not tried, it needs root"
        return
    fi
    umount work
    for name in $names; do
        size=$(wc -c <"clean/$name")
        for share in 0 10 50 90; do
            # by pages of 4 KiB, one of them for the folder; an old file has its own
            for try in 0 1; do
                mount -t tmpfs -o size=$((size * share / 100 / 4096 * 4 + 4 + 4 * try))k tmpfs work
                begins "$name" $try
                [ $try = 1 ] || [ $share = 0 ] || head -c 4096 /dev/zero >work/filler
                # shellcheck disable=SC2046
                said=$("$program" $(makes "$name") 2>&1)
                status=$?
                rm -f work/filler
                [ $status = 0 ] || {
                    refused=$((refused + 1))
                    same "full disk: $name: exit status" 3 $status
                    same "full disk: $name: says which and why" 1 \
                        "$(echo "$said" | grep -c 'work/.*: No space left on device')"
                }
                whole "full disk" "$name"
                nothing_else "full disk" "$name"
                umount work
            done
        done
    done
    echo "full disk: $tried runs with room for 0, 10, 50 and 90 %, $refused of them refused"
}

# ---- allocations of our own code that fail, one after the other ----

attack_allocations() {
    tried=0
    [ -e "$failing_memory" ] || {
        echo "allocations: not tried, $failing_memory is not there"
        return
    }
    for name in $names; do
        begins "$name" 0
        # shellcheck disable=SC2046
        FAIL_COUNT=count LD_PRELOAD=$failing_memory "$program" $(makes "$name")
        count=$(cat count)
        [ "$count" -le 2000 ] || count=2000
        # all of them, or a few from the first to the last
        step=1
        [ "$TIMES" -ge 10 ] || step=$((count / TIMES + 1))
        for number in $(seq 1 $step "$count"); do
            begins "$name" "$number"
            # shellcheck disable=SC2046
            said=$(FAIL_AT=$number LD_PRELOAD=$failing_memory "$program" $(makes "$name") 2>&1)
            status=$?
            # threads share the count: a few more or fewer in each run
            [ $status = 0 ] && [ "$number" -gt $((count - 40)) ] ||
                same "allocation $number of $name" "4: convreel: out of memory" "$status: $said"
            whole "allocation $number" "$name"
            nothing_else "allocation $number" "$name"
        done
    done
    echo "allocations that failed: $tried"
}

# ---- out of memory, of our own code and of libraries ----

attack_memory() {
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
}

# ---- single calls of our own that fail ----

# attempts MOST COMMAND...: in $folder/attempts the calls that the command's own code makes: a line each,
# its name and its number, at most so many of a name
attempts() {
    most=$1
    shift
    FAIL_TOLD=$folder/calls LD_PRELOAD=$failing_calls "$@" </dev/null >/dev/null 2>&1
    awk -v most="$most" '++count[$1] <= most { print $1, count[$1] }' "$folder/calls" >"$folder/attempts"
}

# fails CALL NUMBER COMMAND...: the command, whose own code meets that failure; has_failed afterwards:
# whether it made so many of these calls
fails() {
    call=$1
    number=$2
    shift 2
    FAIL_CALL=$call FAIL_AT=$number FAIL_WITH=$((number % 2 ? 5 : 28)) FAIL_TOLD=$folder/failed \
        LD_PRELOAD=$failing_calls \
        "$@" </dev/null >"$folder/out" 2>"$folder/err"
}
has_failed() {
    [ -s "$folder/failed" ]
}

attack_own_calls() {
    tried=0
    for name in $names; do
        # shellcheck disable=SC2046
        set -- $(makes "$name")
        begins "$name" 1
        attempts 4 "$program" "$@"
        while read -r call number; do
            begins "$name" "$number"
            fails "$call" "$number" "$program" "$@"
            status=$?
            has_failed || continue
            case $status in
            0) ;;
            1 | 3 | 5) same "$call $number: $name: lines told" 1 "$(grep -c . "$folder/err")" ;;
            *) same "$call $number: $name: status" "0, 1, 3 or 5" $status ;;
            esac
            whole "$call $number" "$name"
            nothing_else "$call $number" "$name"
        done <"$folder/attempts"
    done
    same "own calls failed" yes "$([ $tried -gt 20 ] && echo yes || echo $tried)"
    echo "own calls that failed: $tried"
}

# ---- single system calls that fail ----

attack_calls() {
    tried=0
    for name in $names; do
        for call in openat write fsync close rename lseek ftruncate pwrite64 flock clone3; do
            for reason in EIO ENOSPC EINTR EAGAIN; do
                for number in 1 2 3 5 8 13 21 34; do
                    begins "$name" $number
                    # shellcheck disable=SC2046
                    strace -f -qq -o calls -e trace=$call \
                        -e inject=$call:error=$reason:when=$number "$program" $(makes "$name") \
                        >/dev/null 2>&1
                    status=$?
                    grep -q INJECTED calls || break
                    whole "$call $number $reason" "$name"
                    case $call.$status in
                    *.[0-5] | *.127) ;; # 127: of the system's loader, before the program began
                    clone3.133) # GLib ends a process without a thread: the next run cleans up
                        # shellcheck disable=SC2046
                        "$program" $(makes "$name") >/dev/null 2>&1 ;;
                    *) same "$call $number $reason: $name" "a status from 0 to 5" $status ;;
                    esac
                    [ $call = close ] || nothing_else "$call $number $reason" "$name"
                done
            done
        done
    done
    echo "calls that failed: $tried"
}

if [ "$TIMES" -lt 10 ]; then
    usual="kill limit pairs allocations memory"
else
    usual="kill limit pairs disk allocations memory own_calls calls"
fi
for attack in ${ATTACKS:-$usual}; do
    "attack_$attack"
done
