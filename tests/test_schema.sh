#!/bin/sh
# schema, completions: editors refuse what the program refuses, shells complete what it takes.
set -u
. tests/checks.sh
python=${PYTHON:-/usr/bin/python3}
told=$("$python" tests/schema_check.py "$program" tests/broken scenes/*/*.yaml 2>&1)
same "the schema against scenes" "" "$(echo "$told" | grep -v ' broken ones are refused, 0 wrong$')"
cd "$folder" || exit 1

for shell in bash zsh fish; do
    ends "$shell" 0 "$program" completions $shell
    cp out completions.$shell
    if command -v $shell >/dev/null; then
        ends "$shell reads it" 0 $shell -n completions.$shell
    fi
done
ends "no shell" 2 "$program" completions
says "is told" "convreel: completions needs one shell: convreel completions bash|zsh|fish"
ends "a typo" 2 "$program" completions bsh
says "is told" "convreel: no shell 'bsh'; did you mean bash?"

# completed WORD...: what bash offers for the last of the words
completed() {
    bash -c '. ./completions.bash
        COMP_WORDS=("$@")
        COMP_CWORD=$(($# - 1))
        _convreel
        echo "${COMPREPLY[@]}"' bash "$@"
}
same "a command" "schema" "$(completed convreel sch)"
same "an option" "--theme" "$(completed convreel render --th)"
same "a theme" "dark" "$(completed convreel render one.yaml --theme da)"
same "a format" "webm" "$(completed convreel render --format webm)"
same "words of an option" "steps all" "$(completed convreel render --pictures '')"
same "a list" "languages" "$(completed convreel list la | tr ' ' '\n' | grep lang)"
same "a scene to start from" "checkerboard" "$(completed convreel new checkerb)"
same "a file is the shell's own" "" "$(completed convreel render --deps sce)"
finish
