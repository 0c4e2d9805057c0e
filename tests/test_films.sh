#!/bin/sh
# Films: the same bytes whatever was in memory before, and code of nobody else.
set -u
. tests/checks.sh
cd "$folder" || exit 1
printf 'input: 5\nlayer: {type: Conv2d, kernel_size: 3, padding: 1, stride: 2}\n' >small.yaml
printf 'input: 3\nlayer: {type: Conv2d, kernel_size: 3}\n' >one.yaml

# Fresh memory is filled with a byte, as is what is freed: whoever reads what nobody wrote shows it.
# Rows end with fewer macroblocks than are taken at a time in the first width, not in the second.
for fill in 0 1 85 254 255; do
    MALLOC_PERTURB_=$fill "$program" render -q small.yaml one.yaml --format mp4,webm,gif --fps 15 \
        --size 333x201 -o "fill$fill/"
    MALLOC_PERTURB_=$fill "$program" render -q one.yaml --fps 15 --size 640x360 -o "fill$fill/wide.mp4"
    for file in fill0/*; do
        same "${file#fill0/} over memory of $fill" "" "$(cmp "$file" "fill$fill/${file#fill0/}" 2>&1)"
    done
done
"$program" render -q one.yaml small.yaml --format gif,mp4,webm --fps 15 --size 333x201 -o side/ -j 2
for film in mp4 webm; do
    "$program" render -q small.yaml --fps 15 --size 333x201 -o alone.$film
    same "a $film alone and one beside others" "" \
        "$(cmp alone.$film side/small.$film)$(cmp alone.$film fill0/small.$film)"
done

# ---- where the module is loaded from ----

beside=$(dirname "$program")
film="--fps 5 -o film.mp4"
echo "not ours" >convreel-film.so
ends "a module in the working folder" 0 "$program" render one.yaml $film
ln -s "$program" linked
ends "a program by a link" 0 ./linked render one.yaml $film
mkdir tree tree/bin tree/lib tree/lib/convreel
cp "$program" tree/bin/
ends "a program without its module" 5 tree/bin/convreel render one.yaml $film
ends "called from its folder" 5 sh -c 'cd tree/bin && ./convreel render ../../one.yaml -o film.mp4'
cp "$beside/convreel-film.so" tree/
ends "one above it is not looked for" 5 tree/bin/convreel render one.yaml $film
mv tree/convreel-film.so tree/lib/convreel/
ends "one in its tree is" 0 tree/bin/convreel render one.yaml $film
ends "by a relative name too" 0 sh -c 'cd tree/bin && ./convreel render ../../one.yaml -o film.mp4'
chmod o+w tree/lib/convreel
ends "a folder where all may write" 5 tree/bin/convreel render one.yaml $film
says "is left alone" "convreel: no encoder for films: $PWD/tree/lib/convreel/convreel-film.so is left alone: "
chmod o-w tree/lib/convreel
chmod o+w tree/lib/convreel/convreel-film.so
ends "a module that all may write" 5 tree/bin/convreel render one.yaml $film
chmod o-w tree/lib/convreel/convreel-film.so
# where root runs the tests, there are others
if [ "$(id -u)" = 0 ] && chown 12345 tree/lib/convreel/convreel-film.so 2>/dev/null; then
    ends "a module of somebody else" 5 tree/bin/convreel render one.yaml $film
    chown 0 tree/lib/convreel/convreel-film.so
    chown 12345 tree/lib/convreel
    ends "a folder of somebody else" 5 tree/bin/convreel render one.yaml $film
    chown 12345 tree/bin/convreel tree/lib/convreel/convreel-film.so
    ends "a program of theirs has its own module" 0 tree/bin/convreel render one.yaml $film
fi
# where namespaces are to be had
if unshare -rm true 2>/dev/null; then
    hidden() {
        unshare -rm sh -c 'mount -t tmpfs none /proc && exec "$@"' sh "$@"
    }
    # unless one is installed where this program was built for
    hidden "$program" render one.yaml $film 2>proc.err
    same "without /proc the working folder is left alone" "" "$(grep -F ' ./convreel-film.so' proc.err)"
fi

finish
