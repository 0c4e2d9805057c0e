/* SPDX-License-Identifier: MIT */
/* Recordings become one sound: each at its place, music softer while words are spoken. A recording
 * is open only while it is heard. */
#include "encoding/film_mix.h"

#include <stdlib.h>
#include <string.h>

enum {
    AT_ONCE = 1024,           /* pairs of samples */
    RAMP = SOUND_RATE / 4,    /* in which music becomes softer before words, and louder behind */
    FADE_OUT = 2 * SOUND_RATE /* in which it ends with the film */
};

static const double softer = 0.251188643150958; /* of music under words: 12 dB less */

/* A recording in the mix; samples are counted from the film's start. */
struct voice {
    const struct sound *sound;        /* borrowed */
    struct film_recording *recording; /* NULL: not open */
    int64_t start, at;                /* where it begins, and the next that it gives */
    bool is_over;
};

struct stretch {
    int64_t first, end;
};

struct film_mix {
    struct voice *voices;
    size_t voice_count;
    struct stretch *spoken;          /* in the order of time */
    size_t spoken_count, spoken_now; /* the first that is not over for good */
    int64_t at, end;                 /* the next sample; the film's end */
    float heard[SOUND_CHANNELS * AT_ONCE];
};

static int64_t sample_at(struct rational seconds)
{
    return rational_round(rational_multiply(seconds, rational_make(SOUND_RATE, 1)));
}

struct film_mix *film_mix_create(const struct tracks *tracks)
{
    struct film_mix *mix = memory_allocate(1, sizeof *mix);
    mix->at = sample_at(tracks->from);
    mix->end = sample_at(tracks->length);
    mix->voice_count = tracks->sound_count;
    mix->voices = memory_allocate(tracks->sound_count, sizeof *mix->voices);
    for (size_t i = 0; i < tracks->sound_count; i++) {
        const struct sound *sound = &tracks->sounds[i];
        int64_t start = sample_at(sound->start);
        mix->voices[i] = (struct voice){.sound = sound, .start = start, .at = start};
    }
    mix->spoken_count = tracks->spoken_count;
    mix->spoken = memory_allocate(tracks->spoken_count, sizeof *mix->spoken);
    for (size_t i = 0; i < tracks->spoken_count; i++)
        mix->spoken[i] =
            (struct stretch){sample_at(tracks->spoken[i].start), sample_at(tracks->spoken[i].end)};
    return mix;
}

void film_mix_destroy(struct film_mix *mix)
{
    if (!mix)
        return;
    for (size_t i = 0; i < mix->voice_count; i++)
        film_recording_close(mix->voices[i].recording);
    free(mix->voices);
    free(mix->spoken);
    free(mix);
}

/* ---- how loud music is ---- */

/* 0 far from words, 1 within them, between on the ramps. */
static double nearness(const struct stretch *spoken, int64_t at)
{
    int64_t away = at < spoken->first ? spoken->first - at : at - spoken->end;
    if (at >= spoken->first && at < spoken->end)
        return 1;
    return away >= RAMP ? 0 : 1 - (double)away / RAMP;
}

static double loudness(struct film_mix *mix, int64_t at)
{
    double near = 0;
    while (mix->spoken_now < mix->spoken_count && mix->spoken[mix->spoken_now].end + RAMP < at)
        mix->spoken_now++;
    for (size_t i = mix->spoken_now; i < mix->spoken_count; i++) {
        double share = nearness(&mix->spoken[i], at);
        near = share > near ? share : near;
        if (mix->spoken[i].first - RAMP > at)
            break;
    }
    int64_t left = mix->end - at, fade = mix->end < FADE_OUT ? mix->end : FADE_OUT;
    double fading = left >= fade ? 1 : left > 0 ? (double)left / (double)fade : 0;
    return fading * (1 - near * (1 - softer));
}

/* ---- mixing ---- */

/* The voice's next samples; music begins again at its end. got: fewer only where it is over. */
static bool read_voice(struct film_mix *mix, struct voice *voice, size_t count, size_t *got,
                       struct error *error)
{
    bool may_begin = true;
    *got = 0;
    while (*got < count && !voice->is_over) {
        size_t more;
        if (!voice->recording)
            voice->recording = film_recording_open(voice->sound->file, error);
        if (!voice->recording ||
            !film_recording_read(voice->recording, mix->heard + SOUND_CHANNELS * *got, count - *got,
                                 &more, error))
            return false;
        *got += more;
        voice->at += (int64_t)more;
        if (*got == count)
            break;
        film_recording_close(voice->recording);
        voice->recording = NULL;
        voice->is_over = !voice->sound->is_music || (more == 0 && !may_begin);
        may_begin = more > 0;
    }
    return true;
}

/* Up to where the mix is: a file may begin in the midst of a recording. */
static bool skip(struct film_mix *mix, struct voice *voice, struct error *error)
{
    while (voice->at < mix->at && !voice->is_over) {
        int64_t left = mix->at - voice->at;
        size_t got;
        if (!read_voice(mix, voice, left < AT_ONCE ? (size_t)left : AT_ONCE, &got, error))
            return false;
    }
    return true;
}

static bool add_voice(struct film_mix *mix, struct voice *voice, float *out, size_t count,
                      struct error *error)
{
    size_t got, before = 0;
    if (voice->start >= mix->at + (int64_t)count || !skip(mix, voice, error))
        return voice->start >= mix->at + (int64_t)count;
    if (voice->at > mix->at)
        before = (size_t)(voice->at - mix->at);
    if (!read_voice(mix, voice, count - before, &got, error))
        return false;
    for (size_t i = 0; i < got; i++) {
        int64_t at = mix->at + (int64_t)(before + i);
        double volume = voice->sound->volume * (voice->sound->is_music ? loudness(mix, at) : 1);
        for (size_t c = 0; c < SOUND_CHANNELS; c++)
            out[SOUND_CHANNELS * (before + i) + c] +=
                (float)(volume * mix->heard[SOUND_CHANNELS * i + c]);
    }
    return true;
}

static bool mix_some(struct film_mix *mix, float *out, size_t count, struct error *error)
{
    memset(out, 0, count * SOUND_CHANNELS * sizeof *out);
    for (size_t i = 0; i < mix->voice_count; i++)
        if (!mix->voices[i].is_over && !add_voice(mix, &mix->voices[i], out, count, error))
            return false;
    for (size_t i = 0; i < SOUND_CHANNELS * count; i++)
        out[i] = out[i] > 1 ? 1 : out[i] < -1 ? -1 : out[i];
    mix->at += (int64_t)count;
    return true;
}

bool film_mix_read(struct film_mix *mix, float *out, size_t count, struct error *error)
{
    while (count > 0) {
        size_t some = count < AT_ONCE ? count : AT_ONCE;
        if (!mix_some(mix, out, some, error))
            return false;
        out += SOUND_CHANNELS * some;
        count -= some;
    }
    return true;
}
