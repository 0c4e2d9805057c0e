#!/bin/sh
# The manual page's lists are the program's --help, and man has nothing to say against the page.
# GOLDEN_UPDATE in the environment writes the lists. Each stands between two lines of the page:
# .\" from --help: NAME and .\" end.
set -u
. tests/checks.sh
page=docs/convreel.1
lists=$folder/lists
mkdir "$lists"

# rows COMMAND SECTION: "name<tab>text" of each row of a section of the help, lines joined
rows() {
    "$program" $1 --help | awk -v section="$2:" '
        /^[A-Z].*:$/ { inside = $0 == section; next }
        /^$/ { inside = 0 }
        !inside { next }
        /^  [^ ]/ {
            if (name) print name "\t" text
            text = ""
            name = substr($0, 3, 23)
            if (length($0) > 26 && substr($0, 25, 2) ~ / $/) text = substr($0, 27)
            else name = substr($0, 3)
            sub(/ +$/, "", name)
            next
        }
        { sub(/^ +/, ""); text = text (text ? " " : "") $0 }
        END { if (name) print name "\t" text }'
}

# entries: rows as entries of the page; the third column, if there is one, in brackets
entries() {
    awk -F '\t' '{
        gsub(/-/, "\\-")
        print ".TP\n.B " $1
        print toupper(substr($2, 1, 1)) substr($2, 2) ($3 ? " [" $3 "]." : ".")
    }'
}

"$program" --help | awk '
    /^Usage:/ { inside = 1 }
    /^$/ { inside = inside && !name }
    inside && /^  convreel [a-z]/ { sub(/^  /, ""); name = $0; getline; sub(/^ +/, ""); print name "\t" $0 }
    ' >"$lists/rows"
commands=$(sed 's/^convreel \([a-z]*\).*/\1/' "$lists/rows")
entries <"$lists/rows" >"$lists/commands"
for command in $commands; do
    rows "$command" Options | sed "s/\$/	$command/"
done | awk -F '\t' '
    { row = $1 "\t" $2 }
    !(row in of) { order[++count] = row }
    { of[row] = of[row] (row in of && of[row] ? ", " : "") $3 }
    END { for (i = 1; i <= count; i++) print order[i] "\t" of[order[i]] }' |
    entries >"$lists/options"
rows render Formats | entries >"$lists/formats"
rows render Environment | entries >"$lists/environment"

awk -v lists="$lists" '
    /^\.\\" end$/ { inside = 0 }
    !inside { print }
    /^\.\\" from --help: / {
        inside = 1
        while ((getline line < (lists "/" $NF)) > 0) print line
    }' "$page" >"$folder/page"
if [ -n "${GOLDEN_UPDATE:-}" ]; then
    cp "$folder/page" "$page"
fi
same "the manual page is current (make golden-update)" "" "$(diff "$page" "$folder/page" | head -20)"
for list in commands options formats environment; do
    same "the page has $list" yes "$(grep -q "^\.TP" "$lists/$list" && echo yes)"
done
for section in NAME SYNOPSIS DESCRIPTION OPTIONS "EXIT STATUS" ENVIRONMENT FILES EXAMPLES "SEE ALSO"; do
    same "section $section" 1 "$(grep -c "^\.SH $section\$" "$page")"
done
if command -v man >/dev/null; then
    same "man warns of nothing" "" "$(LC_ALL=C.UTF-8 man -l --warnings "$page" 2>&1 >/dev/null)"
fi
if command -v mandoc >/dev/null; then
    same "mandoc warns of nothing" "" "$(mandoc -T lint -W warning "$page" 2>&1)"
fi
finish
