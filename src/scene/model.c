/* SPDX-License-Identifier: MIT */
/*
 * A whole model as PyTorch's print(model) writes it, in place of the list of layers:
 *   Sequential(
 *     (0): Conv2d(3, 8, kernel_size=(3, 3), stride=(1, 1))
 *     (1-2): 2 x Block(
 *       ...
 *     )
 *   )
 * Each line that is a layer becomes an item of a list, at its place in the scene.
 */
#include "model.h"
#include "model_blocks.h"

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
    const char *path;                /* "layer1.0" */
    const struct model_block *block; /* NULL: of an unknown class */
    struct model_branches branches;
    struct node *after; /* what follows the join; NULL: nothing */
};

struct model {
    struct reader *reader;
    const struct node *source;
    const char *row;   /* of the scene's text, where the last line was looked for; NULL: its end */
    size_t row_number; /* from 1 */
    struct node *list;
    struct group groups[MOST_DEPTH];
    size_t depth;
    struct model_item *items; /* of the list */
    size_t item_room;
    bool is_unsure;     /* there was a class that is not known */
    const char *next;   /* the text behind the line */
    bool begins_branch; /* the next item reads what stands at the fork */
    size_t fork;
    size_t depth_passed; /* within a block that is passed over whole: how deep */
    double *passed;      /* the parameters of that block; NULL: it is told nowhere */
};

/* ---- a line ---- */

/* "layer1.0" for "(0): ..." in group "layer1". */
static const char *path_of(const struct model *model, const char *line)
{
    const char *outer = model->depth > 0 ? model->groups[model->depth - 1].path : "";
    const char *ends = isdigit((unsigned char)line[1]) ? ")-" : ")"; /* (0-5): copies */
    size_t length = *line == '(' ? strcspn(line + 1, ends) : 0;
    return arena_format(&model->reader->report->arena, "%s%s%.*s", outer,
                        *outer && length > 0 ? "." : "", (int)length, line + 1);
}

/* Where a line of the text stands in the scene, whose blanks before it YAML has taken away. */
static struct position place_of(struct model *model, size_t index, const char *line)
{
    struct position at = model->source->at;
    at.line += 1 + index;
    at.column = 1;
    for (; model->row_number < at.line && model->row; model->row_number++) {
        const char *end = strchr(model->row, '\n');
        model->row = end ? end + 1 : NULL;
    }
    size_t blanks = model->row ? strspn(model->row, " ") : 0;
    if (!model->row || strncmp(model->row + blanks, line, strlen(line)) != 0)
        return model->source->at;
    at.column += blanks;
    return at;
}

/* ---- items ---- */

/* The place of the item that comes next; NULL: a model may have no more. */
static struct model_item *next_place(struct model *model)
{
    size_t at = model->list->count;
    if (at >= MODEL_MOST_LINES)
        return NULL;
    model->items = arena_grow(&model->reader->report->arena, model->items, at, &model->item_room,
                              sizeof *model->items);
    return &model->items[at];
}

static void add_item(struct model *model, struct node *item, const char *path)
{
    struct model_item *place = next_place(model);
    node_append(model->list, item);
    if (!place)
        return;
    *place = (struct model_item){.path = path, .is_unsure = model->is_unsure};
    if (model->begins_branch) {
        place->sources[0] = model->fork;
        place->source_count = 1;
    }
    model->begins_branch = false;
}

static struct node *new_item(struct model *model, const char *line, struct position at)
{
    struct node *item = arena_allocate(&model->reader->report->arena, 1, sizeof *item);
    *item = (struct node){.kind = NODE_SCALAR, .at = at, .text = line};
    item->at.column -= item->at.column > 1; /* of a text without quotes */
    return item;
}

/* {type: Add} */
static struct node *new_join(struct model *model, const char *type, struct position at)
{
    struct arena *arena = &model->reader->report->arena;
    struct node *item = arena_allocate(arena, 1, sizeof *item);
    struct node *value = arena_allocate(arena, 2, sizeof *value), *key = value + 1;
    *item = (struct node){.kind = NODE_MAP, .at = at};
    *key = (struct node){.kind = NODE_SCALAR, .is_plain = true, .at = at, .text = "type"};
    *value =
        (struct node){.kind = NODE_SCALAR, .is_plain = true, .at = at, .text = type, .key = key};
    node_append(item, value);
    return item;
}

/* ---- groups ---- */

/* "layer1.2.conv1" of the second copy of what is "layer1.1.conv1" in group "layer1.1". */
static const char *path_of_copy(struct model *model, const struct group *group, const char *path,
                                size_t copy)
{
    const char *number = strrchr(group->path, '.');
    number = number ? number + 1 : group->path;
    return arena_format(&model->reader->report->arena, "%.*s%lu%s", (int)(number - group->path),
                        group->path, strtoul(number, NULL, 10) + (unsigned long)copy,
                        path + strlen(group->path));
}

/* What item `from` reads within its group is read by its copy within the copy. */
static void copy_item(struct model *model, const struct group *group, size_t from, size_t copy)
{
    size_t moved = model->list->count - from;
    struct model_item *place = next_place(model);
    if (!place)
        return;
    *place = model->items[from];
    place->path = path_of_copy(model, group, place->path, copy);
    for (size_t i = 0; i < place->source_count; i++)
        place->sources[i] += moved;
}

/* Appends copies of the items behind `before`. */
static void repeat(struct model *model, const struct group *group)
{
    struct node *list = model->list, *item = group->before ? group->before->next : list->first;
    size_t count = list->count - group->count, copies = count > 0 ? group->copies : 1;
    for (size_t n = 0; n < (copies - 1) * count && list->count <= MODEL_MOST_LINES; n++) {
        struct node *copy = arena_allocate(&model->reader->report->arena, 1, sizeof *copy);
        *copy = *item;
        copy->next = NULL;
        copy_item(model, group, group->count + n % count, 1 + n / count);
        node_append(list, copy);
        item = item->next;
    }
}

static void tell_unknown(struct model *model, const char *type)
{
    report_warning(
        model->reader->report, model->source->at, "write joins with from: and {type: Add}",
        "a print does not say how '%.40s' joins its layers: they are taken one after the other",
        type);
}

/* What a block that is a layer prints as its own: "8, 16, kernel_size=(3, 3)" on the line behind
 * its name, before the modules that make its weights. NULL: it is none. */
static const char *arguments_within(struct model *model)
{
    const char *at = model->next + strspn(model->next, " \t\r\n");
    size_t length = strcspn(at, "\r\n");
    bool has_some = isdigit((unsigned char)*at) && memchr(at, ',', length);
    return has_some ? arena_copy_text(&model->reader->report->arena, at, length) : NULL;
}

static bool open_group(struct model *model, const char *line, size_t copies, struct position at)
{
    struct report *report = model->reader->report;
    const struct node here = {.kind = NODE_SCALAR, .at = at};
    const char *type = model_type_of(line, &report->arena);
    const struct model_block *block = model_block_find(type);
    if (model->depth == MOST_DEPTH) {
        reader_error(model->reader, &here, NULL,
                     "groups of layers stand more than %d deep in each other", MOST_DEPTH);
        return false;
    }
    bool is_outermost = model->depth == 0;
    model->is_unsure |= !block;
    if (!is_outermost && !block)
        tell_unknown(model, type);
    model->groups[model->depth] = (struct group){.copies = copies,
                                                 .before = model->list->last,
                                                 .count = model->list->count,
                                                 .at = at,
                                                 .path = path_of(model, line),
                                                 .block = block};
    model->depth++;
    return true;
}

/* Its branches meet. */
static void join_branches(struct model *model, struct group *group)
{
    if (!group->branches.has_fork) /* another class of that name */
        tell_unknown(model, group->block->type);
    size_t end = model->begins_branch ? model->fork : model->list->count;
    model->begins_branch = false;
    size_t count = model_branches_join(group->block, &group->branches, end);
    size_t at = model->list->count;
    if (count > 0)
        add_item(model, new_join(model, group->block->join, group->at), group->path);
    if (count > 0 && at < MODEL_MOST_LINES) {
        memcpy(model->items[at].sources, group->branches.ends, count * sizeof(size_t));
        model->items[at].source_count = count;
    }
    if (group->after)
        add_item(model, group->after, group->path);
}

static void close_group(struct model *model)
{
    struct group *group = &model->groups[model->depth - 1];
    if (group->block && group->block->join)
        join_branches(model, group);
    model->depth--;
    repeat(model, group);
}

/* A line in a known block may begin a branch, or follow the join; true: the latter. */
static bool is_after_join(struct model *model, const char *line, struct position at)
{
    struct group *group = model->depth > 0 ? &model->groups[model->depth - 1] : NULL;
    for (size_t i = 0; i < model->depth; i++)
        model_branches_note(&model->groups[i].branches, line);
    if (!group || !group->block || !group->block->join)
        return false;
    if (model_block_ends_with(group->block, line)) {
        group->after = new_item(model, line, at);
        return true;
    }
    if (!model_block_begins_branch(group->block, line))
        return false;
    bool is_first = !group->branches.has_fork;
    model_branches_begin(&group->branches, model->begins_branch ? model->fork : model->list->count);
    model->begins_branch = !is_first;
    model->fork = group->branches.fork;
    return false;
}

/* An item for a block that is passed over whole, and where its parameters are added up. */
static double *add_passed(struct model *model, const char *type, const char *line,
                          struct position at)
{
    size_t place = model->list->count;
    if (scene_passing_of_type(type, false) != PASS_OVER || place >= MODEL_MOST_LINES)
        return NULL;
    const char *text = arena_format(&model->reader->report->arena, "%s()", type);
    add_item(model, new_item(model, text, at), path_of(model, line));
    return &model->items[place].parameters;
}

/* The lines of a block that is passed over whole; true: this one is among them. */
static bool passes_block(struct model *model, const char *line, bool opens, struct position at)
{
    struct report *report = model->reader->report;
    const char *type = opens ? model_type_of(line, &report->arena) : "";
    const struct model_block *block = opens ? model_block_find(type) : NULL;
    bool begins = model->depth_passed == 0 && block && block->is_whole;
    if (!begins && model->depth_passed == 0)
        return false;
    model->depth_passed += opens;
    model->depth_passed -= *line == ')';
    if (begins)
        model->passed = add_passed(model, type, line, at);
    size_t copies;
    if (model->passed)
        *model->passed += model_parameters(model_skip_front(line, &copies));
    return true;
}

static bool read_line(struct model *model, const char *line, struct position at)
{
    struct reader *reader = model->reader;
    const struct node here = {.kind = NODE_SCALAR, .at = at};
    size_t copies;
    const char *rest = model_skip_front(line, &copies),
               *type = model_type_of(line, &reader->report->arena);
    bool opens = *type && strcmp(rest + strlen(rest) - 1, "(") == 0;
    if (passes_block(model, line, opens, at))
        return true;
    if (*line == ')' && model->depth == 0) {
        reader_error(reader, &here, "leave it out", "no group of layers ends here");
        return false;
    }
    if (*line == ')') {
        close_group(model);
        return true;
    }
    if (strcmp(rest, "None") == 0 || is_after_join(model, line, at))
        return true;
    const char *within = opens ? arguments_within(model) : NULL;
    if (within) {
        const char *whole = arena_format(&reader->report->arena, "%s%s)", line, within);
        add_item(model, new_item(model, whole, at), path_of(model, line));
        model->depth_passed = 1;
        model->passed = NULL;
        return true;
    }
    if (opens)
        return open_group(model, line, copies, at);
    add_item(model, new_item(model, line, at), path_of(model, line));
    return true;
}

const struct node *model_lines(struct reader *reader, const struct node *node,
                               const struct model_item **items)
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
            model.next = at + length;
            if (!read_line(&model, line, place_of(&model, index, line)))
                return NULL;
        }
        at += length + (at[length] == '\n');
    }
    *items = model.items;
    if (model.depth == 0)
        return list;
    const struct node here = {.kind = NODE_SCALAR, .at = model.groups[model.depth - 1].at};
    reader_error(reader, &here, "paste all that print(model) writes",
                 "this group of layers has no end");
    return NULL;
}
