/* SPDX-License-Identifier: MIT */
/* Display lists -> PDF pages, the same bytes on every run. */
#include "convreel/painting.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <cairo-pdf.h>

#include "items.h"
#include "page_groups.h"
#include "painter.h"

enum { MOST_POINTS = 14400 }; /* a page's side, by the PDF reference */

struct document {
    struct painter *painter; /* borrowed */
    struct document_sink sink;
    cairo_surface_t *surface;
    struct page_groups groups;
    bool is_aborted; /* nothing more reaches the sink */
    int write_error; /* errno of the write that failed */
};

static cairo_status_t write_bytes(void *closure, const unsigned char *bytes, unsigned length)
{
    struct document *document = closure;
    if (document->is_aborted)
        return CAIRO_STATUS_SUCCESS;
    struct buffer out = {0};
    page_groups_filter(&document->groups, bytes, length, &out);
    errno = 0;
    bool is_written = document->sink.write(document->sink.context, out.bytes, out.length);
    if (!is_written)
        document->write_error = errno;
    buffer_finish(&out);
    return is_written ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

struct document *document_create(struct painter *painter, struct document_sink sink,
                                 const char *title, const char *subject)
{
    struct document *document = memory_allocate(1, sizeof *document);
    document->painter = painter;
    document->sink = sink;
    /* Each page sets its own size. */
    document->surface = cairo_pdf_surface_create_for_stream(write_bytes, document, 1, 1);
    const char *no_date = ""; /* Cairo would write the current time */
    const struct {
        cairo_pdf_metadata_t key;
        const char *value;
    } metadata[] = {
        {CAIRO_PDF_METADATA_TITLE, title},        {CAIRO_PDF_METADATA_SUBJECT, subject},
        {CAIRO_PDF_METADATA_CREATOR, "convreel"}, {CAIRO_PDF_METADATA_CREATE_DATE, no_date},
        {CAIRO_PDF_METADATA_MOD_DATE, no_date},
    };
    for (size_t i = 0; i < sizeof metadata / sizeof *metadata; i++)
        if (metadata[i].value)
            cairo_pdf_surface_set_metadata(document->surface, metadata[i].key, metadata[i].value);
    return document;
}

static bool check(const struct document *document, cairo_status_t status, struct error *error)
{
    if (status != CAIRO_STATUS_WRITE_ERROR)
        return paper_check(status, error);
    return error_set(error, STATUS_FILE, "cannot write the PDF: %s",
                     strerror(document->write_error ? document->write_error : EIO));
}

bool document_add_page(struct document *document, const struct display_list *list, double width_pt,
                       double height_pt, const struct canvas *canvas, struct error *error)
{
    if (!(width_pt > 0 && height_pt > 0 && width_pt <= MOST_POINTS && height_pt <= MOST_POINTS))
        return error_set(error, STATUS_LIMIT,
                         "a PDF page cannot be %g x %g pt: a side has up to %d", width_pt,
                         height_pt, MOST_POINTS);
    page_groups_add(&document->groups, paper_has_veil(list));
    cairo_pdf_surface_set_size(document->surface, width_pt, height_pt);
    cairo_t *cairo = cairo_create(document->surface);
    const struct paper paper = {
        .cairo = cairo,
        .text = painter_text(document->painter),
        .canvas = canvas,
        .is_text_shown = true,
    };
    paper_paint(&paper, list, 0, list->count);
    cairo_show_page(cairo);
    cairo_status_t status = cairo_status(cairo);
    cairo_destroy(cairo);
    return check(document, status, error) && text_check(paper.text, error);
}

static void destroy(struct document *document)
{
    cairo_surface_destroy(document->surface);
    page_groups_finish(&document->groups);
    free(document);
}

bool document_finish(struct document *document, struct error *error)
{
    cairo_surface_finish(document->surface);
    bool is_done = check(document, cairo_surface_status(document->surface), error);
    destroy(document);
    return is_done;
}

void document_abort(struct document *document)
{
    if (!document)
        return;
    document->is_aborted = true;
    destroy(document);
}
