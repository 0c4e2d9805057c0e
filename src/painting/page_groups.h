/* SPDX-License-Identifier: MIT */
/* Takes the transparency groups out of a PDF's pages that need none. */
#ifndef PAINTING_PAGE_GROUPS_H
#define PAINTING_PAGE_GROUPS_H

#include "convreel/base.h"

/* Zeroed: nothing was read. */
struct page_groups {
    struct buffer kept; /* a byte for each page, in order: whether its group stays */
    size_t pages;       /* whose dictionaries have begun */
    bool is_in_page;    /* in the last of them, before its group */
    size_t page_matched, group_matched, end_matched; /* bytes of three texts, read so far */
};

/* Says of the next page whether its group stays. Before Cairo writes its dictionary. */
void page_groups_add(struct page_groups *groups, bool is_kept);
/* Appends what stands in place of the next bytes of the file, which may come in any pieces; a few
 * are held back until the next call. No byte changes its place. */
void page_groups_filter(struct page_groups *groups, const void *bytes, size_t length,
                        struct buffer *out);
void page_groups_finish(struct page_groups *groups);

#endif
