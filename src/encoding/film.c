/* SPDX-License-Identifier: MIT */
/*
 * The module of films: FFmpeg, at a constant frame rate. Frame j shows the picture of time
 * j / fps; a film has round(length * fps) frames. The one file that knows FFmpeg.
 */
#include <stdlib.h>
#include <string.h>

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/opt.h>

#include "convreel/encoding.h"
#include "encoding/encoders.h"
#include "encoding/yuv.h"

extern const struct encoder convreel_film;

enum {
    THREADS = 4, /* fixed, since the bytes depend on it */
    DEFAULT_CRF = 18
};

struct film {
    struct sink *sink; /* borrowed */
    AVFormatContext *format;
    AVCodecContext *codec;
    AVStream *stream;
    AVFrame *frame;
    AVPacket *packet;
    struct rational fps;
    int64_t next_frame, frame_count;
    uint32_t background; /* 0xrrggbb, of the row or column that makes the size even */
    uint32_t *pixels;    /* owned: the last picture, to convert what changed */
    bool has_picture;
};

static bool fail(struct error *error, const char *what, int code)
{
    char reason[AV_ERROR_MAX_STRING_SIZE] = "";
    av_strerror(code, reason, sizeof reason);
    return error_set(error, STATUS_FILE, "%s: %s", what, reason);
}

/* ---- choosing an encoder ---- */

/* In the order of trying. CONVREEL_ENCODERS, names with commas between, stands over it. */
static const char *encoder_names(void)
{
    const char *names = getenv("CONVREEL_ENCODERS");
    return names && *names ? names : "libx264,libopenh264,mpeg4";
}

static AVRational to_av(struct rational a)
{
    return (AVRational){(int)a.num, (int)a.den};
}

static size_t even(size_t side)
{
    return side + side % 2;
}

static void set_codec(AVCodecContext *codec, const struct encoding_settings *settings)
{
    codec->width = (int)even(settings->width);
    codec->height = (int)even(settings->height);
    codec->pix_fmt = AV_PIX_FMT_YUV420P;
    codec->framerate = to_av(settings->fps);
    codec->time_base = av_inv_q(codec->framerate);
    codec->color_primaries = AVCOL_PRI_BT709;
    codec->color_trc = AVCOL_TRC_BT709;
    codec->colorspace = AVCOL_SPC_BT709;
    codec->color_range = AVCOL_RANGE_MPEG;
    codec->chroma_sample_location = AVCHROMA_LOC_LEFT;
    codec->gop_size = (int)(rational_to_double(settings->fps) * FILM_KEY_SECONDS + 0.5);
    codec->thread_count = THREADS;
    codec->flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT;
}

/* Of the options that x264 knows, other encoders take the quality they have. */
static AVDictionary *codec_options(const AVCodec *codec, const struct encoding_settings *settings,
                                   AVCodecContext *context)
{
    AVDictionary *options = NULL;
    if (strcmp(codec->name, "libx264") == 0) {
        av_dict_set(&options, "preset", settings->preset ? settings->preset : "veryfast", 0);
        av_dict_set_int(&options, "crf", settings->crf >= 0 ? settings->crf : DEFAULT_CRF, 0);
    } else {
        context->flags |= AV_CODEC_FLAG_QSCALE;
        context->global_quality = 3 * FF_QP2LAMBDA;
        context->bit_rate = (int64_t)context->width * context->height * 8;
    }
    return options;
}

/* NULL if there is none of that name, or it does not open. */
static AVCodecContext *open_codec(const char *name, const struct encoding_settings *settings)
{
    const AVCodec *codec = avcodec_find_encoder_by_name(name);
    AVCodecContext *context = codec ? avcodec_alloc_context3(codec) : NULL;
    if (!context)
        return NULL;
    set_codec(context, settings);
    AVDictionary *options = codec_options(codec, settings, context);
    if (avcodec_open2(context, codec, &options) < 0)
        avcodec_free_context(&context);
    av_dict_free(&options);
    return context;
}

/* The first encoder that really opens. */
static AVCodecContext *open_first(const struct encoding_settings *settings, bool *is_preferred,
                                  struct error *error)
{
    av_log_set_level(AV_LOG_QUIET);
    struct arena arena = {0};
    const char *names = encoder_names();
    char *list = arena_copy_text(&arena, names, strlen(names)), *rest = NULL;
    AVCodecContext *codec = NULL;
    *is_preferred = true;
    for (char *name = strtok_r(list, ",", &rest); name; name = strtok_r(NULL, ",", &rest)) {
        codec = open_codec(name, settings);
        if (codec)
            break;
        *is_preferred = false;
    }
    if (!codec)
        error_set(error, STATUS_NO_ENCODER,
                  "no encoder for mp4 opens: tried %s; install a libavcodec with libx264", names);
    arena_finish(&arena);
    return codec;
}

static bool film_probe(const struct encoding_settings *settings, char note[64], struct error *error)
{
    bool is_preferred;
    AVCodecContext *codec = open_first(settings, &is_preferred, error);
    if (codec && !is_preferred)
        snprintf(note, 64, "%s", codec->codec->name);
    bool is_there = codec != NULL;
    avcodec_free_context(&codec);
    return is_there;
}

/* ---- opening ---- */

static void destroy(struct film *film)
{
    if (film->format && film->format->pb)
        avio_closep(&film->format->pb);
    avformat_free_context(film->format);
    avcodec_free_context(&film->codec);
    av_frame_free(&film->frame);
    av_packet_free(&film->packet);
    free(film->pixels);
    free(film);
}

static bool open_frame(struct film *film, struct error *error)
{
    film->frame = av_frame_alloc();
    film->packet = av_packet_alloc();
    if (!film->frame || !film->packet)
        return fail(error, "cannot make a film's frame", AVERROR(ENOMEM));
    film->frame->format = film->codec->pix_fmt;
    film->frame->width = film->codec->width;
    film->frame->height = film->codec->height;
    film->frame->color_range = film->codec->color_range;
    int code = av_frame_get_buffer(film->frame, 0);
    return code >= 0 || fail(error, "cannot make a film's frame", code);
}

/* The muxer moves the index to the front by reopening its file, so it gets the name. */
static bool open_format(struct film *film, const struct encoding_settings *settings,
                        struct error *error)
{
    struct arena arena = {0};
    const char *url = arena_format(&arena, "file:%s", film->sink->temporary_path);
    AVDictionary *options = NULL;
    int code = avformat_alloc_output_context2(&film->format, NULL, "mp4", url);
    if (code >= 0)
        code = avio_open(&film->format->pb, url, AVIO_FLAG_WRITE);
    if (code >= 0) {
        film->stream = avformat_new_stream(film->format, NULL);
        code = film->stream ? avcodec_parameters_from_context(film->stream->codecpar, film->codec)
                            : AVERROR(ENOMEM);
    }
    if (code >= 0) {
        film->stream->time_base = film->codec->time_base;
        film->stream->avg_frame_rate = film->codec->framerate;
        film->format->flags |= AVFMT_FLAG_BITEXACT;
        av_dict_set(&film->format->metadata, "title", settings->title, 0);
        av_dict_set(&film->format->metadata, "comment", settings->description, 0);
        av_dict_set(&options, "movflags", "+faststart", 0);
        code = avformat_write_header(film->format, &options);
    }
    av_dict_free(&options);
    arena_finish(&arena);
    return code >= 0 || fail(error, "cannot write the film", code);
}

static uint32_t to_pixel(struct color color)
{
    return (uint32_t)(color.red * 255 + 0.5) << 16 | (uint32_t)(color.green * 255 + 0.5) << 8 |
           (uint32_t)(color.blue * 255 + 0.5);
}

static bool film_open(void **state, const struct encoding_settings *settings, struct sink *sink,
                      struct error *error)
{
    if (!sink->temporary_path)
        return error_set(error, STATUS_FILE, "a film cannot be written to a pipe or a device");
    bool is_preferred;
    struct film *film = memory_allocate(1, sizeof *film);
    film->sink = sink;
    film->fps = settings->fps;
    film->frame_count = rational_round(rational_multiply(settings->length, settings->fps));
    film->background = to_pixel(settings->background);
    film->pixels = memory_allocate(settings->width * settings->height, sizeof *film->pixels);
    film->codec = open_first(settings, &is_preferred, error);
    if (film->codec && open_frame(film, error) && open_format(film, settings, error)) {
        *state = film;
        return true;
    }
    destroy(film);
    return false;
}

/* ---- frames ---- */

/* The one place where packets leave the encoder. frame NULL: the end. */
static bool encode(struct film *film, const AVFrame *frame, struct error *error)
{
    int code = avcodec_send_frame(film->codec, frame);
    while (code >= 0) {
        code = avcodec_receive_packet(film->codec, film->packet);
        if (code == AVERROR(EAGAIN) || code == AVERROR_EOF)
            return true;
        if (code < 0)
            break;
        film->packet->duration = 1;
        av_packet_rescale_ts(film->packet, film->codec->time_base, film->stream->time_base);
        film->packet->stream_index = film->stream->index;
        code = av_interleaved_write_frame(film->format, film->packet);
    }
    return fail(error, "cannot write the film", code);
}

static bool send_frames(struct film *film, int64_t until, struct error *error)
{
    for (; film->next_frame < until; film->next_frame++) {
        film->frame->pts = film->next_frame;
        if (!encode(film, film->frame, error))
            return false;
    }
    return true;
}

/* Whether row y is as in the last picture; remembers it. */
static bool is_row_new(struct film *film, const struct raster *raster, size_t y)
{
    if (y >= raster->height)
        return false;
    uint32_t *known = film->pixels + y * raster->width;
    const uint32_t *row = raster->pixels + y * raster->stride;
    if (film->has_picture && memcmp(known, row, raster->width * sizeof *row) == 0)
        return false;
    memcpy(known, row, raster->width * sizeof *row);
    return true;
}

static bool convert(struct film *film, const struct raster *raster, struct error *error)
{
    /* the encoder may still be looking at the last picture */
    int code = av_frame_make_writable(film->frame);
    if (code < 0)
        return fail(error, "cannot make a film's frame", code);
    struct yuv_planes planes = {
        .width = (size_t)film->codec->width,
        .height = (size_t)film->codec->height,
        .plane = {film->frame->data[0], film->frame->data[1], film->frame->data[2]},
        .stride = {film->frame->linesize[0], film->frame->linesize[1], film->frame->linesize[2]},
    };
    for (size_t y = 0; y < planes.height; y += 2) {
        bool is_new = is_row_new(film, raster, y);
        is_new |= is_row_new(film, raster, y + 1);
        if (is_new)
            yuv_convert_rows(raster, y, film->background, &planes);
    }
    film->has_picture = true;
    return true;
}

static bool film_add(void *state, const struct frame *frame, struct error *error)
{
    struct film *film = state;
    struct rational end = rational_add(frame->start, frame->duration);
    int64_t until = rational_ceil(rational_multiply(end, film->fps));
    until = until < film->frame_count ? until : film->frame_count;
    if (until <= film->next_frame && film->has_picture)
        return true; /* shorter than a frame, and no frame's time falls on it */
    return convert(film, frame->raster, error) && send_frames(film, until, error);
}

static bool film_finish(void *state, struct error *error)
{
    struct film *film = state;
    bool is_written = send_frames(film, film->frame_count, error) && encode(film, NULL, error);
    if (is_written) {
        int code = av_write_trailer(film->format);
        if (code >= 0)
            code = avio_closep(&film->format->pb);
        is_written = code >= 0 || fail(error, "cannot write the film", code);
    }
    destroy(film);
    return is_written;
}

static void film_abort(void *state)
{
    destroy(state);
}

const struct encoder convreel_film = {
    .name = "film",
    .extension = "mp4",
    .about = "a film",
    .wants_pixels = true,
    .is_animation = true,
    .needs_seek = true,
    .probe = film_probe,
    .open = film_open,
    .add = film_add,
    .finish = film_finish,
    .abort = film_abort,
};
