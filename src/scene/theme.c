/* SPDX-License-Identifier: MIT */
/* Where a theme comes from: one by its name, a file, or a map, each what another one is but for
 * what it says. The keys themselves are read by the rows of theme_fields.c. */
#include "theme.h"

#include <assert.h>
#include <string.h>

#include "embedded.h"
#include "fields.h"

enum {
    MOST_BYTES = 1 << 20, /* of a theme's file */
    MOST_FILES = 10,      /* of one theme, each made from the next */
    MOST_NAMES = 64
};

static const char usual[] = "light"; /* what a theme is that does not say what it is from */

/* A file that is being read, and the one that asked for it. */
struct origin {
    const char *path;   /* full name without links; of a scene and the command line NULL */
    const char *beside; /* the files that it names are looked for from its folder, */
    const char *within; /* and lie in this one's; NULL: anywhere */
    int depth;
    const struct origin *asked_by; /* NULL: nobody */
};

static void read_named(struct reader *reader, const struct field *field, const struct node *node,
                       const struct origin *by);

/* ---- themes that stand in the program ---- */

static size_t list_names(const char *names[MOST_NAMES])
{
    assert(embedded_themes_count <= MOST_NAMES);
    for (size_t i = 0; i < embedded_themes_count; i++)
        names[i] = embedded_themes[i].name;
    return embedded_themes_count;
}

static const struct embedded_file *find_embedded(const char *name)
{
    return embedded_find(embedded_themes, embedded_themes_count, name);
}

/* A mistake in one is ours: tests read them all. */
static void use_embedded(struct reader *reader, const struct embedded_file *theme)
{
    struct report report;
    report_init(&report, theme->name);
    struct reader inner = {.scene = reader->scene,
                           .report = &report,
                           .path = reader->path,
                           .options = reader->options};
    struct arena nodes = {0};
    const struct node *root = node_read(theme->text, theme->length, &nodes, &report);
    assert(root && root->kind == NODE_MAP);
    const struct node *from = node_find(root, "from");
    if (from)
        use_embedded(&inner, find_embedded(from->text));
    else if (strcmp(theme->name, usual) == 0)
        reader->scene->theme = (struct theme){.output_decimals = -1};
    else
        use_embedded(&inner, find_embedded(usual));
    reader_map(&inner, "theme", root);
    assert(report.count == 0);
    reader->scene->theme.name = theme->name;
    arena_finish(&nodes);
    report_finish(&report);
}

/* ---- maps ---- */

static void use_map(struct reader *reader, const struct node *map, const struct origin *by)
{
    const struct node *from = node_find(map, "from");
    use_embedded(reader, find_embedded(usual));
    if (from && scalar_kind_of(from) != SCALAR_NULL)
        read_named(reader, fields_find("theme.from"), from, by);
    reader_map(reader, "theme", map);
}

/* ---- files ---- */

static bool is_from_itself(const struct origin *by, const char *path)
{
    for (; by; by = by->asked_by)
        if (by->path && strcmp(by->path, path) == 0)
            return true;
    return false;
}

static const char *base_name(struct reader *reader, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *base = slash ? slash + 1 : path;
    const char *dot = strrchr(base, '.');
    size_t length = dot && dot != base ? (size_t)(dot - base) : strlen(base);
    return arena_copy_text(&reader->scene->arena, base, length);
}

/* False: reported, and the theme is as it was. */
static bool use_text(struct reader *reader, const struct source *source,
                     const struct origin *origin)
{
    static const struct node top = {.kind = NODE_SCALAR, .at = {.line = 1, .column = 1}};
    struct report *report = reader->report;
    size_t before = report->error_count;
    struct arena nodes = {0};
    const struct node *root = node_read(source->text, source->length, &nodes, report);
    bool is_map = root && root->kind == NODE_MAP;
    if (is_map)
        use_map(reader, root, origin);
    else if (report->error_count == before)
        reader_error(reader, root ? root : &top, "for example input: '#268bd2'",
                     "a theme must be a map of keys, not %s",
                     root ? node_describe(root, &report->arena) : "an empty file");
    arena_finish(&nodes);
    return is_map;
}

static void use_bytes(struct reader *reader, const struct buffer *bytes,
                      const struct origin *origin)
{
    struct visit visit;
    const struct source *source = reader_enter(reader, origin->beside, bytes, &visit);
    if (use_text(reader, source, origin))
        reader->scene->theme.name = base_name(reader, origin->beside);
    reader_leave(reader, &visit);
}

static void read_theme_file(struct reader *reader, const struct node *node, const struct origin *by)
{
    struct buffer bytes = {0};
    bool is_free = reader->options->may_read_outside;
    struct named_file file = {
        .beside = by->beside, .within = by->within, .most_bytes = MOST_BYTES, .limit = LIMITS};
    bool is_of_scene = by->depth == 0 && by->within;
    if ((is_of_scene && !reader_may_name(reader, node, "a theme")) ||
        !reader_file_beside(reader, node, &file, &bytes)) {
        buffer_finish(&bytes);
        return;
    }
    const struct origin origin = {.path = file.full,
                                  .beside = file.path,
                                  .within = is_free      ? NULL
                                            : by->within ? by->within
                                                         : file.path,
                                  .depth = by->depth + 1,
                                  .asked_by = by};
    if (is_from_itself(by, file.full))
        reader_error(reader, node, "choose a theme that is not based on this one",
                     "theme %s is based on itself", node_describe(node, &reader->report->arena));
    else if (origin.depth > MOST_FILES)
        reader_limit(reader, node, "a theme can be based on at most %d files", MOST_FILES);
    else
        use_bytes(reader, &bytes, &origin);
    buffer_finish(&bytes);
}

/* ---- all of them ---- */

static const char *names_hint(struct reader *reader, const char *word)
{
    const char *names[MOST_NAMES] = {NULL};
    size_t count = list_names(names);
    const char *nearest = text_nearest(word, names, count), *list = "";
    for (size_t i = 0; i < count && !nearest; i++)
        nearest = strstr(word, names[i]) ? names[i] : NULL;
    if (nearest)
        return reader_meant(reader, nearest);
    for (size_t i = 0; i < count; i++)
        list = arena_format(&reader->report->arena, "%s%s%s", list, i ? ", " : "", names[i]);
    return arena_format(&reader->report->arena, "the themes are %s", list);
}

static void read_named(struct reader *reader, const struct field *field, const struct node *node,
                       const struct origin *by)
{
    const struct embedded_file *theme =
        node->kind == NODE_SCALAR ? find_embedded(node->text) : NULL;
    if (theme)
        use_embedded(reader, theme);
    else if (node->kind == NODE_SCALAR && embedded_is_path(node->text))
        read_theme_file(reader, node, by);
    else
        reader_expected(reader, field, node,
                        node->kind == NODE_SCALAR ? names_hint(reader, node->text)
                                                  : "for example dark");
}

/* A file that the command line names is looked for as any other of it. */
void read_theme(struct reader *reader, const struct field *field, const struct node *node,
                void *out)
{
    (void)out;
    bool is_option = reader->override != NULL, is_free = reader->options->may_read_outside;
    const struct origin origin = {.beside = is_option ? "-" : reader_folder(reader, node),
                                  .within = is_option || is_free ? NULL : reader->path};
    if (node->kind == NODE_MAP)
        use_map(reader, node, &origin);
    else
        read_named(reader, field, node, &origin);
}

void read_theme_from(struct reader *reader, const struct field *field, const struct node *node,
                     void *out)
{
    (void)reader;
    (void)field;
    (void)node;
    (void)out;
}

static void fill_time(struct rational *time, struct rational given)
{
    if (!rational_is_exact(*time))
        *time = given;
}

void theme_fill_defaults(struct reader *reader)
{
    struct scene *scene = reader->scene;
    const struct theme *around = &reader->frame->theme; /* read by now, for a shot or a panel */
    if (!scene->theme.name && around->is_usual) {
        scene->theme = *around;
    } else if (!scene->theme.name) {
        use_embedded(reader, find_embedded(usual));
        scene->theme.is_usual = true;
    }
    fill_time(&scene->timeline.move, scene->theme.move);
    fill_time(&scene->timeline.hold_first, scene->theme.hold_first);
    fill_time(&scene->timeline.hold_last, scene->theme.hold_last);
}
