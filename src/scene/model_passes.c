/* SPDX-License-Identifier: MIT */
/* Which items of a list are passed over, because they have no picture, and where the network ends;
 * and what is told of both. */
#include "model.h"
#include "model_blocks.h"
#include "signatures.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* What stands before a type's name: "(conv1): ", "(0-5): 6 x ". */
const char *model_skip_front(const char *line, size_t *copies)
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
const char *model_type_of(const char *line, struct arena *arena)
{
    size_t copies;
    const char *at = model_skip_front(line, &copies), *start = at;
    for (; isalnum((unsigned char)*at) || *at == '_' || *at == '.'; at++)
        start = *at == '.' ? at + 1 : start;
    return arena_copy_text(arena, start, (size_t)(at - start));
}

/* Whether a type stands among those that are told already. */
static bool is_told(const char *types, const char *type)
{
    size_t length = strlen(type);
    for (const char *at = types; at && (at = strstr(at, type)); at += length)
        if ((at == types || at[-1] == ' ') && (at[length] == ',' || at[length] == '\0'))
            return true;
    return false;
}

/* An item that is a map has a picture. */
static void note_map(struct model_passes *passes, const struct node *item)
{
    const struct node *type = item->kind == NODE_MAP ? node_find(item, "type") : NULL;
    enum passing passing =
        type && type->kind == NODE_SCALAR ? scene_passing_of_type(type->text, false) : PASS_NOT;
    passes->takes_map = false;
    if (passing == PASS_NOT || passing == PASS_LIST)
        passes->is_list = passing == PASS_LIST;
}

/* Whether a Flatten keeps more axes than that of the batch. */
static bool flattens_less(const char *text)
{
    static const char argument[] = "start_dim=";
    const char *start = strstr(text, argument);
    return start && strtol(start + strlen(argument), NULL, 10) != 1;
}

bool model_passes_over(struct model_passes *passes, struct reader *reader, const struct node *item)
{
    struct arena *arena = &reader->report->arena;
    if (item->kind != NODE_SCALAR) {
        note_map(passes, item);
        return false;
    }
    const char *type = model_type_of(item->text, arena);
    switch (scene_passing_of_type(type, strstr(item->text, "()") != NULL)) {
    case PASS_NOT:
        if (passes->is_list && signature_find(type))
            passes->end = item; /* nothing tells how the list becomes a map */
        return passes->end != NULL;
    case PASS_MAP:
        passes->is_list = passes->takes_map = false;
        return false;
    case PASS_LIST:
        if (flattens_less(item->text)) {
            passes->end = item;
            passes->ends_as_map = true;
            return true;
        }
        passes->takes_map = !passes->is_list;
        passes->is_list = true;
        return false;
    case PASS_EITHER:
        return false;
    case PASS_SILENTLY:
        return true;
    case PASS_END:
        passes->end = item;
        return true;
    case PASS_OVER:
        break;
    }
    size_t copies;
    const char *line = model_skip_front(item->text, &copies);
    passes->parameters += (double)copies * model_parameters(line);
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
                       "not drawn, because they keep every size: %s%s", passes->types,
                       passes->parameters > 0
                           ? arena_format(&report->arena, "; their %.0f parameters are not counted",
                                          passes->parameters)
                           : "");
    if (!passes->end)
        return;
    size_t count = 0;
    for (const struct node *item = passes->end->next; item; item = item->next)
        count++;
    const char *type = model_type_of(passes->end->text, &report->arena);
    const char *after =
        count == 0 ? ""
        : count == 1
            ? ", nor is that of the line after it"
            : arena_format(&report->arena, ", nor are those of the %zu lines after it", count);
    if (passes->ends_as_map || scene_passing_of_type(type, false) == PASS_END)
        report_warning(report, node_text_start(passes->end), "leave it out, and what follows it",
                       "the network is drawn up to here: the output of %s is no feature map%s",
                       type, after);
    else
        report_warning(report, node_text_start(passes->end), "write the layers as maps in a list",
                       "the network is drawn up to here: a print does not tell how a list of units "
                       "becomes a map%s",
                       after);
}
