/* SPDX-License-Identifier: MIT */
/* The film's encoder: chosen once for a call, by its presence alone. */
#include "encoding/film_codec.h"

#include <stdlib.h>
#include <string.h>

#include <libavformat/avformat.h>
#include <libavutil/cpu.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>

#include "encoding/film_formats.h"

enum {
    THREADS = 4, /* fixed, since the bytes depend on it */
    DEFAULT_CRF = 18
};

/* In the order of trying. CONVREEL_ENCODERS, names with commas between, stands over the format's
 * own. */
static const char *encoder_names(const struct film_format *format)
{
    const char *names = getenv("CONVREEL_ENCODERS");
    return names && *names ? names : format->codecs;
}

static bool can_hold(const struct film_format *format, const AVCodec *codec)
{
    const AVOutputFormat *container = av_guess_format(format->container, NULL, NULL);
    return container && avformat_query_codec(container, codec->id, FF_COMPLIANCE_NORMAL) == 1;
}

/* The first of the names that libavcodec has and the format can hold. */
static const AVCodec *find_codec(const struct film_format *format, const char *names,
                                 struct probed *probed)
{
    struct arena arena = {0};
    char *list = arena_copy_text(&arena, names, strlen(names)), *rest = NULL;
    const AVCodec *found = NULL;
    for (char *name = strtok_r(list, ",", &rest); name && !found;
         name = strtok_r(NULL, ",", &rest)) {
        const AVCodec *codec = avcodec_find_encoder_by_name(name);
        if (codec && can_hold(format, codec))
            found = codec;
        else if (!codec && probed && !probed->missing[0])
            snprintf(probed->missing, sizeof probed->missing, "%s", name);
    }
    arena_finish(&arena);
    return found;
}

static AVRational to_av(struct rational a)
{
    return (AVRational){(int)a.num, (int)a.den};
}

static size_t even(size_t side)
{
    return side + side % 2;
}

static void set_picture(AVCodecContext *codec, const struct encoding_settings *settings)
{
    const struct film_format *format = film_format_find(settings->format);
    codec->width = (int)even(settings->width);
    codec->height = (int)even(settings->height);
    bool has_alpha = settings->background.alpha < 1 && format->alpha_pixels;
    codec->pix_fmt = av_get_pix_fmt(has_alpha ? format->alpha_pixels : format->pixels);
    codec->framerate = to_av(settings->fps);
    codec->time_base = av_inv_q(codec->framerate);
    codec->color_primaries = AVCOL_PRI_BT709;
    codec->color_trc = AVCOL_TRC_BT709;
    codec->colorspace = AVCOL_SPC_BT709;
    codec->color_range = AVCOL_RANGE_MPEG;
    codec->chroma_sample_location = AVCHROMA_LOC_LEFT;
    codec->gop_size = format->encoder.key_pictures;
    codec->thread_count = THREADS;
    codec->flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT;
}

/* x264's AVX-512 code for its macroblock tree (164 and others) takes eight macroblocks of a row at
 * a time. Where the last are fewer it goes on into memory that nothing has written, and a film's
 * bytes depend on what was there before. The code for AVX2 never does, and makes the same films; it
 * takes a quarter more time. */
static void avoid_bad_rows(const AVCodecContext *context, AVDictionary **options)
{
    enum { MACROBLOCK = 16, AT_A_TIME = 8 };
    int columns = (context->width + MACROBLOCK - 1) / MACROBLOCK;
    if (columns % AT_A_TIME != 0 && (av_get_cpu_flags() & AV_CPU_FLAG_AVX512))
        av_dict_set(options, "x264-params", "asm=avx2,fma3,bmi1,bmi2,lzcnt", 0);
}

/* ---- quality ---- */

static int crf_of(const struct encoding_settings *settings)
{
    return settings->crf >= 0 ? settings->crf : DEFAULT_CRF;
}

static const char *preset_of(const struct encoding_settings *settings)
{
    return settings->preset ? settings->preset : "veryfast";
}

static void set_x264(const struct encoding_settings *settings, AVCodecContext *context,
                     AVDictionary **options)
{
    av_dict_set(options, "preset", preset_of(settings), 0);
    av_dict_set_int(options, "crf", crf_of(settings), 0);
    av_dict_set(options, "forced-idr", "1", 0);
    avoid_bad_rows(context, options);
}

/* x264's words for speed as libvpx has them: its two ways of working, and how much it leaves out.
 * Each takes about the time that x264 does. */
static const struct {
    const char *preset, *deadline;
    int cpu_used;
} vpx_speeds[] = {
    {"ultrafast", "realtime", 8}, {"superfast", "realtime", 6}, {"veryfast", "realtime", 5},
    {"faster", "realtime", 4},    {"fast", "good", 5},          {"medium", "good", 3},
    {"slow", "good", 2},          {"slower", "good", 1},        {"veryslow", "good", 0},
};

/* VP9 counts to 63 where x264 counts to 51, and its 28 keeps colours as x264's 18 does. */
static int vp9_crf(int crf)
{
    enum { USUAL = 28, MOST = 63, MOST_X264 = 51 };
    return crf <= DEFAULT_CRF
               ? crf * USUAL / DEFAULT_CRF
               : USUAL + (crf - DEFAULT_CRF) * (MOST - USUAL) / (MOST_X264 - DEFAULT_CRF);
}

/* A bit rate of 0 leaves it to crf. */
static void set_vp9(const struct encoding_settings *settings, AVCodecContext *context,
                    AVDictionary **options)
{
    size_t speed = 0;
    while (strcmp(vpx_speeds[speed].preset, preset_of(settings)) != 0)
        speed++;
    context->bit_rate = 0;
    av_dict_set_int(options, "crf", vp9_crf(crf_of(settings)), 0);
    av_dict_set(options, "deadline", vpx_speeds[speed].deadline, 0);
    av_dict_set_int(options, "cpu-used", vpx_speeds[speed].cpu_used, 0);
    av_dict_set(options, "row-mt", "1", 0);
    if (settings->background.alpha < 1) /* libvpx's hidden pictures have no alpha */
        av_dict_set(options, "auto-alt-ref", "0", 0);
}

/* SVT-AV1 counts speeds from 13, the fastest; each takes about the time that x264 does. Its quality
 * counts as VP9's does, a little higher for the same loss. */
static void set_svt_av1(const struct encoding_settings *settings, AVCodecContext *context,
                        AVDictionary **options)
{
    static const char *const presets[] = {"ultrafast", "superfast", "veryfast", "faster",  "fast",
                                          "medium",    "slow",      "slower",   "veryslow"};
    enum { FASTEST = 12, HIGHER = 4, MOST = 63 };
    setenv("SVT_LOG", "1", 0); /* errors alone */
    int preset = 0, crf = vp9_crf(crf_of(settings)) + HIGHER;
    while (strcmp(presets[preset], preset_of(settings)) != 0)
        preset++;
    context->bit_rate = 0;
    av_dict_set_int(options, "crf", crf < MOST ? crf : MOST, 0);
    av_dict_set_int(options, "preset", FASTEST - preset, 0);
}

/* As editors name themselves, and know what to do. */
static void set_prores(const struct encoding_settings *settings, AVCodecContext *context,
                       AVDictionary **options)
{
    (void)settings;
    (void)context;
    av_dict_set(options, "profile", "4444", 0);
    av_dict_set(options, "vendor", "apl0", 0);
}

/* Other encoders take the quality they have. */
static void set_other(const struct encoding_settings *settings, AVCodecContext *context,
                      AVDictionary **options)
{
    (void)settings;
    (void)options;
    context->flags |= AV_CODEC_FLAG_QSCALE;
    context->global_quality = 3 * FF_QP2LAMBDA;
    context->bit_rate = (int64_t)context->width * context->height * 8;
}

static const struct quality {
    const char *codec; /* NULL: any other */
    void (*set)(const struct encoding_settings *settings, AVCodecContext *context,
                AVDictionary **options);
} qualities[] = {{"libx264", set_x264},
                 {"libvpx-vp9", set_vp9},
                 {"libsvtav1", set_svt_av1},
                 {"prores_ks", set_prores},
                 {NULL, set_other}};

static AVDictionary *codec_options(const AVCodec *codec, const struct encoding_settings *settings,
                                   AVCodecContext *context)
{
    AVDictionary *options = NULL;
    const struct quality *quality = qualities;
    while (quality->codec && strcmp(quality->codec, codec->name) != 0)
        quality++;
    quality->set(settings, context, &options);
    return options;
}

static bool is_svt(const AVCodec *codec)
{
    return strcmp(codec->name, "libsvtav1") == 0;
}

/* ---- opening ---- */

static AVCodecContext *open_codec(const AVCodec *codec, const struct encoding_settings *settings,
                                  struct error *error)
{
    AVCodecContext *context = avcodec_alloc_context3(codec);
    int code = AVERROR(ENOMEM);
    if (context) {
        set_picture(context, settings);
        AVDictionary *options = codec_options(codec, settings, context);
        code = avcodec_open2(context, codec, &options);
        av_dict_free(&options);
    }
    if (code >= 0)
        return context;
    char reason[AV_ERROR_MAX_STRING_SIZE] = "";
    av_strerror(code, reason, sizeof reason);
    error_set(error, STATUS_NO_ENCODER,
              "the encoder %s does not start: %s (it needs %d threads and memory)", codec->name,
              reason, THREADS);
    avcodec_free_context(&context);
    return NULL;
}

AVCodecContext *film_codec_open(const struct encoding_settings *settings, struct probed *probed,
                                struct error *error)
{
    av_log_set_level(AV_LOG_QUIET);
    const struct film_format *format = film_format_find(settings->format);
    const char *names = settings->codec ? settings->codec : encoder_names(format);
    const AVCodec *codec = find_codec(format, names, probed);
    if (!codec) {
        error_set(error, STATUS_NO_ENCODER,
                  "no encoder for %s: libavcodec has none of %s; install one with %.*s",
                  settings->format, names, (int)strcspn(format->codecs, ","), format->codecs);
        return NULL;
    }
    if (probed)
        snprintf(probed->codec, sizeof probed->codec, "%s", codec->name);
    if (probed && is_svt(codec)) /* that it is there is enough: it cannot be closed again */
        return avcodec_alloc_context3(codec);
    return open_codec(codec, settings, error);
}

/* SVT-AV1 waits for its last picture for ever, where none has come or it has not been told that it
 * was the last. One without pictures is left to the end of the process. */
void film_codec_close(AVCodecContext *context)
{
    AVPacket *packet = NULL;
    if (context && is_svt(context->codec) && avcodec_is_open(context)) {
        if (context->frame_number == 0 || !(packet = av_packet_alloc()))
            return;
        if (avcodec_send_frame(context, NULL) == 0)
            while (avcodec_receive_packet(context, packet) == 0)
                av_packet_unref(packet);
    }
    av_packet_free(&packet);
    avcodec_free_context(&context);
}
