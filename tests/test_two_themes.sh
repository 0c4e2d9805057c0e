#!/bin/sh
# One SVG in two themes shows what the file of either would.
set -u
. tests/checks.sh
cp docs/values.yaml scenes/gallery/checkerboard.yaml scenes/gallery/wavenet.yaml "$folder"
cd "$folder" || exit 1

# plain FILE: without what names or joins the themes
plain() {
    sed -e 's/"c[0-9a-f]\{8\}-/"/; s/-all"/"/' -e 's/ class="[^"]*"//' \
        -e 's/ style="color-scheme:light dark"//' -e '/^<style>/,/<\/style>$/d' \
        -e '/^<svg/d' -e '/^<title/d; s/^<desc[^>]*>/<desc>/' -e '/-\{0,1\}background"/d' "$1"
}
# in_the_dark FILE: every element with the colours of its class
in_the_dark() {
    awk '
        /^\.c[0-9a-f]*-[0-9]*\{.*\}$/ {
            split($0, part, /[{}]/)
            rules[substr(part[1], 2)] = part[2]
        }
        match($0, / class="[^"]*"/) {
            count = split(rules[substr($0, RSTART + 8, RLENGTH - 9)], rule, ";")
            for (i = 1; i <= count; i++) {
                split(rule[i], pair, ":")
                if (pair[1] !~ /opacity/) {
                    sub(" " pair[1] "-opacity=\"[^\"]*\"", "")
                    sub(" " pair[1] "=\"[^\"]*\"", " " pair[1] "=\"" pair[2] "\"")
                } else if (pair[2] != "1") {
                    name = substr(pair[1], 1, index(pair[1], "-") - 1)
                    match($0, " " name "=\"[^\"]*\"")
                    $0 = substr($0, 1, RSTART + RLENGTH - 1) " " pair[1] "=\"" pair[2] "\"" \
                        substr($0, RSTART + RLENGTH)
                }
            }
        }
        { print }' "$1"
}
for scene in values checkerboard wavenet; do
    ends "$scene in both" 0 "$program" render $scene.yaml --theme light,dark -o both.svg
    says "$scene in both" "wrote both.svg, step"
    ends "$scene in each" 0 "$program" render $scene.yaml --theme light,dark -o "one_%t.svg"
    same "$scene is well-formed" "" "$(xmllint --noout both.svg 2>&1)"
    in_the_dark both.svg >dark.svg
    for theme in light dark; do
        file=both.svg
        [ $theme = light ] || file=dark.svg
        plain $file >shown
        plain one_$theme.svg >wanted
        same "$scene in theme $theme" "" "$(diff shown wanted | head -n 5)"
    done
    same "$scene has a dark background" 1 \
        "$(grep -c 'background".* fill="#10161d"' dark.svg)"
    "$program" render $scene.yaml --theme dark,light -o again.svg
    same "$scene, whichever comes first" "" "$(cmp both.svg again.svg 2>&1)"
done

# drawings of unlike shapes stand in two groups
ends "unlike shapes" 0 "$program" render values.yaml --theme guide,dark --steps 1 -o both.svg
"$program" render values.yaml --theme guide,dark --steps 1 -o "one_%t.svg"
same "both are there" "$(cat one_guide.svg one_dark.svg | grep -cE '<(path|text)')" \
    "$(grep -cE '<(path|text)' both.svg)"
same "one is hidden" 1 "$(xmllint --xpath 'count(/*/*[@display="none"])' both.svg)"
same "ids are unique" "" "$(grep -o ' id="[^"]*"' both.svg | sort | uniq -d)"

ends "a sequence" 0 "$program" render values.yaml --theme light,dark -o "s_%02d.svg"
same "of all steps" 9 "$(echo s_*.svg | wc -w)"
ends "standard output" 0 "$program" render values.yaml --theme light,dark --format svg -o -
same "is one file" 1 "$(grep -c '<svg' out)"
rm -f x.svg
ends "two light ones" 2 "$program" render values.yaml --theme light,print -o x.svg
says "two light ones" "convreel: one file cannot hold the themes light and print: both are light; %t"
ends "a third one" 2 "$program" render values.yaml --theme light,dark,print -o x.svg
ends "another format" 2 "$program" render values.yaml --theme light,dark --format svg,gif -o x
printf 'from: dark\nbackground: 5\n' >mine.yaml
ends "a wrong one" 1 "$program" render values.yaml --theme light,mine.yaml -o x.svg
same "and no file" "no" "$([ -e x.svg ] || echo no)"
finish
