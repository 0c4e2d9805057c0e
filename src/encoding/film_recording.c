/* SPDX-License-Identifier: MIT */
/* From a sound file to samples: libavformat takes it apart, libavcodec decodes it, libswresample
 * brings it to the film's rate. Only what is asked for next is in memory. */
#include "encoding/film_recording.h"

#include <stdlib.h>
#include <string.h>

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libswresample/swresample.h>

#include "encoding/film_module.h"

/* The only kinds of files, and ways to them, that a scene can make libavformat go. */
static const char formats[] = "wav,flac,mp3,ogg", protocols[] = "file";

struct film_recording {
    AVFormatContext *format;
    AVCodecContext *codec;
    SwrContext *resampler; /* NULL: nothing is decoded yet */
    AVPacket *packet;
    AVFrame *frame;
    int stream;
    int64_t decoded; /* samples of the file's own rate */
    float *samples;  /* owned: what is decoded, and not asked for yet: pairs from first to end */
    size_t first, end, capacity;
    bool is_over;
};

static bool fail(struct error *error, const char *what, int code)
{
    char reason[AV_ERROR_MAX_STRING_SIZE] = "";
    av_strerror(code, reason, sizeof reason);
    return error_set(error, STATUS_SCENE, "%s: FFmpeg says: %s", what, reason);
}

/* ---- opening ---- */

static int open_format(struct film_recording *recording, const char *path)
{
    AVDictionary *options = NULL;
    struct arena arena = {0};
    av_dict_set(&options, "format_whitelist", formats, 0);
    av_dict_set(&options, "protocol_whitelist", protocols, 0);
    int code = avformat_open_input(&recording->format, arena_format(&arena, "file:%s", path), NULL,
                                   &options);
    av_dict_free(&options);
    arena_finish(&arena);
    return code >= 0 ? avformat_find_stream_info(recording->format, NULL) : code;
}

static int open_codec(struct film_recording *recording)
{
    const AVCodec *codec = NULL;
    int stream = av_find_best_stream(recording->format, AVMEDIA_TYPE_AUDIO, -1, -1, &codec, 0);
    if (stream < 0)
        return stream;
    recording->stream = stream;
    recording->codec = avcodec_alloc_context3(codec);
    recording->packet = av_packet_alloc();
    recording->frame = av_frame_alloc();
    if (!recording->codec || !recording->packet || !recording->frame)
        return AVERROR(ENOMEM);
    const AVStream *chosen = recording->format->streams[stream];
    recording->codec->pkt_timebase = chosen->time_base;
    recording->codec->thread_count = 1;
    recording->codec->flags |= AV_CODEC_FLAG_BITEXACT;
    int code = avcodec_parameters_to_context(recording->codec, chosen->codecpar);
    return code >= 0 ? avcodec_open2(recording->codec, codec, NULL) : code;
}

struct film_recording *film_recording_open(const char *path, struct error *error)
{
    av_log_set_level(AV_LOG_QUIET);
    struct film_recording *recording = memory_allocate(1, sizeof *recording);
    int code = open_format(recording, path);
    if (code >= 0)
        code = open_codec(recording);
    if (code >= 0)
        return recording;
    fail(error, "no sound can be read from it", code);
    film_recording_close(recording);
    return NULL;
}

void film_recording_close(struct film_recording *recording)
{
    if (!recording)
        return;
    swr_free(&recording->resampler);
    av_frame_free(&recording->frame);
    av_packet_free(&recording->packet);
    avcodec_free_context(&recording->codec);
    avformat_close_input(&recording->format);
    free(recording->samples);
    free(recording);
}

/* ---- decoding ---- */

/* One channel is heard on both sides, as loud as it is. */
static int open_resampler(struct film_recording *recording)
{
    AVFrame *frame = recording->frame;
    AVChannelLayout stereo = AV_CHANNEL_LAYOUT_STEREO;
    static const double of_mono[] = {1, 1};
    int code = swr_alloc_set_opts2(&recording->resampler, &stereo, AV_SAMPLE_FMT_FLT, SOUND_RATE,
                                   &frame->ch_layout, frame->format, frame->sample_rate, 0, NULL);
    if (code >= 0 && frame->ch_layout.nb_channels == 1)
        code = swr_set_matrix(recording->resampler, of_mono, 1);
    return code >= 0 ? swr_init(recording->resampler) : code;
}

/* What has been asked for goes; room for `count` pairs more behind what has not. */
static float *make_room(struct film_recording *recording, size_t count)
{
    size_t kept = recording->end - recording->first;
    if (kept + count > recording->capacity) {
        recording->capacity = 2 * (kept + count);
        recording->samples = memory_resize(recording->samples, recording->capacity,
                                           SOUND_CHANNELS * sizeof *recording->samples);
    }
    memmove(recording->samples, recording->samples + SOUND_CHANNELS * recording->first,
            kept * SOUND_CHANNELS * sizeof *recording->samples);
    recording->first = 0;
    recording->end = kept;
    return recording->samples + SOUND_CHANNELS * kept;
}

/* frame NULL: the end, where the resampler still holds some. */
static int resample(struct film_recording *recording, const AVFrame *frame)
{
    int code = recording->resampler || !frame ? 0 : open_resampler(recording);
    if (code < 0 || !recording->resampler)
        return code;
    int most = swr_get_out_samples(recording->resampler, frame ? frame->nb_samples : 0);
    if (most < 0)
        return most;
    uint8_t *out = (uint8_t *)make_room(recording, (size_t)most);
    const uint8_t **in = frame ? (const uint8_t **)frame->extended_data : NULL;
    code = swr_convert(recording->resampler, &out, most, in, frame ? frame->nb_samples : 0);
    if (code > 0)
        recording->end += (size_t)code;
    return code;
}

/* A part of the file that cannot be decoded is passed over: what is missing is counted. */
static int send_packet(struct film_recording *recording)
{
    AVPacket *packet = recording->packet;
    int code = av_read_frame(recording->format, packet);
    bool is_at_end = code < 0;
    if (!is_at_end && packet->stream_index != recording->stream)
        code = 0;
    else
        code = avcodec_send_packet(recording->codec, is_at_end ? NULL : packet);
    av_packet_unref(packet);
    return code == AVERROR_INVALIDDATA ? 0 : code;
}

/* The next frame of the file, into the samples; sets is_over. */
static int decode(struct film_recording *recording)
{
    AVFrame *frame = recording->frame;
    int code = avcodec_receive_frame(recording->codec, frame);
    if (code == AVERROR(EAGAIN))
        return send_packet(recording);
    if (code == AVERROR_EOF) {
        recording->is_over = true;
        return resample(recording, NULL);
    }
    if (code < 0)
        return code == AVERROR_INVALIDDATA ? 0 : code;
    if (frame->sample_rate != recording->codec->sample_rate) {
        code = AVERROR_INPUT_CHANGED;
    } else {
        recording->decoded += frame->nb_samples;
        code = resample(recording, frame);
    }
    av_frame_unref(frame);
    return code;
}

bool film_recording_read(struct film_recording *recording, float *out, size_t count, size_t *got,
                         struct error *error)
{
    while (recording->end - recording->first < count && !recording->is_over) {
        int code = decode(recording);
        if (code < 0)
            return fail(error, "its sound cannot be decoded", code);
    }
    size_t there = recording->end - recording->first;
    *got = there < count ? there : count;
    if (*got > 0)
        memcpy(out, recording->samples + SOUND_CHANNELS * recording->first,
               *got * SOUND_CHANNELS * sizeof *out);
    recording->first += *got;
    return true;
}

/* ---- measuring ---- */

/* A file that says how long it is must be nearly so long. */
static bool check_whole(const struct film_recording *recording, struct error *error)
{
    const AVFormatContext *format = recording->format;
    const double most_missing = 0.1; /* seconds */
    double length = (double)recording->decoded / recording->codec->sample_rate;
    double said = (double)format->duration / AV_TIME_BASE;
    if (recording->decoded == 0)
        return error_set(error, STATUS_SCENE, "there is no sound in it");
    if (format->duration_estimation_method != AVFMT_DURATION_FROM_STREAM ||
        length + most_missing >= said)
        return true;
    return error_set(error, STATUS_SCENE, "it breaks off: of %.1f s of sound %.1f s are there",
                     said, length);
}

bool film_recording_measure(const char *path, struct rational *length, struct error *error)
{
    enum { AT_ONCE = 4096 };
    float samples[SOUND_CHANNELS * AT_ONCE];
    struct film_recording *recording = film_recording_open(path, error);
    size_t got = AT_ONCE;
    bool is_good = recording != NULL;
    while (is_good && got == AT_ONCE)
        is_good = film_recording_read(recording, samples, AT_ONCE, &got, error);
    is_good = is_good && check_whole(recording, error);
    if (is_good)
        *length = rational_make(recording->decoded, recording->codec->sample_rate);
    film_recording_close(recording);
    return is_good;
}
