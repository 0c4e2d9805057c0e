/* SPDX-License-Identifier: MIT */
/*
 * A whole model as PyTorch's print(model) writes it, in place of the list of layers:
 *   Sequential(
 *     (0): Conv2d(3, 8, kernel_size=(3, 3), stride=(1, 1))
 *     (1-2): 2 x Block(
 *       ...
 *     )
 *   )
 * Each line that is a layer becomes an item of a list, at its place in the scene. And which items
 * of a list are passed over, because they have no picture.
 */
#include "model.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_DEPTH = 32 };

/* A group whose lines are being read. */
struct group {
    size_t copies;
    struct node *before; /* the last item in front of it; NULL: none */
    size_t count;        /* items in front of it */
    struct position at;
};

struct model {
    struct reader *reader;
    const struct node *source;
    const char *row;   /* of the scene's text, where the last line was looked for; NULL: its end */
    size_t row_number; /* from 1 */
    struct node *list;
    struct group groups[MOST_DEPTH];
    size_t depth;
};

/* ---- a line ---- */

/* What stands before a type's name: "(conv1): ", "(0-5): 6 x ". */
static const char *skip_front(const char *line, size_t *copies)
{
    *copies = 1;
    const char *end = *line == '(' ? strstr(line, "): ") : NULL;
    line = end ? end + 3 : line;
    char *behind;
    unsigned long count = isdigit((unsigned char)*line) ? strtoul(line, &behind, 10) : 0;
    if (count == 0 || strncmp(behind, " x ", 3) != 0)
        return line;
    *copies = count;
    return behind + 3;
}

/* "Conv2d" of "(0): torch.nn.Conv2d(...)"; in the arena. */
static const char *type_of(const char *line, struct arena *arena)
{
    size_t copies;
    const char *at = skip_front(line, &copies), *start = at;
    for (; isalnum((unsigned char)*at) || *at == '_' || *at == '.'; at++)
        start = *at == '.' ? at + 1 : start;
    return arena_copy_text(arena, start, (size_t)(at - start));
}

/* Where a line of the text stands in the scene, whose blanks before it YAML has taken away. */
static struct position place_of(struct model *model, size_t index, const char *line)
{
    struct position at = model->source->at;
    at.line += 1 + index;
    at.column = 1;
    for (; model->row_number < at.line && model->row; model->row_number++) {
        model->row = strchr(model->row, '\n');
        model->row += model->row != NULL;
    }
    size_t blanks = model->row ? strspn(model->row, " ") : 0;
    if (!model->row || strncmp(model->row + blanks, line, strlen(line)) != 0)
        return model->source->at;
    at.column += blanks;
    return at;
}

/* ---- groups ---- */

/* Appends copies of the items behind `before`. */
static void repeat(struct model *model, const struct group *group)
{
    struct node *list = model->list, *first = group->before ? group->before->next : list->first;
    size_t count = list->count - group->count;
    for (size_t i = 1; i < group->copies && list->count <= MODEL_MOST_LINES; i++)
        for (const struct node *item = first; item && count > 0 && list->count <= MODEL_MOST_LINES;
             item = item->next) {
            struct node *copy = arena_allocate(&model->reader->report->arena, 1, sizeof *copy);
            *copy = *item;
            copy->next = NULL;
            node_append(list, copy);
            if (list->count - group->count >= count * (i + 1))
                break;
        }
}

static bool open_group(struct model *model, const char *type, size_t copies, struct position at)
{
    const struct node here = {.kind = NODE_SCALAR, .at = at};
    if (model->depth == MOST_DEPTH) {
        reader_error(model->reader, &here, NULL,
                     "groups of layers stand more than %d deep in each other", MOST_DEPTH);
        return false;
    }
    bool is_outermost = model->depth == 0;
    bool is_list = strcmp(type, "Sequential") == 0 || strcmp(type, "ModuleList") == 0;
    if (!is_outermost && !is_list)
        report_warning(
            model->reader->report, model->source->at, "write joins with from: and {type: Add}",
            "a print does not say how '%.40s' joins its layers: they are taken one after the other",
            type);
    model->groups[model->depth++] =
        (struct group){copies, model->list->last, model->list->count, at};
    return true;
}

static bool read_line(struct model *model, const char *line, struct position at)
{
    struct reader *reader = model->reader;
    const struct node here = {.kind = NODE_SCALAR, .at = at};
    size_t copies;
    if (*line == ')' && model->depth == 0) {
        reader_error(reader, &here, "leave it out", "no group of layers ends here");
        return false;
    }
    if (*line == ')') {
        repeat(model, &model->groups[--model->depth]);
        return true;
    }
    const char *rest = skip_front(line, &copies), *type = type_of(line, &reader->report->arena);
    if (*type && strcmp(rest + strlen(rest) - 1, "(") == 0)
        return open_group(model, type, copies, at);
    struct node *item = arena_allocate(&reader->report->arena, 1, sizeof *item);
    *item = (struct node){.kind = NODE_SCALAR, .at = at, .text = line};
    item->at.column -= item->at.column > 1; /* of a text without quotes */
    node_append(model->list, item);
    return true;
}

const struct node *model_lines(struct reader *reader, const struct node *node)
{
    struct arena *arena = &reader->report->arena;
    struct node *list = arena_allocate(arena, 1, sizeof *list);
    *list = (struct node){.kind = NODE_LIST, .at = node->at};
    struct model model = {
        .reader = reader,
        .source = node,
        .row = node->at.file ? node->at.file->text : reader->report->source,
        .row_number = 1,
        .list = list,
    };
    size_t index = 0;
    for (const char *at = node->text; *at; index++) {
        size_t length = strcspn(at, "\n"), blanks = strspn(at, " \t\r"), end = length;
        while (end > blanks && isspace((unsigned char)at[end - 1]))
            end--;
        if (end > blanks) {
            const char *line = arena_copy_text(arena, at + blanks, end - blanks);
            if (!read_line(&model, line, place_of(&model, index, line)))
                return NULL;
        }
        at += length + (at[length] == '\n');
    }
    if (model.depth == 0)
        return list;
    const struct node here = {.kind = NODE_SCALAR, .at = model.groups[model.depth - 1].at};
    reader_error(reader, &here, "paste all that print(model) writes",
                 "this group of layers has no end");
    return NULL;
}

/* ---- what has no picture ---- */

/* Whether a type stands among those that are told already. */
static bool is_told(const char *types, const char *type)
{
    size_t length = strlen(type);
    for (const char *at = types; at && (at = strstr(at, type)); at += length)
        if ((at == types || at[-1] == ' ') && (at[length] == ',' || at[length] == '\0'))
            return true;
    return false;
}

bool model_passes_over(struct model_passes *passes, struct reader *reader, const struct node *item)
{
    struct arena *arena = &reader->report->arena;
    const char *type = item->kind == NODE_SCALAR ? type_of(item->text, arena) : "";
    bool is_empty = strstr(item->text ? item->text : "", "()") != NULL;
    switch (scene_passing_of_type(type, is_empty)) {
    case PASS_NOT:
        return false;
    case PASS_SILENTLY:
        return true;
    case PASS_END:
        passes->end = item;
        return true;
    case PASS_OVER:
        break;
    }
    if (!passes->types)
        passes->at = node_text_start(item);
    if (!is_told(passes->types, type))
        passes->types = passes->types ? arena_format(arena, "%s, %s", passes->types, type) : type;
    return true;
}

void model_tell_passes(const struct model_passes *passes, struct reader *reader)
{
    struct report *report = reader->report;
    if (passes->types)
        report_warning(report, passes->at, "leave them out",
                       "not drawn, because they keep every size: %s", passes->types);
    if (!passes->end)
        return;
    size_t count = 0;
    for (const struct node *item = passes->end->next; item; item = item->next)
        count++;
    const char *type = type_of(passes->end->text, &report->arena);
    const char *after =
        count == 0 ? ""
        : count == 1
            ? ", nor is that of the line after it"
            : arena_format(&report->arena, ", nor are those of the %zu lines after it", count);
    report_warning(report, node_text_start(passes->end), "leave it out, and what follows it",
                   "the network is drawn up to here: the output of %s is no feature map%s", type,
                   after);
}
