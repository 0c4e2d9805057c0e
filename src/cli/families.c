/* SPDX-License-Identifier: MIT */
/* Another font in place of one that is not there changes the layout: that is told. */
#include "families.h"

#include <string.h>
#include <strings.h>

enum { MOST_FAMILIES = 16 }; /* of a picture: a theme has three, each panel may have its own */

/* Names for whatever the machine has. */
static bool is_generic(const char *family)
{
    static const char *const names[] = {"sans",      "sans-serif", "serif",
                                        "monospace", "mono",       "system-ui"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcasecmp(family, names[i]) == 0)
            return true;
    return false;
}

static void warn_of(struct subject *subject, const struct item *item)
{
    struct arena arena = {0};
    const char *family = item->of.text.font.family;
    if (!is_generic(family) && !painter_has_family(subject->painter, family)) {
        const char *other = painter_family_of(subject->painter, item, &arena);
        report_warning(&subject->report, (struct position){0},
                       "install it, or choose another with theme: {font: {family: ...}}",
                       "the font family '%s' is not installed: its words are drawn in '%s'",
                       text_printable(&arena, family, strlen(family), 80), other);
    }
    arena_finish(&arena);
}

void families_warn(struct subject *subject, const struct display_list *list)
{
    const char *seen[MOST_FAMILIES];
    size_t count = 0;
    for (size_t i = 0; i < list->count && count < MOST_FAMILIES; i++) {
        const struct item *item = &list->items[i];
        if (item->kind != ITEM_TEXT)
            continue;
        size_t at = 0;
        while (at < count && strcmp(seen[at], item->of.text.font.family) != 0)
            at++;
        if (at < count)
            continue;
        seen[count++] = item->of.text.font.family;
        warn_of(subject, item);
    }
}
