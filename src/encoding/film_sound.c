/* SPDX-License-Identifier: MIT */
/* A film's sound without its pictures: a file of Opus in WebM, which browsers play. */
#include <string.h>

#include "encoding/film_file.h"
#include "encoding/film_module.h"
#include "encoding/film_recording.h"
#include "encoding/film_track.h"

enum { BIT_RATE = 64000 }; /* speech and soft music, in a page that also has to be sent */

static bool fail(struct error *error, int code)
{
    char reason[AV_ERROR_MAX_STRING_SIZE] = "";
    av_strerror(code, reason, sizeof reason);
    return error_set(error, STATUS_FILE, "cannot write the sound: FFmpeg says: %s", reason);
}

/* Into memory; take() has what was written. */
static int open_format(AVFormatContext **format)
{
    int code = avformat_alloc_output_context2(format, NULL, "webm", NULL);
    if (code < 0)
        return code;
    (*format)->flags |= AVFMT_FLAG_BITEXACT;
    return avio_open_dyn_buf(&(*format)->pb);
}

static void take(AVFormatContext *format, struct buffer *out)
{
    uint8_t *bytes = NULL;
    int length = format && format->pb ? avio_close_dyn_buf(format->pb, &bytes) : 0;
    buffer_add(out, (const char *)bytes, (size_t)length);
    av_free(bytes);
    avformat_free_context(format);
}

static bool write_all(struct film_track *track, AVFormatContext *format, struct error *error)
{
    int code = avformat_write_header(format, NULL);
    if (code < 0 || (!film_track_finish(track, &code, error) && !error->status))
        return fail(error, code);
    if (error->status)
        return false;
    code = av_write_trailer(format);
    return code >= 0 || fail(error, code);
}

static bool encode(const struct encoding_settings *settings, struct buffer *out,
                   struct error *error)
{
    struct encoding_settings own = *settings;
    AVFormatContext *format = NULL;
    struct film_track *track = NULL;
    own.format = "webm";
    int code = open_format(&format);
    bool is_made = (code >= 0 || fail(error, code)) &&
                   film_track_open(&track, &own, format, BIT_RATE, error) &&
                   write_all(track, format, error);
    film_track_close(track);
    take(format, out);
    return is_made;
}

const struct film_sounds convreel_sounds = {.measure = film_recording_measure, .encode = encode};
