/* SPDX-License-Identifier: MIT */
/* The table of films. A new row is a new format. */
#include "encoding/film_formats.h"

#include <assert.h>
#include <string.h>

enum { KEY_PICTURES = 250 }; /* one at least of so many is packed whole, for seeking */

/* What all of them have; .has_quality and the like are the row's. */
#define MODULE(format, ending)                                                       \
    .name = format, .extension = ending, .wants_pixels = true, .is_animation = true, \
    .probe = film_loader_probe, .open = film_loader_open, .add = film_loader_add,    \
    .finish = film_loader_finish, .abort = film_loader_abort
#define FILM(format, ending) \
    MODULE(format, ending), .needs_seek = true, .is_constant_rate = true, .join = film_loader_join

const struct film_format film_formats[FILM_FORMATS] = {
    [FILM_MP4] = {{FILM("mp4", "mp4"), .about = "a film, H.264 at a constant frame rate",
                   .has_quality = true, .growth = 1.05, .key_pictures = KEY_PICTURES,
                   .memory = 30e6, .pixel_memory = 140},
                  .symbol = "convreel_film",
                  .container = "mp4",
                  .codecs = "libx264,libopenh264,mpeg4",
                  .pixels = "yuv420p",
                  .subtitles = "mov_text",
                  .sound = "aac",
                  .samples = "fltp",
                  .options = "movflags=+faststart"},
    [FILM_WEBM] = {{FILM("webm", "webm"),
                    .about = "a film for the web, VP9 at a constant frame rate",
                    .has_quality = true, .growth = 1.05, .key_pictures = KEY_PICTURES,
                    .is_alpha_kept = true, .memory = 70e6, .pixel_memory = 130},
                   .symbol = "convreel_film",
                   .container = "webm",
                   .codecs = "libvpx-vp9",
                   .pixels = "yuv420p",
                   .alpha_pixels = "yuva420p",
                   .subtitles = "webvtt",
                   .sound = "libopus",
                   .samples = "flt",
                   .has_sound_delay = true,
                   .options = ""},
    [FILM_AV1] = {{FILM("av1", "webm"), .about = "a smaller film for the web, AV1 in WebM",
                   .has_quality = true, .growth = 1.05, .key_pictures = KEY_PICTURES,
                   .memory = 60e6, .pixel_memory = 100},
                  .symbol = "convreel_film",
                  .container = "webm",
                  .codecs = "libsvtav1",
                  .pixels = "yuv420p",
                  .subtitles = "webvtt",
                  .sound = "libopus",
                  .samples = "flt",
                  .has_sound_delay = true,
                  .options = ""},
    [FILM_MOV] = {{FILM("mov", "mov"),
                   .about = "a film for editors, ProRes 4444, with transparency", .growth = 1.9,
                   .key_pictures = 1, .is_alpha_kept = true, .memory = 30e6, .pixel_memory = 45},
                  .symbol = "convreel_film",
                  .container = "mov",
                  .codecs = "prores_ks",
                  .pixels = "yuv444p10le",
                  .alpha_pixels = "yuva444p10le",
                  .subtitles = "mov_text",
                  .sound = "aac",
                  .samples = "fltp",
                  .options = "movflags=+faststart"},
    [FILM_WEBP] = {{MODULE("webp", "webp"),
                    .about = "an animation in exact colours, smaller, for browsers",
                    .has_quality = true, .growth = 1.2, .has_loop = true, .is_alpha_kept = true,
                    .memory = 20e6, .pixel_memory = 35},
                   .symbol = "convreel_webp"},
};

const struct film_format *film_format_named(const char *name)
{
    for (size_t i = 0; i < FILM_FORMATS; i++)
        if (strcmp(film_formats[i].encoder.name, name) == 0)
            return &film_formats[i];
    return NULL;
}

const struct film_format *film_format_find(const char *name)
{
    const struct film_format *format = film_format_named(name);
    assert(format);
    return format;
}
