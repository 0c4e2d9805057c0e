#!/bin/sh
# Words of a film: subtitles that can be read, beside it and in it, and its chapters.
set -u
. tests/checks.sh
films=$PWD/scenes/films
cd "$folder" || exit 1
long="A stride leaves places out. The window moves by two units at a time, so that the output is half \
as large as the input, and every second place is never seen. Is that bad? Not where neighbours are \
alike: there a stride of two costs little, and saves three quarters of all the work & memory <really>."
cat >talk.yaml <<END
title: A talk
input: 5
layer: {type: Conv2d, kernel_size: 3}
timeline: {hold_first: 0}
output: {format: [mp4, webm], fps: 5, size: 160x90}
shots:
  - {chapter: Padding, layer: {padding: 1}, say: Padding adds a ring of zeros., steps: [{at: 0, for: 3, say: The first sum.}, {at: rest, each: 0.5}]}
  - {chapter: Stride, layer: {stride: 2}, say: "$long"}
END
sed 's/^output: {format: .*\], /output: {format: mp4, subtitles: none, /' talk.yaml >none.yaml
sed 's/^output: {format: .*\], /output: {format: mp4, subtitles: embed, /' talk.yaml >embed.yaml
printf 'language: zh\ninput: 5\nlayer: {type: Conv2d, kernel_size: 3}\noutput: {format: mp4, fps: 5, size: 160x90}\nshots: [{say: "%s"}]\n' \
    "填充在输入的四周加上一圈零，所以窗口可以从外面开始。步幅会跳过一些位置，因此输出比输入小。" >zh.yaml
says_in() { # NAME LANGUAGE WORDS: a scene
    printf 'input: 5\nlayer: {type: Conv2d, kernel_size: 3}\noutput: {format: mp4, fps: 5, size: 160x90}\nlanguage: %s\nshots:\n  - say: %s\n' "$2" "$3" >"$1.yaml"
}
says_in brackets zh 我们用了二十个字来说明《卷积神经网络》这本书里面的第一个例子……它非常长。
says_in quote en "'\"What is a kernel?\" The window stands at the first place.'"
says_in signs fr "'Quatre nombres décident de la taille de la carte : lesquels ?'"
cat >short.yaml <<'END'
input: 5
layer: {type: Conv2d, kernel_size: 3}
output: {format: mp4, fps: 5, size: 160x90}
shots:
  - {say: "Hi.", for: 3, chapter: One}
  - {say: "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft bittet um Ruhe, ja."}
  - {hold: 1}
END
# where sentences and clauses end, never behind a small word; two lines fit all that is shown
cat >cuts.yaml <<'END'
input: 5
layer: {type: Conv2d, kernel_size: 3}
output: {format: mp4, fps: 5, size: 160x90}
shots:
  - {say: "With padding and stride together, inputs of five and of six units give an output of three. From the output alone nobody can tell which one it was."}
  - {say: "A window of one by one reads no neighbours. It mixes the channels of one place."}
END
printf 'input: 5\nlayer: {type: Conv2d, kernel_size: 3}\noutput: {format: mp4, fps: 5, size: 160x90}\nshots: [{chapter: One}]\n' >silent.yaml
printf 'title: Late\ninput: 4\nlayer: {type: Conv2d, kernel_size: 3}\noutput: {format: [mp4, mov, webm], fps: 5, size: 160x90}\nshots: [{for: 2}, {for: 3, chapter: One}]\n' >late.yaml
cat >burnt.yaml <<'END'
input: 5
layer: {type: Conv2d, kernel_size: 3}
output: {format: [mp4, hash], fps: 5, size: 320x180, subtitles: [burn, file]}
shots:
  - {say: "One sentence that is spoken. Another one, after it, is spoken too, and goes on.", steps: 0}
  - {steps: 1}
END
sed 's/burn, //' burnt.yaml >plain.yaml
# words that would be another cue, or that a terminal would obey
cat >hostile.yaml <<'END'
input: 3
layer: {type: Conv2d, kernel_size: 3}
output: {format: [mp4, webm], fps: 5, size: 160x90}
shots:
- {say: "a\x1b[31m\x9b\u2028b\n\n7\n00:00:09,000 --> 00:00:19,000\nNot a cue."}
END
# all are made by one run, and most are read by one of ffmpeg
ends "films with words" 0 "$program" render --preset ultrafast *.yaml -o ./
mv err said
ends "are read" 0 ffmpeg -hide_banner -i talk.mp4 -i talk.webm -i none.mp4 -i embed.mp4 -i late.mp4 -i late.mov \
    -i late.webm -map 0:s:0 mp4.srt -map 1:s:0 webm.srt -map 0:v -map 1:v -c copy -f framecrc stored
cp err told
same "are told" 1 "$(grep -c 'talk.vtt, the subtitles$' said)"
same "files beside them" "talk.chapters.txt talk.chapters.vtt talk.mp4 talk.srt talk.vtt talk.webm" "$(echo talk.[cmsvw]*)"
same "a line has at most 42 characters" "" "$(grep -vE '^$|-->|^[0-9]+$' talk.srt | awk 'length > 42')"
same "two lines at most" "" "$(awk 'NF { n++ } !NF { n = 0 } n > 4' talk.srt)"
same "no word is lost" "Padding adds a ring of zeros. The first sum. $long" \
    "$(grep -vE '^$|-->|^[0-9]+$' talk.srt | tr '\n' ' ' | sed 's/ $//')"
seconds() { # of "00:00:01,500 --> ..."
    sed -n 's/,/./g; s/^\(.*\):\(.*\):\(.*\) --> \(.*\):\(.*\):\(.*\)$/\1 \2 \3 \4 \5 \6/p' "$1" |
        awk '{ print 3600*$1 + 60*$2 + $3, 3600*$4 + 60*$5 + $6 }'
}
same "1 to 7 seconds each" "" "$(seconds talk.srt | awk '$2 - $1 < 1 || $2 - $1 > 7.001')"
same "none before another ends" "" "$(seconds talk.srt | awk '$1 < end { print } { end = $2 }')"
same "the first begins with the film" "0" "$(seconds talk.srt | head -n 1 | cut -d ' ' -f 1)"
same "markup is escaped" 1 "$(grep -c '&amp; memory' talk.vtt)"
for film in mp4 webm; do
    same "their times in $film" "$(seconds talk.srt)" "$(seconds $film.srt)"
    same "their words in $film" "$(grep -c . talk.srt)" "$(grep -c . $film.srt)"
done
same "pictures beside them" "199 199" "$(grep -c ^0, stored) $(grep -c ^1, stored)"
same "the second chapter" "0:17 Stride" "$(tail -n 1 talk.chapters.txt)"
same "as WebVTT" "Padding" "$(sed -n 4p talk.chapters.vtt)"

same "without subtitles, no files" "none.mp4 none.yaml" "$(echo none.*)"
same "in the film alone, no files" "embed.mp4 embed.yaml" "$(echo embed.*)"
same "no stream, and one, beside that of chapters" "Video Data Video Subtitle Data " \
    "$(sed -n '/^Output/q; s/^ *Stream #[23]:.*: \([A-Z][a-z]*\): .*/\1/p' told | tr '\n' ' ')"

ends "subtitles over the scene" 2 sh -c 'cp talk.yaml own.vtt; "$0" render own.vtt -o own.mp4' "$program"
same "it is as before" "" "$(cmp talk.yaml own.vtt 2>&1)"

same "Chinese is cut between characters" yes "$([ "$(grep -c -- '-->' zh.srt)" -ge 2 ] && echo yes)"
same "four characters a second" "11.75 12" "$("$program" check zh.yaml | sed -n 's/.*words for \([0-9.]*\) s.*/\1/p' | awk '{ print ($1 > 11 && $1 < 12) ? "11.75 12" : $1 }')"

pieces() { # NAME: one piece of its subtitles a line, lines apart by /
    sed -n '3,$p' "$1.srt" | tr '\n' '/' | sed 's:/*$::; s://[0-9]*/[^/]*/:|:g'
}
same "brackets stay at what is in them" "我们用了二十个字来说明《卷积神经网络》|这本书里面的第一个例子……它非常长。" "$(pieces brackets)"
same "a quote ends a sentence" "\"What is a kernel?\"/The window stands at the first place." "$(pieces quote)"
same "French signs stay at their words" "Quatre nombres décident de la taille/de la carte : lesquels ?" "$(pieces signs)"

same "short words begin with the film and stay a second" "0 1" "$(seconds short.srt | head -n 1)"
same "1 to 7 seconds each, of short ones too" "" "$(seconds short.srt | awk '$2 - $1 < 1 || $2 - $1 > 7.001')"
same "a long word has a hyphen" "Donaudampfschifffahrtselektrizitaetenhau-" "$(sed -n 7p short.srt)"
same "and no line is too long" "" "$(grep -vE '^$|-->|^[0-9]+$' short.srt | awk 'length > 42')"
same "words are cut where they pause" "together, three. was. neighbours. place. " "$(awk 'BEGIN { RS = "" } { printf "%s ", $NF }' cuts.srt)"
same "in lines that fit" "" "$(grep -vE '^$|-->|^[0-9]+$' cuts.srt | awk 'length > 42')"
"$program" check short.yaml >checked
same "why a video site takes no chapters" 1 "$(grep -c '1 chapter; video sites ignore them: there must be three or more' checked)"
same "a picture that stays" 1 "$(grep -c 'shot 2: .* lasts 3 s .*the picture before stays' checked)"
same "a chapter in mid-film begins there, in each format" "$(for film in 4 5 6; do echo "$film 0 2.5 Late"; echo "$film 2.5 7.5 One"; done)" "$(chapters told | grep '^[456]')"
same "the list of them too" "0:00 Late 0:02 One" "$(tr '\n' ' ' <late.chapters.txt | sed 's/ $//')"
same "and their WebVTT" "00:00:00.000 --> 00:00:02.500 Late" "$(sed -n 3,4p late.chapters.vtt | tr '\n' ' ' | sed 's/ $//')"
same "chapters without words have their files" "silent.chapters.txt silent.chapters.vtt silent.mp4" "$(echo silent.[cm]*)"
cell() { # the smallest cell of a film whose shot has these words, in a film with this output
    printf 'input: 5\nlayer: {type: Conv2d, kernel_size: 3}\noutput: {%s}\nshots: [{%s}]\n' "$2" "$1" >cell.yaml
    "$program" check cell.yaml --json | sed 's/.*"cell_px": *\([0-9]*\).*/\1/'
}
spoken=$(cell 'say: "Hi."' 'size: 320x180')
silent=$(cell 'name: a' 'size: 320x180')
same "words need room" yes "$([ "$spoken" -lt "$silent" ] && echo yes)"
same "no words need none" "$silent" "$(cell 'say: " "' 'size: 320x180')"
same "nor do words without subtitles" "$silent" "$(cell 'say: "Hi."' 'size: 320x180, subtitles: none')"

# ---- words in the pictures ----

"$program" render -q --preset ultrafast burnt.yaml -j 3 --format mp4 -o three/
same "the same by several threads" "" "$(cmp burnt.mp4 three/burnt.mp4 2>&1)"
starts() { # seconds at which pictures begin
    awk '{ split($2, part, "/"); printf "%.3f\n", at; at += part[2] ? part[1] / part[2] : part[1] }' "$1"
}
same "a picture for each of them" "" "$(seconds burnt.srt | tr ' ' '\n' | while read -r at; do starts burnt.hash | awk -v at="$at" '{ d = $1 - at; if (d * d < 1e-5) found = 1 } END { if (!found) print at }'; done)"
# where they are spoken the lower part differs, and only that; afterwards nothing does
ffmpeg -v error -y -i burnt.mp4 -i plain.mp4 -lavfi '[0:v]split[a][b];[1:v]split[c][d];
    [a]crop=320:20:0:158[e];[c]crop=320:20:0:158[f];[e][f]psnr=stats_file=lower.psnr;
    [b]crop=320:150:0:0[g];[d]crop=320:150:0:0[h];[g][h]psnr=stats_file=upper.psnr' -f null - \
    -map 0:v -map 1:v -c copy -f framecrc stored </dev/null
same "as long as the film" "$(grep -c ^1, stored)" "$(grep -c ^0, stored)"
psnr() { # SECONDS PART
    sed -n "$(awk -v at="$1" 'BEGIN { print int(at * 5 + 1.5) }')s/.*psnr_avg:\([0-9.inf]*\).*/\1/p" "$2.psnr" |
        awk '{ print ($1 == "inf" || $1 > 35) ? "alike" : "other" }'
}
same "words are in the lower part" "other alike" "$(psnr 1 lower) $(psnr 1 upper)"
same "while they are spoken" "alike" "$(psnr 6.4 lower)"

for file in hostile.srt hostile.vtt; do
    same "$file: no control characters" 0 "$(LC_ALL=C tr -d '\n\040-\176\200-\377' <$file | wc -c)"
    same "$file: a time for each cue" "$(grep -cE '^[0-9:.,]+ --> [0-9:.,]+$' $file)" "$(grep -c -e '-->' $file)"
done
same "hostile words are there" "a [31m b 7 00:00:09,000 → 00:00:19,000 Not a cue." \
    "$(grep -vE '^$|-->|^[0-9]+$' hostile.srt | tr '\n' ' ' | sed 's/ $//')"

# the films that come with the program are sound, and their words have room
ends "films" 0 "$program" check -q "$films"/*.yaml
same "no warning" "" "$(cat err)"
finish
