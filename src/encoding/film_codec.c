/* SPDX-License-Identifier: MIT */
/* The film's encoder: chosen once for a call, by its presence alone. */
#include "encoding/film_codec.h"

#include <stdlib.h>
#include <string.h>

#include <libavutil/cpu.h>
#include <libavutil/opt.h>

#include "encoding/encoders.h"

enum {
    THREADS = 4, /* fixed, since the bytes depend on it */
    DEFAULT_CRF = 18
};

/* In the order of trying. CONVREEL_ENCODERS, names with commas between, stands over it. */
static const char *encoder_names(void)
{
    const char *names = getenv("CONVREEL_ENCODERS");
    return names && *names ? names : "libx264,libopenh264,mpeg4";
}

/* The first of the names that libavcodec has. */
static const AVCodec *find_codec(const char *names, struct probed *probed)
{
    struct arena arena = {0};
    char *list = arena_copy_text(&arena, names, strlen(names)), *rest = NULL;
    const AVCodec *codec = NULL;
    for (char *name = strtok_r(list, ",", &rest); name; name = strtok_r(NULL, ",", &rest)) {
        codec = avcodec_find_encoder_by_name(name);
        if (codec)
            break;
        if (probed && !probed->missing[0])
            snprintf(probed->missing, sizeof probed->missing, "%s", name);
    }
    arena_finish(&arena);
    return codec;
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
    codec->gop_size = FILM_KEY_PICTURES;
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

/* Of the options that x264 knows, other encoders take the quality they have. */
static AVDictionary *codec_options(const AVCodec *codec, const struct encoding_settings *settings,
                                   AVCodecContext *context)
{
    AVDictionary *options = NULL;
    if (strcmp(codec->name, "libx264") == 0) {
        av_dict_set(&options, "preset", settings->preset ? settings->preset : "veryfast", 0);
        av_dict_set_int(&options, "crf", settings->crf >= 0 ? settings->crf : DEFAULT_CRF, 0);
        avoid_bad_rows(context, &options);
    } else {
        context->flags |= AV_CODEC_FLAG_QSCALE;
        context->global_quality = 3 * FF_QP2LAMBDA;
        context->bit_rate = (int64_t)context->width * context->height * 8;
    }
    return options;
}

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
    const char *names = settings->codec ? settings->codec : encoder_names();
    const AVCodec *codec = find_codec(names, probed);
    if (!codec) {
        error_set(error, STATUS_NO_ENCODER,
                  "no encoder for mp4: libavcodec has none of %s; install one with libx264", names);
        return NULL;
    }
    if (probed)
        snprintf(probed->codec, sizeof probed->codec, "%s", codec->name);
    return open_codec(codec, settings, error);
}
