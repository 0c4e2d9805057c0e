#!/bin/sh
# make test-recipes: what docs/recipes.md prints for large programs, which packages-docs.txt names:
# pandoc, LaTeX, Sphinx, MkDocs, IPython, pip; and the book.
set -u
. tests/checks.sh
root=$PWD
python=/usr/bin/python3
CONVREEL=$program
PATH=/usr/bin:/bin
export CONVREEL PATH
cd "$folder" || exit 1
cp "$root/docs/smallest.yaml" two.yaml
cp two.yaml scene.yaml
"$program" render - -q --format svg -o - --steps 1..1 --theme print <two.yaml >magic.wanted
# block LANGUAGE N: the nth block of that language in docs/recipes.md
block() {
    awk -v mark="\`\`\`$1" -v wanted="$2" '
        $0 == "```" { inside = 0 }
        inside { print }
        $0 == mark && ++found == wanted { inside = 1 }' "$root/docs/recipes.md"
}

# ---- pandoc ----

{
    printf '``` {.convreel #fig:one steps=1..1 theme=print caption="A *kernel*" width=50%%}\n'
    cat two.yaml
    printf '```\n\n```convreel\n'
    cat two.yaml
    printf '```\n'
} >paper.md
filter=$root/integrations/convreel.lua
ends "as HTML" 0 pandoc paper.md -L "$filter" --extract-media=media -o paper.html
same "two pictures" 2 "$(grep -c '<img src="media/convreel-[0-9a-f]*.svg"' paper.html)"
same "the first one's caption" 1 "$(grep -c '<figcaption.*>A <em>kernel</em></figcaption>' paper.html)"
same "its steps" 1 "$(for file in media/*.svg; do cmp -s "$file" magic.wanted && echo; done | wc -l)"
same "the other one's words" 1 "$(grep -c 'alt="Rows, columns, channels and steps' paper.html)"
ends "as LaTeX" 0 pandoc paper.md -L "$filter" --extract-media=media -o paper.tex
same "two PDFs" 2 "$(grep -c 'includegraphics.*{media/convreel-[0-9a-f]*.pdf}' paper.tex)"
same "of a page each" "Pages: 1 Pages: 1" "$(for file in media/*.pdf; do pdfinfo "$file"; done |
    sed -n 's/^Pages: */Pages: /p' | tr '\n' ' ' | sed 's/ $//')"
sed 's/stride/strid/' paper.md >wrong.md
ends "a mistake" 83 pandoc wrong.md -L "$filter" -o wrong.html
says "is told" "standard input:6:3: error: unknown key 'strid' in 'layer'"

# ---- LaTeX ----

"$program" render -q scene.yaml -o figure.pdf --theme print --size 88mm --steps last
"$program" render -q scene.yaml -o steps.pdf --size slide
{
    printf '\\documentclass{article}\n\\usepackage{graphicx}\n\\begin{document}\n'
    block latex 1
    printf '\\end{document}\n'
} >figure.tex
block latex 2 >slides.tex
ends "a figure" 0 pdflatex -interaction=batchmode -jobname article figure.tex
same "is there, in its true size" "249.45 pt" "$(pdftotext article.pdf - >/dev/null &&
    grep -o '<figure.pdf' article.log >/dev/null && pdfinfo figure.pdf | sed -n 's/^Page size: *\([0-9.]*\) x.*/\1/p' |
    awk '{ printf "%.2f pt", $1 }')"
same "its words are text" yes "$(pdftotext article.pdf - | grep -q output && echo yes)"
ends "Beamer" 0 pdflatex -interaction=batchmode slides.tex
same "a step with each click" 9 "$(pdfinfo slides.pdf | sed -n 's/^Pages: *//p')"

# ---- Sphinx ----

mkdir sphinx
cp "$root/integrations/convreel.py" "$root/integrations/convreel_sphinx.py" sphinx
block python 3 >sphinx/conf.py
{
    printf 'A title\n=======\n\n'
    block rst 1
} >sphinx/index.rst
ends "Sphinx, HTML" 0 "$python" -B -m sphinx -q -W -b html sphinx made
same "a picture" 1 "$(grep -c '<img.*alt="a stride of two".*src="_images/convreel-[0-9a-f]*.svg"' made/index.html)"
"$program" render -q scene.yaml --format svg -o - --steps last >last.svg
same "of the last step" yes "$(sed 's/title="[^"]*"//' made/_images/convreel-*.svg | grep -c 'id="[^"]*-now-cell' |
    sed 's/^[1-9].*/yes/')"
ends "Sphinx, LaTeX" 0 "$python" -B -m sphinx -q -W -b latex sphinx madetex
same "a PDF" 1 "$(ls madetex/convreel-*.pdf | wc -l)"
sed -i 's/stride:/strid:/' sphinx/index.rst
ends "a mistake" 2 "$python" -B -m sphinx -q -W -b html sphinx made
same "at its line" 1 "$(grep -c "index.rst:4:.*unknown key 'strid' in 'layer'" err)"

# ---- MkDocs ----

mkdir -p mkdocs/docs
cp "$root/integrations/convreel.py" "$root/integrations/convreel_mkdocs.py" mkdocs
printf 'site_name: Test\nhooks: [convreel_mkdocs.py]\n' >mkdocs/mkdocs.yml
{
    printf '# A page\n\n```{.convreel steps=1..1 theme=print alt="A <stride> of two"}\n'
    cat two.yaml
    printf '```\n\n``` convreel\n'
    cat two.yaml
    printf '```\n\n``` python\nconvreel\n```\n'
} >mkdocs/docs/index.md
ends "MkDocs" 0 sh -c 'cd mkdocs && mkdocs build -q'
same "two pictures" 2 "$(grep -c '<figure class="convreel">' mkdocs/site/index.html)"
same "in its words" 1 "$(grep -c '<svg.*aria-label="A &lt;stride&gt; of two"' mkdocs/site/index.html)"
same "another fence is left alone" 1 "$(grep -c '<code class="language-python">convreel' mkdocs/site/index.html)"
same "its steps" yes "$(sed -n '/<figure class="convreel">/,/<.figure>/p' mkdocs/site/index.html |
    sed '/<.svg>/q' | sed '1d' | tail -n +2 >got; sed '1,2d' magic.wanted | cmp -s - got && echo yes)"
sed -i 's/stride/strid/2' mkdocs/docs/index.md
sed -i 's/  stride:/  strid:/' mkdocs/docs/index.md
ends "a mistake" 1 sh -c 'cd mkdocs && mkdocs build -q'
same "is told" 1 "$(grep -c "unknown key 'strid' in 'layer'" err)"

# ---- notebooks ----

cat >cell.ipy <<'END'
%load_ext convreel
made = get_ipython().run_cell_magic("convreel", "--steps 1..1 --theme print", open("two.yaml").read())
open("cell.svg", "w").write(made._repr_svg_())
END
ends "IPython" 0 env PYTHONPATH="$root/integrations" "$python" -B -m IPython --no-banner --quick cell.ipy
same "shows what render makes" "" "$(cmp cell.svg magic.wanted 2>&1)"

# ---- the wheel ----

ends "a wheel" 0 make -C "$root" -o all wheel # of what is built
ends "a folder for it" 0 "$python" -m venv --system-site-packages venv
ends "installs" 0 venv/bin/python -m pip install -q --no-index --no-deps "$root"/build/wheel/*.whl
unset CONVREEL
ends "has the program" 0 venv/bin/convreel --version
same "of the same version" "$("$program" --version)" "$(cat out)"
ends "and its film module" 0 venv/bin/convreel render -q two.yaml -o two.webm --size 160x90 --fps 5
ends "and the file" 0 venv/bin/python "$root/tests/show_check.py"

# ---- the book ----

cd "$root" || exit 1
ends "the book" 0 env CONVREEL="$program" sh docs/book.sh "$folder/book"
for page in "$folder"/book/*.html; do
    for target in $(grep -oE ' (src|href)="[^"#:]+["#]' "$page" | sed 's/.*="//; s/["#]$//' | grep -v '^\.\./\.\./'); do
        [ -e "$folder/book/$target" ] || same "$(basename "$page"): $target" there missing
    done
done
for page in "$folder"/book/*.html; do
    for link in $(grep -oE 'href="[^":]*#[^"]+"' "$page" | sed 's/^href="//; s/"$//' | grep -v -e '^#cb' -e '^\.\./'); do
        target=$folder/book/${link%%#*}
        [ "${link%%#*}" ] || target=$page
        grep -q "id=\"${link#*#}\"" "$target" || same "$(basename "$page"): $link" there missing
    done
done
for view in $("$program" list views); do
    same "a picture of view $view" 1 "$(grep -c "src=\"pictures/view_$view.svg\"" "$folder/book/pictures.html")"
done
for layer in $("$program" list layers); do
    same "layer $layer" 1 "$(grep -c "<code>type: $layer</code>" "$folder/book/pictures.html")"
done
for key in $(sed -n '/<!-- keys: theme -->/,/<!-- end -->/s/^| `\([a-z_]*\)` | .*/\1/p' docs/themes.md); do
    case $key in from | patterns | strokes | sizes | font | timeline) continue ;; esac
    same "theme key $key" 1 "$(grep -c "src=\"pictures/theme_$key.svg\"" "$folder/book/pictures.html")"
done
same "all of the gallery" "$(ls scenes/gallery/*.yaml | wc -l)" "$(grep -c '<details>' "$folder/book/gallery.html")"
finish
