#!/bin/sh
# Pages to click through, without a browser: what the file holds. tests/test_browser.py opens them.
set -u
. tests/checks.sh
cd "$folder" || exit 1

cat >film.yaml <<'END'
title: 'A </script><b>title</b> & more'
input: {values: [[3, 3, 2, 1], [0, 0, 1, 3], [3, 1, 2, 2], [2, 0, 0, 2]]}
layer: {type: Conv2d, kernel_size: 2}
output: {size: 720p}
shots:
  - {card: "# <script>alert(1)</script>", say: '</script><img src=x>', chapter: '<i>One'}
  - {chapter: Two, layer: {padding: 1}, transition: {fade: 0.5}, steps: [{at: 0..2, each: 1}]}
  - {panels: [{layer: {stride: 1}}, {layer: {stride: 2}}]}
END
# asks EXPRESSION...: what the page's own data says, by Python; a line each
asks() {
    /usr/bin/python3 -S -c '
import json, re, sys
page = open("film.html", encoding="utf-8").read()
film = json.loads(re.search(r"id=\"film\">(.*?)</script>", page, re.S).group(1))
steps, first = film["steps"], len(re.findall(r"<(?:path|text|rect|g|image) id=\"s-", page))
def spread(runs):
    out = []
    for token in runs:
        out += [token] if token >= 0 else [out[-1] + 1 + n for n in range(-token)]
    return out
def tokens(i, look="light"):
    old = tokens(i) if look == "dark" else [] if steps[i]["first"] == i else tokens(steps[i]["first"])
    new, at, edits = [], 0, spread(steps[i].get(look, []))
    while edits:
        place, gone, come = edits[:3]
        new += old[at:place] + edits[3:3 + come]
        at, edits = place + gone, edits[3 + come:]
    return new + old[at:]
def key(token):
    return film["keys"][film["elements"][token - first - 1][1]][2:] if token > first else token
for expression in sys.argv[1:]:
    print(eval(expression))' "$@"
}

ends "a film as a page" 0 "$program" render -q film.yaml -o film.html
ends "once more" 0 "$program" render -q film.yaml -j 3 -o again.html
same "the same bytes" "" "$(cmp film.html again.html 2>&1)"
same "one script and its data" 2 "$(grep -c '</script>' film.html)"
same "no words are markup" 0 "$(grep -c -E '<(b|i|img)[ >]' film.html)"
same "nothing is fetched" "http://www.w3.org/2000/svg" \
    "$(grep -o -E 'https?:[^"`'"'"' ;]*' film.html | sort -u)"
same "fonts are there" yes "$(grep -q "@font-face{font-family:'Inter'" film.html && echo yes)"
same "steps of all shots; where shots begin; chapters; words that are spoken; a fade; the last step of a shot \
does not move; no element twice; a step in words; each panel in words" "35
[0, 1, 26]
[(0, '<i>One'), (1, 'Two')]
</script><img src=x>
[(1, 0.5)]
(False, True)
True
True
True" "$(asks 'len(steps)' 'sorted({s["first"] for s in steps})' \
    '[(s["step"], s["chapter"]) for s in steps if "chapter" in s]' 'steps[0]["say"]' \
    '[(s["step"], s["fade"]) for s in steps if "fade" in s]' '("move" in steps[25], "move" in steps[24])' \
    'all(len(set(filter(None, t))) == len([x for x in t if x]) for t in map(tokens, range(len(steps))))' \
    '"row 0, column 1, is " in steps[2]["about"]' 'steps[27]["about"].startswith("Panel 1: Step 1")')"
sed -e '/shots:/,$d' film.yaml >asking.yaml
echo 'show: {output: question}' >>asking.yaml
"$program" render -q asking.yaml -o film.html
same "questions and answers; they are one step" "(18, True, False)
[0, 0, 1, 1]" "$(asks '(len(steps), "is asked for" in steps[2]["about"], "is asked" in steps[3]["about"])' \
    '[s["step"] for s in steps[:4]]')"

cat >unnumbered.yaml <<'END'
output: {size: 720p}
panels:
  - {input: 3, layer: {type: Conv2d, kernel_size: 2}}
  - {input: 2}
END
"$program" render -q unnumbered.yaml -o film.html
same "without values and without a layer nothing is made up" \
    "Panel 1: Step 1: the unit of the output, row 0, column 1." "$(asks 'steps[1]["about"].strip("\n")')"

# ---- SVG that moves by itself ----

ends "a film as SVG" 0 "$program" render -q film.yaml --animate -o film.svg
same "is well formed" "" "$(xmllint --noout film.svg 2>&1)"
same "without a script" 0 "$(grep -c '<script' film.svg)"
same "no id twice" "" "$(grep -o ' id="[^"]*"' film.svg | sort | uniq -d | head -3)"
same "brings its fonts" yes "$(grep -q '@font-face' film.svg && echo yes)"
same "and fetches nothing" "" "$(grep -o -E '(href|src)="?(https?|//)[^"]*' film.svg)"
ends "as outlines" 0 "$program" render -q unnumbered.yaml --animate --text outline -o outlined.svg
same "it needs no fonts" 0 "$(grep -c '@font-face' outlined.svg)"
ends "a GIF moves anyway" 2 "$program" render -q unnumbered.yaml --animate -o film.gif
same "and the option is refused" "convreel: --animate has no effect here: it is for svg" \
    "$(tail -1 err)"

ends "a terminal's text" 0 "$program" render -q unnumbered.yaml --format html -o -

# In two themes, an image of a matrix differs in more than colours: it alone stands there twice.
cat >matrix.yaml <<'END'
input: {size: [16, 8, 8], random: {seed: 3, low: -9, high: 9}}
kernel: {random: {seed: 4, low: -3, high: 3}}
layer: {type: Conv2d, out_channels: 16, kernel_size: 3, padding: 1}
END
steps=5 most=240000
is_long && steps=25 most=400000
"$program" render -q matrix.yaml --view matrix --size 1080p --steps 0..$((steps - 1)) -o film.html 2>err
same "one element differs, an image; elements are those of the page, then those of the film" "1 of $steps steps
image
True" "$(asks '"%s of %d steps" % (" ".join(sorted({
    str(len(set(tokens(i, "dark")) - set(tokens(i)))) for i in range(len(steps))})), len(steps))' 'film["styles"][film["elements"][
    (set(tokens(3, "dark")) - set(tokens(3))).pop() - first - 1][0]].split()[0]' \
    'max(max(tokens(i, look)) for i in range(len(steps)) for look in ("light", "dark")) == first + len(film["elements"])')"
same "with 256 kernels, $steps steps have at most $most bytes" yes \
    "$([ "$(wc -c <film.html)" -le $most ] && echo yes || wc -c <film.html)"

# Pages of 25 steps with values are small, in any view.
sed 's/16, 8, 8/3, 9, 9/; s/out_channels: 16/out_channels: 2/' matrix.yaml >values.yaml
for view in channels im2col matrix; do
    "$program" render -q values.yaml --view $view --size 1080p --steps 0..24 -o values.html 2>err
    same "a page of view $view has at most 400 kB" yes \
        "$([ "$(wc -c <values.html)" -le 400000 ] && echo yes || wc -c <values.html)"
done
"$program" render -q matrix.yaml --view matrix --steps 0..1 --animate --size 640x360 --theme light,dark -o moving.svg
same "ids of one that moves in two themes" "" "$(grep -o ' id="[^"]*"' moving.svg | sort | uniq -d)"
finish
