#!/bin/sh
# How problems are told: the caret below the place, whatever stands before it; colours on terminals
# alone; a line and a hint for each value that an option does not take.
set -u
. tests/checks.sh
cd "$folder" || exit 1

# ---- the caret: widths by Python's table of characters ----

same "the caret" good "$(/usr/bin/python3 - "$program" 2>&1 <<'END'
import random, subprocess, sys, unicodedata

def width(text):
    return sum(0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
               for sign in text)

random.seed(3)
signs = ["e\u0301", "\u00e9", "\u4e2d", "\ud55c", "\u1100", "\uf900", "\ufe30", "\uff41", "\uff02",
         "\U0001f30d", "\U00020000", "\U0001d6fc", "\u2211", "x"]
for tried in signs + ["".join(random.choices(signs, k=random.randrange(1, 60))) for _ in range(20)]:
    for end in "\n", "\r\n":
        with open("scene.yaml", "w", newline="", encoding="utf-8") as file:
            file.write('input: 3%slayer: {type: ReLU}%s' % (end, end) +
                       'names: {input: "%s", colour: 1, output: "%s"}%s' % (tried, "y" * 60, end))
        told = subprocess.run([sys.argv[1], "check", "scene.yaml"], capture_output=True)
        _, line, caret = told.stderr.decode().split("error: unknown key 'colour'")[1].split("\n")[:3]
        assert "\r" not in line and line.endswith("..."), repr(line)
        assert caret.strip() == "^", repr(caret)
        assert caret.index("^") == width(line[:line.index("colour")]), (line, caret)
print("good")
END
)"

# ---- colours ----

# told TERM NO_COLOR: what a terminal gets; -: not set
cat >terminal.py <<'END'
import os, pty, sys
for name, value in ("TERM", sys.argv[2]), ("NO_COLOR", sys.argv[3]):
    os.environ.pop(name, None)
    if value != "-":
        os.environ[name] = value
child, file = pty.fork()
if child == 0:
    os.execv(sys.argv[1], [sys.argv[1], "check", "wrong.yaml"])
said = b""
try:
    while part := os.read(file, 4096):
        said += part
except OSError:
    pass
os.waitpid(child, 0)
print(said.decode().replace("\x1b", "<").replace("\r", ""), end="")
END
printf 'input: 3\nlayer: {type: Conv2d, kernel_size: 9}\nlayre: 1\n' >wrong.yaml
told() {
    /usr/bin/python3 terminal.py "$program" "$1" "$2" >said
    grep -c '<\[' said
}
"$program" check wrong.yaml >out 2>plain
if /usr/bin/python3 -c 'import os; os.openpty()' 2>/dev/null; then
    for kind in "xterm -" "xterm " "- -"; do
        same "colours, TERM and NO_COLOR: $kind" yes "$([ "$(told "${kind% *}" "${kind#* }")" -ge 2 ] && echo yes)"
        same "its words" "$(cat plain)" "$(sed 's/<\[[0-9;]*m//g' said)"
    done
    for kind in "dumb -" "xterm 1" "- 1"; do
        same "none, TERM and NO_COLOR: $kind" 0 "$(told "${kind% *}" "${kind#* }")"
        same "its words" "$(cat plain)" "$(cat said)"
    done
else
    echo "not tested: colours, since no terminal can be made here (is /dev/pts mounted?)"
fi
same "none in a file" 0 "$(grep -c "$(printf '\033')" plain)"

# ---- values that options do not take ----

printf 'input: 5\nlayer: {type: Conv2d, kernel_size: 3}\n' >scene.yaml
# refused MESSAGE COMMAND OPTION...
refused() {
    message=$1
    shift
    ends "$*" 2 "$program" "$@" scene.yaml
    same "$*: the message" "convreel: $message" "$(cat err)"
}
refused "-o needs a path" render -o ''
refused "--format needs a format" render --format ''
refused "--alt needs a path" render --alt ''
refused "--deps needs a path" render --deps ''
for value in 0 65 -1 x 2x '' 99999999999999999999; do
    refused "-j must be a whole number from 1 to 64, not '$value'" render -j "$value"
    refused "--crf must be a whole number from 0 to 51, not '52'" render --crf 52
done
refused "--png must be fast or small, not 'smal'" render --png smal
for value in 2..1 x -1..2 1..2x 1..99999999999999999999; do
    refused "--steps must be all, none or A..B with A up to B, not '$value'" trace --steps "$value"
done
ends "some steps" 0 "$program" trace scene.yaml --steps 2..3
same "are those" "2 3" "$(/usr/bin/python3 -c 'import json
print(*(step["step"] for step in json.load(open("out"))["steps"]))')"
ends "no list of that name" 2 "$program" list lyers
same "the nearest one" "convreel: no list 'lyers'; did you mean layers?" "$(cat err)"
ends "none near" 2 "$program" list foo
same "is told" "convreel: no list 'foo'; see convreel list" "$(cat err)"


# A title that would turn a terminal's text round, and one that would colour it.
for character in u202e x9b; do
    printf 'title: "a\\%sb"\ninput: 3\nlayer: {type: ReLU}\n' "$character" >turned.yaml
    "$program" trace turned.yaml --steps none --tensors none >out
    same "$character in JSON" '"a\u'"$(echo "$character" | sed 's/x/00/; s/u//')"'b"' \
        "$(grep -o '"a[^,]*b"' out)"
done
finish
