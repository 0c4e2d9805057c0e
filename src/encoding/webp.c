/* SPDX-License-Identifier: MIT */
/*
 * Animated WebP, lossless: libwebp finds what changed from one picture to the next. In the module
 * of films, whose libraries bring libwebp along. Boundaries of pictures are rounded to
 * milliseconds, not their durations.
 */
#include <stdlib.h>
#include <string.h>

#include <webp/encode.h>
#include <webp/mux.h>

#include "encoding/encoders.h"
#include "encoding/film_formats.h"
#include "encoding/straight.h"

enum { MOST_MS = (1 << 24) - 1 };

extern const struct encoder convreel_webp;

struct webp {
    struct sink *sink; /* borrowed */
    WebPAnimEncoder *encoder;
    WebPConfig config;
    WebPPicture picture;
    int64_t end_ms;
    bool is_first;
};

static void destroy(struct webp *webp)
{
    WebPAnimEncoderDelete(webp->encoder);
    WebPPictureFree(&webp->picture);
    free(webp);
}

/* x264's words for speed are libwebp's levels. */
static int level_of(const struct encoding_settings *settings)
{
    static const char *const presets[] = {"ultrafast", "superfast", "veryfast", "faster",  "fast",
                                          "medium",    "slow",      "slower",   "veryslow"};
    enum { USUAL = 2, COUNT = sizeof presets / sizeof presets[0] };
    for (int i = 0; settings->preset && i < COUNT; i++)
        if (strcmp(presets[i], settings->preset) == 0)
            return i;
    return USUAL;
}

/* All colours are kept up to the usual crf, from there on fewer and fewer. */
static int near_lossless_of(const struct encoding_settings *settings)
{
    enum { USUAL = 18, MOST = 51 };
    int crf = settings->crf < USUAL ? USUAL : settings->crf;
    return 100 - (crf - USUAL) * 100 / (MOST - USUAL);
}

static bool init(struct webp *webp, const struct encoding_settings *settings)
{
    WebPAnimEncoderOptions options;
    if (!WebPConfigInit(&webp->config) || !WebPPictureInit(&webp->picture) ||
        !WebPAnimEncoderOptionsInit(&options))
        return false;
    options.anim_params.loop_count = settings->loop > 65535 ? 65535 : (int)settings->loop;
    options.kmax = 0; /* no whole pictures but the first */
    webp->picture.use_argb = 1;
    webp->picture.width = (int)settings->width;
    webp->picture.height = (int)settings->height;
    webp->encoder = WebPAnimEncoderNew((int)settings->width, (int)settings->height, &options);
    bool is_set = webp->encoder && WebPPictureAlloc(&webp->picture) &&
                  WebPConfigLosslessPreset(&webp->config, level_of(settings));
    webp->config.near_lossless = near_lossless_of(settings);
    return is_set;
}

static bool webp_open(void **state, const struct encoding_settings *settings, struct sink *sink,
                      struct error *error)
{
    if (settings->width > WEBP_MAX_DIMENSION || settings->height > WEBP_MAX_DIMENSION)
        return error_set(error, STATUS_LIMIT, "a WebP's side has at most %d pixels",
                         WEBP_MAX_DIMENSION);
    struct webp *webp = memory_allocate(1, sizeof *webp);
    *webp = (struct webp){.sink = sink, .is_first = true};
    if (init(webp, settings)) {
        *state = webp;
        return true;
    }
    destroy(webp);
    return error_set(error, STATUS_NO_ENCODER, "libwebp does not start (it needs memory)");
}

static int64_t to_ms(struct rational seconds)
{
    return rational_round(rational_multiply(seconds, rational_make(1000, 1)));
}

static bool fail(const struct webp *webp, struct error *error)
{
    return error_set(error, STATUS_NO_ENCODER, "libwebp says: %s",
                     WebPAnimEncoderGetError(webp->encoder));
}

/* A picture that is too short to be shown gives its time to the one before. */
static bool webp_add(void *state, const struct frame *frame, struct error *error)
{
    struct webp *webp = state;
    const struct raster *raster = frame->raster;
    int64_t start = to_ms(frame->start), end = to_ms(rational_add(frame->start, frame->duration));
    bool is_seen = webp->is_first || end > webp->end_ms;
    if (end - start > MOST_MS || end > INT32_MAX)
        return error_set(error, STATUS_LIMIT, "a WebP shows a picture for at most %d seconds",
                         MOST_MS / 1000);
    if (!is_seen)
        return true;
    for (size_t y = 0; y < raster->height; y++)
        straight_row(raster->pixels + y * raster->stride, raster->width, 0,
                     webp->picture.argb + y * (size_t)webp->picture.argb_stride);
    if (!WebPAnimEncoderAdd(webp->encoder, &webp->picture, (int)start, &webp->config))
        return fail(webp, error);
    webp->is_first = false;
    webp->end_ms = end;
    return true;
}

static bool webp_finish(void *state, struct error *error)
{
    struct webp *webp = state;
    WebPData data;
    WebPDataInit(&data);
    bool is_made = WebPAnimEncoderAdd(webp->encoder, NULL, (int)webp->end_ms, NULL) &&
                   WebPAnimEncoderAssemble(webp->encoder, &data);
    if (!is_made)
        fail(webp, error);
    else if (fwrite(data.bytes, 1, data.size, webp->sink->stream) != data.size)
        is_made = sink_error(webp->sink, error);
    WebPDataClear(&data);
    destroy(webp);
    return is_made;
}

static void webp_abort(void *state)
{
    destroy(state);
}

/* That the module was found is all. */
static bool webp_probe(const struct encoding_settings *settings, struct probed *probed,
                       struct error *error)
{
    (void)settings;
    (void)error;
    if (probed)
        *probed = (struct probed){.codec = "libwebp"};
    return true;
}

const struct encoder convreel_webp = {
    .name = "webp",
    .probe = webp_probe,
    .open = webp_open,
    .add = webp_add,
    .finish = webp_finish,
    .abort = webp_abort,
};
