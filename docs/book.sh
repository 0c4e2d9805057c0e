#!/bin/sh
# The book as web pages, FOLDER/index.html, by pandoc: book.sh FOLDER. Two chapters are drawn: a
# picture of every view, layer and theme key, and the gallery.
set -eu
program=${CONVREEL:-build/convreel}
out=$1
command -v pandoc >/dev/null || { echo "The book needs pandoc: apt-get install pandoc" >&2; exit 1; }
mkdir -p "$out/pictures"
. docs/view_scene.sh
. docs/layer_scene.sh

# ---- pictures of every view, layer and theme key ----

# figure NAME CAPTION: in pictures/NAME.svg
figure() {
    printf '<figure><a href="pictures/%s.svg"><img src="pictures/%s.svg" alt="%s"></a><figcaption>%s</figcaption></figure>\n' \
        "$1" "$1" "$1" "$2"
}
# draw SCENE NAME [OPTION...]
draw() {
    from=$1 name=$2
    shift 2
    "$program" render -q "$from" -o "$out/pictures/$name.svg" --size 640x360 --steps middle \
        "$@" 2>"$out/pictures/warnings.txt" || { cat "$out/pictures/warnings.txt" >&2; exit 1; }
}
# themed SCENE KEY VALUE [MAP]: with one key of the theme changed, or of a map of it
themed() {
    cat "$1"
    if [ -n "${4:-}" ]; then
        echo "theme: {from: light, $4: {$2: $3}}"
    else
        echo "theme: {from: light, $2: $3}"
    fi
}
# keys MARK: those of a table of docs/themes.md, with what they mean
keys() {
    sed -n "/<!-- keys: $1 -->/,/<!-- end -->/s/^| \`\([a-z_]*\)\` | \([^|]*\) |.*/\1|\2/p" docs/themes.md
}
# other KEY: a value that no theme has
other() {
    case $1 in
    from) ;;
    scale) echo grey ;;
    patterns | strokes | sizes | font | timeline) ;;
    labels) echo false ;;
    page_per_step | all_outputs) echo true ;;
    output_decimals) echo 2 ;;
    ground) echo 1 ;;
    *) echo '"#e6007e"' ;;
    esac
}
# In which of the scenes a change of the theme shows: what drawn_by prints of each is compared.
key_figure() { # KEY VALUE MEANING [MAP]
    name="theme_${4:+$4_}$1"
    for scene in flat stacked scatter volume channels heat transpose positions; do
        themed "$out/pictures/view_$scene.yaml" "$1" "$2" "${4:-}" >"$out/pictures/$name.yaml"
        draw "$out/pictures/$name.yaml" "$name"
        if ! same_but_ids "$out/pictures/$name.svg" "$out/pictures/view_$scene.svg"; then
            figure "$name" "<code>${4:+$4.}$1: $(echo "$2" | tr -d '"')</code> $3"
            return
        fi
    done
    echo "no picture shows the theme key $1" >&2
    exit 1
}
# ids begin with a hash of the file
same_but_ids() {
    [ "$(sed 's/c[0-9a-f]\{8\}//g' "$1" | cksum)" = "$(sed 's/c[0-9a-f]\{8\}//g' "$2" | cksum)" ]
}
theme_figures() {
    keys theme | while IFS='|' read -r key meaning; do
        value=$(other "$key")
        [ -z "$value" ] || key_figure "$key" "$value" "$meaning"
    done
    keys theme.patterns | while IFS='|' read -r key meaning; do
        key_figure "$key" cross_hatch "$meaning" patterns
    done
    keys theme.strokes | while IFS='|' read -r key meaning; do
        [ "$key" = dash ] && value='[8, 4]' || value=4
        key_figure "$key" "$value" "$meaning" strokes
    done
    keys theme.font | while IFS='|' read -r key meaning; do
        case $key in family) value=Latin\ Modern\ Roman ;; figure_height) value=0.3 ;; *) value=16 ;; esac
        own_size "$key" "$value" "$meaning" font
    done
    keys theme.sizes | while IFS='|' read -r key meaning; do
        [ "$key" = hatch ] && continue # the distance of patterns, which light has none of
        own_size "$key" 40 "$meaning" sizes
    done
}
# Sizes count where the drawing has its own size.
own_size() {
    name="theme_$4_$1"
    themed "$out/pictures/view_flat.yaml" "$1" "$2" "$4" >"$out/pictures/$name.yaml"
    "$program" render -q "$out/pictures/$name.yaml" -o "$out/pictures/$name.svg" --steps middle
    figure "$name" "<code>$4.$1: $2</code> $3"
}

pictures() {
    echo '# Every view, layer and theme key'
    echo
    echo 'Each picture is drawn by the program. A click shows it alone.'
    printf '\n## Views\n\n<div class="pictures">\n'
    for view in $("$program" list views); do
        scene "$view" >"$out/pictures/view_$view.yaml"
        draw "$out/pictures/view_$view.yaml" "view_$view"
        figure "view_$view" "<code>view: $view</code> $(sed -n \
            "/^## Views/,/^## What/s/^| \`$view\` | \([^|.]*\).*/\1/p" docs/scene.md)"
    done
    printf '</div>\n\n## Layers\n\n<div class="pictures">\n'
    for layer in $("$program" list layers); do
        layer_scene "$layer" >"$out/pictures/layer_$layer.yaml"
        if "$program" check -q "$out/pictures/layer_$layer.yaml" 2>&1 | grep -q 'no view can show'; then
            echo "<figure><figcaption><code>type: $layer</code> has numbers, but no picture yet</figcaption></figure>"
            continue
        fi
        draw "$out/pictures/layer_$layer.yaml" "layer_$layer"
        figure "layer_$layer" "<code>type: $layer</code>"
    done
    printf '</div>\n\n## Keys of a theme\n\n'
    echo 'Each picture differs from the theme `light` in one key.'
    printf '\n<div class="pictures">\n'
    theme_figures
    echo '</div>'
}

# ---- the gallery ----

gallery() {
    echo '# The gallery'
    echo
    echo 'Each scene lies in `scenes/gallery`, and `convreel new NAME` prints it.'
    for path in scenes/gallery/*.yaml; do
        name=$(basename "$path" .yaml)
        "$program" render -q "$path" -o "$out/pictures/$name.png" --size 1280x720 --steps middle 2>/dev/null
        title=$(sed -n 's/^title: *//p' "$path" | tr -d '"' | head -n 1)
        printf '\n## %s {#%s}\n\n' "${title:-$name}" "$name"
        sed -n '/^# /{s/^# //;p;};/^[^#]/q' "$path"
        printf '\n<img src="pictures/%s.png" alt="%s">\n\n' "$name" "$name"
        printf '<details><summary>%s</summary>\n\n``` yaml\n' "$path"
        cat "$path"
        printf '```\n\n</details>\n'
    done
}

# ---- pages ----

pictures >"$out/pictures.md"
gallery >"$out/gallery.md"
sed 's/^| \[Recipes\]/| [Every view, layer and theme key](pictures.md) | a picture of each |\n| [The gallery](gallery.md) | scenes to start from |\n&/' \
    docs/README.md | sed '/^`make docs`/,$d' >"$out/index.md"
cp docs/book.css docs/*.gif docs/*.png "$out/"
cp -r docs/tutorial docs/layers docs/questions "$out/"
echo '<nav><a href="index.html">convreel</a><a href="tutorial.html">Tutorial</a><a href="questions.html">Questions</a><a href="pictures.html">Pictures</a><a href="gallery.html">Gallery</a><a href="recipes.html">Recipes</a><a href="scene.html">Reference</a></nav>' >"$out/nav.html"
for page in "$out"/index.md "$out"/pictures.md "$out"/gallery.md docs/[a-z]*.md; do
    name=$(basename "$page" .md)
    pandoc -f gfm+attributes+gfm_auto_identifiers "$page" -t html5 -s --toc --toc-depth=2 -L docs/book.lua -c book.css \
        --metadata pagetitle="convreel: $name" -B "$out/nav.html" -o "$out/$name.html"
done
rm -f "$out"/*.md "$out/nav.html" "$out/pictures/warnings.txt"
echo "$out/index.html"
