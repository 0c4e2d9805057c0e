/* SPDX-License-Identifier: MIT */
/* A film's subtitles, as its file holds them. */
#include "encoding/film_words.h"

#include <string.h>

#include <libavcodec/avcodec.h>

#include "encoding/film_formats.h"

/* A style for all: MP4 keeps one, as 3GPP TS 26.245 has it: white, at the bottom, in the middle. */
static const uint8_t text_style[] = {0,   0,   0,    0,    1,    0xff, 0, 0,   0,   0,   0,   0,
                                     0,   0,   0,    0,    0,    0,    0, 0,   0,   0,   0,   1,
                                     0,   18,  0xff, 0xff, 0xff, 0xff, 0, 0,   0,   18,  'f', 't',
                                     'a', 'b', 0,    1,    0,    1,    5, 'S', 'e', 'r', 'i', 'f'};

int film_words_open(struct film_words *words, const struct encoding_settings *settings,
                    AVFormatContext *format)
{
    const char *name = film_format_find(settings->format)->subtitles;
    const AVCodecDescriptor *codec = avcodec_descriptor_get_by_name(name);
    *words = (struct film_words){.format = format,
                                 .subtitles = settings->tracks.subtitles,
                                 .count = settings->tracks.subtitle_count};
    if (!settings->tracks.has_subtitles_inside || settings->tracks.subtitle_count == 0 || !codec)
        return 0;
    words->stream = avformat_new_stream(format, NULL);
    if (!words->stream)
        return AVERROR(ENOMEM);
    AVCodecParameters *parameters = words->stream->codecpar;
    parameters->codec_type = AVMEDIA_TYPE_SUBTITLE;
    parameters->codec_id = codec->id;
    words->stream->time_base = (AVRational){1, 1000};
    words->stream->disposition = AV_DISPOSITION_DEFAULT;
    words->has_text_length = codec->id == AV_CODEC_ID_MOV_TEXT;
    if (!words->has_text_length)
        return 0;
    parameters->extradata = av_mallocz(sizeof text_style + AV_INPUT_BUFFER_PADDING_SIZE);
    if (!parameters->extradata)
        return AVERROR(ENOMEM);
    memcpy(parameters->extradata, text_style, sizeof text_style);
    parameters->extradata_size = sizeof text_style;
    return 0;
}

static int write_subtitle(struct film_words *words, const struct subtitle *subtitle)
{
    const struct rational ticks = {1000, 1};
    size_t before = words->has_text_length ? 2 : 0, length = strlen(subtitle->text);
    AVPacket *packet = av_packet_alloc();
    int code = packet ? av_new_packet(packet, (int)(before + length)) : AVERROR(ENOMEM);
    if (code >= 0) {
        if (before > 0) {
            packet->data[0] = (uint8_t)(length >> 8);
            packet->data[1] = (uint8_t)length;
        }
        memcpy(packet->data + before, subtitle->text, length);
        packet->pts = packet->dts = rational_round(rational_multiply(subtitle->start, ticks));
        packet->duration = rational_round(rational_multiply(subtitle->end, ticks)) - packet->pts;
        packet->stream_index = words->stream->index;
        packet->flags |= AV_PKT_FLAG_KEY;
        av_packet_rescale_ts(packet, (AVRational){1, 1000}, words->stream->time_base);
        code = av_interleaved_write_frame(words->format, packet);
    }
    av_packet_free(&packet);
    return code;
}

int film_words_write(struct film_words *words, struct rational until)
{
    int code = 0;
    while (code >= 0 && words->stream && words->next < words->count &&
           rational_compare(words->subtitles[words->next].start, until) < 0)
        code = write_subtitle(words, &words->subtitles[words->next++]);
    return code;
}
