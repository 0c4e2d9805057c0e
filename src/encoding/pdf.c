/* SPDX-License-Identifier: MIT */
/* PDF: a page for every picture, its size in points. */
#include "encoding/encoders.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>

struct pdf {
    struct sink *sink; /* borrowed */
    double pixel_pt;   /* a pixel's side in points */
    struct document *document;
    int write_errno; /* why a write failed; 0: none did */
};

static bool write_bytes(void *context, const void *bytes, size_t length)
{
    struct pdf *pdf = context;
    errno = 0;
    if (fwrite(bytes, 1, length, pdf->sink->stream) == length)
        return true;
    pdf->write_errno = errno;
    return false;
}

/* A field of a document's properties has one line. */
static char *one_line(const char *text)
{
    struct buffer line = {0};
    buffer_add_text(&line, text ? text : "");
    while (line.length > 0 && line.bytes[line.length - 1] == '\n')
        line.bytes[--line.length] = '\0';
    for (size_t i = 0; i < line.length; i++)
        if (line.bytes[i] == '\n')
            line.bytes[i] = ' ';
    return line.bytes;
}

static bool pdf_open(void **state, const struct encoding_settings *settings, struct sink *sink,
                     struct error *error)
{
    (void)error;
    struct pdf *pdf = memory_allocate(1, sizeof *pdf);
    pdf->sink = sink;
    pdf->pixel_pt = 72 / rational_to_double(settings->dpi);
    char *description = one_line(settings->description);
    pdf->document = document_create(settings->painter, (struct document_sink){write_bytes, pdf},
                                    settings->title, description);
    free(description);
    *state = pdf;
    return true;
}

/* Why writing failed, if it did, with the file's name. */
static bool check_written(const struct pdf *pdf, bool is_good, struct error *error)
{
    if (pdf->write_errno == 0)
        return is_good;
    errno = pdf->write_errno;
    return sink_error(pdf->sink, error);
}

static bool pdf_add(void *state, const struct frame *frame, struct error *error)
{
    struct pdf *pdf = state;
    struct canvas points = *frame->canvas;
    double unit = pdf->pixel_pt;
    points.scale *= unit;
    points.x *= unit;
    points.y *= unit;
    struct point size = page_size(frame->list, frame->canvas, unit);
    return check_written(
        pdf, document_add_page(pdf->document, frame->list, size.x, size.y, &points, error), error);
}

static bool pdf_finish(void *state, struct error *error)
{
    struct pdf *pdf = state;
    bool is_written = check_written(pdf, document_finish(pdf->document, error), error);
    free(pdf);
    return is_written;
}

static void pdf_abort(void *state)
{
    struct pdf *pdf = state;
    document_abort(pdf->document);
    free(pdf);
}

const struct encoder encoder_pdf = {
    .name = "pdf",
    .extension = "pdf",
    .about = "a page for each step, text as text",
    .is_alpha_kept = true,
    .open = pdf_open,
    .add = pdf_add,
    .finish = pdf_finish,
    .abort = pdf_abort,
};
