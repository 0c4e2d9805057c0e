/* SPDX-License-Identifier: MIT */
/*
 * Between Cairo and the file. Cairo makes each page a transparency group, which only a group of
 * items that is translucent as a whole asks for. pdfTeX warns of a page with two such figures, and
 * poppler draws their hairlines thinner. Blanks take the group's place, so that all offsets hold.
 */
#include "page_groups.h"

#include <string.h>

/* As Cairo writes them. None has its own beginning within it, so a mismatch starts over at the
 * byte that it met. */
static const char page_text[] = "<< /Type /Page % ";
static const char group_text[] = "/Group <<\n"
                                 "      /Type /Group\n"
                                 "      /S /Transparency\n"
                                 "      /I true\n"
                                 "      /CS /DeviceRGB\n"
                                 "   >>";
static const char end_text[] = "endobj";

/* How many bytes of a text are matched after one more. */
static size_t match(const char *text, size_t matched, char byte)
{
    if (text[matched] == byte)
        return matched + 1;
    return text[0] == byte;
}

void page_groups_add(struct page_groups *groups, bool is_kept)
{
    buffer_add(&groups->kept, &(char){is_kept}, 1);
}

/* What the group of the page at hand becomes. */
static void put_group(struct page_groups *groups, struct buffer *out)
{
    const size_t length = strlen(group_text);
    bool is_kept = groups->kept.bytes[groups->pages - 1];
    buffer_format(out, "%*s", (int)length, is_kept ? group_text : "");
    groups->is_in_page = false;
    groups->group_matched = 0;
}

static void find_page(struct page_groups *groups, char byte)
{
    groups->page_matched = match(page_text, groups->page_matched, byte);
    groups->end_matched = match(end_text, groups->end_matched, byte);
    if (groups->page_matched == strlen(page_text)) {
        groups->is_in_page = groups->pages < groups->kept.length;
        groups->pages++;
        groups->page_matched = 0;
    } else if (groups->end_matched == strlen(end_text)) {
        groups->is_in_page = false;
        groups->end_matched = 0;
    }
}

static void filter_byte(struct page_groups *groups, char byte, struct buffer *out)
{
    find_page(groups, byte);
    size_t held = groups->group_matched;
    groups->group_matched = groups->is_in_page ? match(group_text, held, byte) : 0;
    if (groups->group_matched <= held)
        buffer_add(out, group_text, held); /* it was none */
    if (groups->group_matched == 0)
        buffer_add(out, &byte, 1);
    if (groups->group_matched == strlen(group_text))
        put_group(groups, out);
}

void page_groups_filter(struct page_groups *groups, const void *bytes, size_t length,
                        struct buffer *out)
{
    const char *next = bytes;
    for (size_t i = 0; i < length; i++)
        filter_byte(groups, next[i], out);
}

void page_groups_finish(struct page_groups *groups)
{
    buffer_finish(&groups->kept);
}
