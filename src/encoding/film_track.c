/* SPDX-License-Identifier: MIT */
/* From the mix to packets: AAC or Opus, as the format's row says. */
#include "encoding/film_track.h"

#include <stdlib.h>
#include <string.h>

#include <libavcodec/avcodec.h>

#include "encoding/film_formats.h"
#include "encoding/film_mix.h"

struct film_track {
    AVFormatContext *format; /* borrowed */
    AVStream *stream;        /* the format's */
    AVCodecContext *codec;
    AVFrame *frame;
    AVPacket *packet;
    struct film_mix *mix;
    float *samples;    /* owned: of a frame, in pairs */
    int64_t at, count; /* pairs: the next, and all */
    int64_t delay;     /* pairs that packets are later than their sound */
};

static const AVCodec *find_codec(const struct encoding_settings *settings, struct error *error)
{
    const char *name = film_format_find(settings->format)->sound;
    const AVCodec *codec = avcodec_find_encoder_by_name(name);
    if (!codec)
        error_set(error, STATUS_NO_ENCODER, "no encoder for the sound of %s: libavcodec has no %s",
                  settings->format, name);
    return codec;
}

bool film_track_probe(const struct encoding_settings *settings, struct error *error)
{
    return settings->tracks.sound_count == 0 || find_codec(settings, error);
}

/* ---- opening ---- */

void film_track_close(struct film_track *track)
{
    if (!track)
        return;
    film_mix_destroy(track->mix);
    avcodec_free_context(&track->codec);
    av_frame_free(&track->frame);
    av_packet_free(&track->packet);
    free(track->samples);
    free(track);
}

static int open_codec(struct film_track *track, const AVCodec *codec,
                      const struct encoding_settings *settings, int64_t bit_rate)
{
    const AVChannelLayout stereo = AV_CHANNEL_LAYOUT_STEREO;
    track->codec = avcodec_alloc_context3(codec);
    track->frame = av_frame_alloc();
    track->packet = av_packet_alloc();
    if (!track->codec || !track->frame || !track->packet)
        return AVERROR(ENOMEM);
    track->codec->sample_fmt = av_get_sample_fmt(film_format_find(settings->format)->samples);
    track->codec->sample_rate = SOUND_RATE;
    track->codec->ch_layout = stereo;
    track->codec->time_base = (AVRational){1, SOUND_RATE};
    track->codec->bit_rate = bit_rate;
    track->codec->thread_count = 1;
    track->codec->flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT;
    int code = avcodec_open2(track->codec, codec, NULL);
    if (code < 0)
        return code;
    if (film_format_find(settings->format)->has_sound_delay)
        track->delay = track->codec->initial_padding;
    track->frame->format = track->codec->sample_fmt;
    track->frame->sample_rate = SOUND_RATE;
    track->frame->ch_layout = stereo;
    track->frame->nb_samples = track->codec->frame_size;
    return av_frame_get_buffer(track->frame, 0);
}

static int add_stream(struct film_track *track)
{
    track->stream = avformat_new_stream(track->format, NULL);
    if (!track->stream)
        return AVERROR(ENOMEM);
    track->stream->time_base = track->codec->time_base;
    return avcodec_parameters_from_context(track->stream->codecpar, track->codec);
}

bool film_track_open(struct film_track **out, const struct encoding_settings *settings,
                     AVFormatContext *format, int64_t bit_rate, struct error *error)
{
    *out = NULL;
    if (settings->tracks.sound_count == 0)
        return true;
    const AVCodec *codec = find_codec(settings, error);
    if (!codec)
        return false;
    struct film_track *track = memory_allocate(1, sizeof *track);
    track->format = format;
    int code = open_codec(track, codec, settings, bit_rate);
    if (code >= 0)
        code = add_stream(track);
    if (code < 0) {
        film_track_close(track);
        return error_set(error, STATUS_NO_ENCODER, "the encoder %s does not start", codec->name);
    }
    struct rational rate = {SOUND_RATE, 1};
    track->count = rational_round(rational_multiply(settings->length, rate));
    track->samples =
        memory_allocate((size_t)track->codec->frame_size, SOUND_CHANNELS * sizeof *track->samples);
    track->mix = film_mix_create(&settings->tracks);
    *out = track;
    return true;
}

/* ---- writing ---- */

/* A file's length is told by the last of what its packets say, which is not what is heard. None
 * says 0: that is not known. */
void film_track_end(AVPacket *packet, int64_t end)
{
    if (packet->pts + packet->duration > end)
        packet->duration = packet->pts < end ? end - packet->pts : 1;
}

/* The one place where packets of sound leave the encoder. frame NULL: the end. */
static int encode(struct film_track *track, const AVFrame *frame)
{
    int code = avcodec_send_frame(track->codec, frame);
    while (code >= 0) {
        code = avcodec_receive_packet(track->codec, track->packet);
        if (code == AVERROR(EAGAIN) || code == AVERROR_EOF)
            return 0;
        if (code < 0)
            break;
        AVRational from = track->codec->time_base, to = track->stream->time_base;
        track->packet->pts += track->delay;
        track->packet->dts += track->delay;
        av_packet_rescale_ts(track->packet, from, to);
        if (track->delay > 0)
            film_track_end(track->packet, av_rescale_q(track->count, from, to));
        track->packet->stream_index = track->stream->index;
        code = av_interleaved_write_frame(track->format, track->packet);
    }
    return code;
}

/* Each channel for itself where the encoder wants it so. */
static void fill_frame(struct film_track *track, size_t count)
{
    bool is_planar = av_sample_fmt_is_planar(track->codec->sample_fmt);
    for (size_t i = 0; i < SOUND_CHANNELS * count; i++) {
        float *plane = (float *)track->frame->data[is_planar ? i % SOUND_CHANNELS : 0];
        plane[is_planar ? i / SOUND_CHANNELS : i] = track->samples[i];
    }
}

bool film_track_write(struct film_track *track, struct rational until, int *code,
                      struct error *error)
{
    *code = 0;
    while (track && track->at < track->count && *code >= 0) {
        int64_t left = track->count - track->at, size = track->codec->frame_size;
        size_t count = (size_t)(left < size ? left : size);
        struct rational at = rational_make(track->at, SOUND_RATE);
        if (rational_compare(at, until) >= 0)
            break;
        if (!film_mix_read(track->mix, track->samples, count, error))
            return false;
        *code = av_frame_make_writable(track->frame);
        if (*code < 0)
            break;
        fill_frame(track, count);
        track->frame->nb_samples = (int)count;
        track->frame->pts = track->at;
        track->at += (int64_t)count;
        *code = encode(track, track->frame);
    }
    return *code >= 0;
}

bool film_track_finish(struct film_track *track, int *code, struct error *error)
{
    *code = 0;
    if (!track)
        return true;
    if (!film_track_write(track, rational_make(track->count, SOUND_RATE), code, error))
        return false;
    *code = encode(track, NULL);
    return *code >= 0;
}
