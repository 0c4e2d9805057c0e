/* SPDX-License-Identifier: MIT */
/* From a sound file to samples: libavformat takes it apart, libavcodec decodes it, libswresample
 * brings it to the film's rate. Only what is asked for next is in memory. */
#include "encoding/film_recording.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libswresample/swresample.h>

#include "encoding/film_module.h"

/* The only code of FFmpeg's that a recording can reach; no way leads to another file. */
static const char formats[] = "wav,flac,mp3,ogg", protocols[] = "";
static const char codecs[] = "pcm_u8,pcm_s16le,pcm_s24le,pcm_s32le,pcm_f32le,pcm_f64le,pcm_alaw,"
                             "pcm_mulaw,adpcm_ms,adpcm_ima_wav,flac,mp3,mp3float,vorbis,libvorbis,"
                             "opus,libopus";
enum { LEAST_RATE = 1000, MOST_RATE = 768000, MOST_CHANNELS = 64 }; /* of a recording */

struct film_recording {
    int file;   /* borrowed */
    int64_t at; /* where libavformat reads next */
    AVIOContext *input;
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

static int read_input(void *opaque, uint8_t *out, int count)
{
    struct film_recording *recording = opaque;
    ssize_t got;
    do
        got = pread(recording->file, out, (size_t)count, (off_t)recording->at);
    while (got < 0 && errno == EINTR);
    if (got <= 0)
        return got < 0 ? AVERROR(errno) : AVERROR_EOF;
    recording->at += got;
    return (int)got;
}

static int64_t seek_input(void *opaque, int64_t offset, int whence)
{
    struct film_recording *recording = opaque;
    struct stat about;
    if (fstat(recording->file, &about) != 0)
        return AVERROR(errno);
    if (whence & AVSEEK_SIZE)
        return about.st_size;
    whence &= ~AVSEEK_FORCE;
    int64_t from = whence == SEEK_CUR ? recording->at : whence == SEEK_END ? about.st_size : 0;
    if (offset < -from || offset > INT64_MAX - from)
        return AVERROR(EINVAL);
    return recording->at = from + offset;
}

static int open_input(struct film_recording *recording)
{
    enum { AT_ONCE = 1 << 15 };
    unsigned char *bytes = av_malloc(AT_ONCE);
    if (bytes)
        recording->input =
            avio_alloc_context(bytes, AT_ONCE, 0, recording, read_input, NULL, seek_input);
    if (recording->input)
        recording->format = avformat_alloc_context();
    else
        av_free(bytes);
    if (!recording->format)
        return AVERROR(ENOMEM);
    recording->format->pb = recording->input;
    return 0;
}

static int open_format(struct film_recording *recording)
{
    AVDictionary *options = NULL;
    int code = open_input(recording);
    if (code < 0)
        return code;
    av_dict_set(&options, "format_whitelist", formats, 0);
    av_dict_set(&options, "protocol_whitelist", protocols, 0);
    av_dict_set(&options, "codec_whitelist", codecs, 0);
    code = avformat_open_input(&recording->format, NULL, NULL, &options);
    av_dict_free(&options);
    return code >= 0 ? avformat_find_stream_info(recording->format, NULL) : code;
}

/* What the resampler can take without a filter of gigabytes. */
static bool is_usual(const AVCodecParameters *sound)
{
    return sound->sample_rate >= LEAST_RATE && sound->sample_rate <= MOST_RATE &&
           sound->ch_layout.nb_channels <= MOST_CHANNELS;
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
    AVDictionary *options = NULL;
    int code = is_usual(chosen->codecpar)
                   ? avcodec_parameters_to_context(recording->codec, chosen->codecpar)
                   : AVERROR_INVALIDDATA;
    av_dict_set(&options, "codec_whitelist", codecs, 0);
    if (code >= 0)
        code = avcodec_open2(recording->codec, codec, &options);
    av_dict_free(&options);
    return code;
}

struct film_recording *film_recording_open(int file, struct error *error)
{
    av_log_set_level(AV_LOG_QUIET);
    struct film_recording *recording = memory_allocate(1, sizeof *recording);
    recording->file = file;
    int code = open_format(recording);
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
    if (recording->input)
        av_freep(&recording->input->buffer);
    avio_context_free(&recording->input);
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

static bool is_longer(const struct film_recording *recording, double seconds)
{
    return (double)recording->decoded > seconds * recording->codec->sample_rate;
}

bool film_recording_measure(int file, double most, struct rational *length, struct error *error)
{
    enum { AT_ONCE = 4096 };
    float samples[SOUND_CHANNELS * AT_ONCE];
    struct film_recording *recording = film_recording_open(file, error);
    size_t got = AT_ONCE;
    bool is_good = recording != NULL;
    while (is_good && got == AT_ONCE && !is_longer(recording, most))
        is_good = film_recording_read(recording, samples, AT_ONCE, &got, error);
    is_good = is_good && (is_longer(recording, most) || check_whole(recording, error));
    if (is_good)
        *length = rational_make(recording->decoded, recording->codec->sample_rate);
    film_recording_close(recording);
    return is_good;
}
