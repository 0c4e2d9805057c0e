#!/bin/sh
# docs/recipes.md: what it prints works, and so do the files that other programs load.
set -u
. tests/checks.sh
root=$PWD
python=${PYTHON:-/usr/bin/python3}
cd "$folder" || exit 1
CONVREEL=$program
export CONVREEL
mkdir bin scenes
ln -s "$program" bin/convreel
cp "$root/docs/smallest.yaml" scenes/one.yaml
cp scenes/one.yaml two.yaml

# with make: a figure for each scene, again when its scene changes
sed -n '/^```make$/,/^```$/p' "$root/docs/recipes.md" | sed '1d;$d' >Makefile
made() {
    MAKEFLAGS= PATH="$folder/bin:$PATH" make figures/one.pdf >said 2>&1
    same "$1" "$2" "$(grep -c '^convreel render' said)"
}
made "the first time" 1
made "nothing has changed" 0
sleep 0.02
touch scenes/one.yaml
made "the scene has changed" 1
same "a page as wide as a column" "Pages: 1 Page size: 249.449" "$(pdfinfo figures/one.pdf |
    sed -n 's/^\(Pages\|Page size\): *\([0-9.]*\).*/\1: \2/p' | tr '\n' ' ' | sed 's/ $//')"

# in a notebook, without IPython
ends "the magic" 0 "$python" -B -c '
import sys
sys.path.insert(0, sys.argv[1])
import convreel
class Shell:
    def register_magic_function(self, function, kind, name):
        assert (kind, name) == ("cell", "convreel")
        self.run = function
shell = Shell()
convreel.load_ipython_extension(shell)
scene = open("two.yaml").read()
open("magic.svg", "w").write(shell.run("--steps 1..1 --theme print", scene)._repr_svg_())
open("magic.html", "w").write(shell.run("--page --height 300", scene)._repr_html_())
assert shell.run("", scene.replace("stride", "strid")) is None
' "$root/integrations"
says "tells mistakes" "standard input:6:3: error: unknown key 'strid' in 'layer'"
"$program" render - -q --format svg -o - --steps 1..1 --theme print <two.yaml >magic.wanted
same "shows what render makes" "" "$(cmp magic.svg magic.wanted 2>&1)"
same "shows a page" 1 "$(grep -c '^<iframe sandbox="allow-scripts" .* height="300" .*srcdoc="&lt;!DOCTYPE html&gt;$' magic.html)"

# layers of PyTorch, without PyTorch: what convreel.show draws is what the trace of its scene adds up
ends "modules and arrays" 0 env PYTHONPATH="$root/integrations" "$python" -B "$root/tests/show_check.py"
finish
