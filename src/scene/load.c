/* SPDX-License-Identifier: MIT */
/* The way in: a scene file, or text, to a finished struct scene. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "load.h"
#include "panels.h"
#include "unicode.h"

enum { PATH_SHOWN = 200 };

static const struct position no_place = {0};
/* What an empty file says. */
static const struct node nothing = {
    .kind = NODE_SCALAR, .is_plain = true, .at = {.line = 1, .column = 1}, .text = ""};

/* Of a page of a given size something must be left between its margins. */
static void check_margin(struct reader *reader)
{
    const struct scene_output *output = &reader->scene->output;
    double width = output->paper_width_pt, height = output->paper_height_pt;
    double shorter = height > 0 && height < width ? height : width;
    if (!output->has_margin || width <= 0 || 2 * output->margin_pt < shorter)
        return;
    report_error(
        reader->report, output->margin_at,
        arena_format(&reader->report->arena, "a margin of less than %.4g points", shorter / 2),
        "margins of %.4g points leave no room on a page of %.4g points", output->margin_pt,
        shorter);
}

/* Reads a text into a scene that has its defaults only; false: nothing could be read. */
static bool read_text(struct scene *scene, const struct buffer *text, const char *path,
                      const struct scene_options *options, struct report *report)
{
    double most = report_most(report, LIMIT_SCENE);
    if ((double)text->length > most) {
        report_over(report, LIMIT_SCENE, 0, no_place, "put large tensors into files",
                    "the scene is larger than %s",
                    limit_in_words(LIMIT_SCENE, most, &report->arena));
        return false;
    }
    report->source = unicode_decode(text->bytes ? text->bytes : "", text->length, &report->arena,
                                    &report->source_length);
    static const struct scene_options usual = {0};
    struct arena nodes = {0};
    struct reader reader = {.scene = scene,
                            .frame = scene,
                            .report = report,
                            .path = path,
                            .options = options ? options : &usual};
    size_t before = report->error_count;
    const struct node *root = node_read(report->source, report->source_length, &nodes, report);
    reader.is_tree_whole = report->error_count == before;
    if (reader.is_tree_whole && !root)
        root = &nothing;
    load_tree(&reader, root);
    check_margin(&reader);
    if (root && shots_find(root))
        load_shots(&reader, root);
    else if (root && panels_find(root))
        load_panels(&reader, root);
    if (scene->shot_count == 0)
        scene->output.has_words = load_speaks(scene) && scene->output.subtitles != 0;
    arena_finish(&nodes);
    return root != NULL;
}

struct scene *scene_parse(const char *text, size_t length, const char *path,
                          const struct scene_options *options, struct report *report)
{
    struct scene *scene = load_create(path);
    struct buffer bytes = {0};
    buffer_add(&bytes, text, length);
    bool is_read = read_text(scene, &bytes, path, options, report);
    buffer_finish(&bytes);
    if (is_read)
        return scene;
    scene_destroy(scene);
    return NULL;
}

/* ---- the file ---- */

static bool read_stream(FILE *stream, size_t most, struct buffer *out)
{
    char chunk[1 << 14];
    size_t count;
    do {
        count = fread(chunk, 1, sizeof chunk, stream);
        buffer_add(out, chunk, count);
    } while (count == sizeof chunk && out->length <= most);
    return !ferror(stream);
}

static bool read_file(struct scene *scene, const char *path, size_t most, struct buffer *out,
                      struct error *error)
{
    bool is_input = strcmp(path, "-") == 0;
    const char *problem = NULL;
    int file = is_input ? -1 : reader_open(path, &problem);
    FILE *stream = is_input ? stdin : file >= 0 ? fdopen(file, "rb") : NULL;
    bool is_read = stream && read_stream(stream, most, out);
    if (!is_read && !problem)
        problem = strerror(errno);
    if (is_read) {
        reader_keep_file(scene, is_input ? NULL : path, fileno(stream));
        scene->read_hash = hash_bytes(hash_start, out->bytes, out->length);
    }
    if (stream && !is_input)
        fclose(stream); /* only read from: nothing can be lost */
    if (is_read)
        return true;
    struct arena arena = {0};
    const char *shown =
        is_input ? "standard input" : text_printable(&arena, path, strlen(path), PATH_SHOWN);
    error_set(error, STATUS_FILE, "cannot read %s: %s", shown, problem);
    arena_finish(&arena);
    return false;
}

struct scene *scene_load(const char *path, const struct scene_options *options,
                         struct report *report, struct error *error)
{
    struct buffer text = {0};
    struct scene *scene = load_create(path);
    size_t most = (size_t)report_most(report, LIMIT_SCENE);
    bool is_read = read_file(scene, path, most, &text, error) &&
                   read_text(scene, &text, path, options, report);
    buffer_finish(&text);
    if (is_read)
        return scene;
    scene_destroy(scene);
    return NULL;
}
