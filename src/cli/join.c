/* SPDX-License-Identifier: MIT */
/* The join command: parts of a film, made on several machines, become the film. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "commands.h"
#include "convreel/encoding.h"
#include "paths.h"
#include "places.h"
#include "report.h"
#include "target.h"

/* NULL: error says why not. */
static const struct encoder *find_encoder(const char *path, struct error *error)
{
    const struct encoder *encoder = path ? encoding_find(path_extension(path)) : NULL;
    if (!path)
        error_set(error, STATUS_USAGE, "join needs -o FILE: the film's name");
    else if (target_is_folder(path) || !encoder || !encoder->join)
        error_set(error, STATUS_USAGE,
                  "join makes a film: -o must name a file that ends in .mp4, .mov or .webm");
    else
        return encoder;
    return NULL;
}

/* A film that replaces one of its parts would leave none to join again. */
static bool refuse_parts(const struct options *options, struct error *error)
{
    struct arena arena = {0};
    const struct place output = place_find(options->output, &arena);
    bool is_free = true;
    for (size_t i = 0; i < options->scene_count && is_free; i++) {
        const struct place part = place_find(options->scenes[i], &arena);
        is_free = !place_is_same(&output, &part) ||
                  error_set(error, STATUS_USAGE, "the output %s would replace a part, %s",
                            options->output, options->scenes[i]);
    }
    arena_finish(&arena);
    return is_free;
}

static bool join(const struct options *options, const struct encoder *encoder, struct error *error)
{
    struct sink sink;
    const struct film_parts parts = {encoder->name, options->scenes, options->scene_count};
    target_clean_beside(options->output);
    if (!sink_open(&sink, options->output, true, error))
        return false;
    if (encoder->join(&parts, &sink, error))
        return sink_commit(&sink, true, error);
    sink_abort(&sink);
    return false;
}

enum status command_join(const struct options *options)
{
    struct error error = {0};
    const struct encoder *encoder = find_encoder(options->output, &error);
    bool is_joined = encoder && refuse_parts(options, &error) && join(options, encoder, &error);
    if (!is_joined) {
        error_print(&error, stderr);
        return error.status;
    }
    if (!options->is_quiet)
        fprintf(stderr, "wrote %s, %zu part%s\n", options->output, options->scene_count,
                text_plural(options->scene_count));
    return STATUS_DONE;
}
