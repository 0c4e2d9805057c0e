# What the test scripts share: counting, a folder of their own that goes away, the program.
program=${CONVREEL:-$PWD/build/convreel}
passed=0
failed=0
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Whether tests take all of their cases (make test-long, .ci/run), as rounds.h asks it.
is_long() {
    [ -n "${LONG:-}" ]
}

# same WHAT EXPECTED ACTUAL
same() {
    if [ "$2" = "$3" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'not so: %s\n  expected: %s\n  found:    %s\n' "$1" "$2" "$3"
    fi
}

# ends WHAT STATUS COMMAND...: runs it, keeps its words in $folder/out and $folder/err.
ends() {
    what=$1
    wanted=$2
    shift 2
    "$@" >"$folder/out" 2>"$folder/err" </dev/null
    same "$what: exit status" "$wanted" $?
}

# says WHAT TEXT: the last command's messages begin so.
says() {
    same "$1" "$2" "$(head -c ${#2} "$folder/err")"
}

# png_size FILE: its width and height, as 640x360; by its header, since ffprobe takes long to start
png_size() {
    od -An -tu1 -j16 -N8 "$1" | awk '{ print $3 * 256 + $4 "x" $7 * 256 + $8 }'
}

# extract STREAM OPTIONS ENDING FILE...: what ffmpeg makes of a stream of each file ("" is all of it),
# in FILE.ENDING. By one run, which takes long to start.
extract() {
    stream=$1 options=$2 ending=$3 outputs='' number=0
    shift 3
    for file; do
        set -- "$@" -i "$file"
        shift
        outputs="$outputs -map $number$stream $options $file.$ending"
        number=$((number + 1))
    done
    # shellcheck disable=SC2086
    ffmpeg -v error -y "$@" $outputs </dev/null
}

# pictures HOW FILE...: those of films as they are stored, or decoded; a line each: the number of the
# film, from 0; when it is seen and how long, in seconds; "key" where players can begin. By one run
# of ffmpeg, which takes long to start.
pictures() {
    how='-fps_mode passthrough' maps='' number=0
    [ "$1" = decoded ] || how='-c copy'
    shift
    for film; do
        set -- "$@" -i "$film"
        shift
        maps="$maps -map $number:v"
        number=$((number + 1))
    done
    # shellcheck disable=SC2086
    ffmpeg -v error -copyts "$@" $maps $how -f framecrc - </dev/null | awk -F '[ ,:/]+' '
        /^#tb/ { unit[$2] = $3 / $4 }
        !/^#/ { printf "%d %.6f %.6f%s\n", $1, $3 * unit[$1], $4 * unit[$1], /F=/ ? "" : " key" }'
}

# frames FILE...: how many pictures of each film can be decoded
frames() {
    pictures decoded "$@" | awk '{ count[$1]++; if ($1 > last) last = $1 }
        END { for (i = 0; i <= last; i++) printf "%s%d", i ? " " : "", count[i] }'
}

# chapters FILE: those that ffmpeg tells of its inputs; a line each: the number of the film, from 0; when
# it begins and ends, in seconds; its title
chapters() {
    awk -F '[ ,:#]+' '/^Output/ { exit }
        /Chapter #/ { printf "%d %g %g ", $3, $6, $8; inside = 1 }
        inside && $2 == "title" { print $3; inside = 0 }' "$1"
}

finish() {
    echo "$passed passed, $failed failed"
    [ "$failed" = 0 ]
}
