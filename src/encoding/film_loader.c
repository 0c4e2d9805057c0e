/* SPDX-License-Identifier: MIT */
/*
 * Films, by way of a module that is loaded when one is made: FFmpeg's libraries would cost every
 * other run 40 ms of start-up. Once loaded it stays until the program ends: its libraries do not
 * all clean up behind themselves.
 */
#include "encoding/encoders.h"

#include <dlfcn.h>
#include <libgen.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MODULE "convreel-film.so"

struct film_loader {
    const struct encoder *film; /* in the module */
    void *state;                /* the film's own */
};

/* Folders where the module may stand: beside the program, above it (a test program's), installed.
 */
static const char *module_path(size_t number, const char *program, struct arena *arena)
{
    switch (number) {
    case 0:
        return arena_format(arena, "%s/" MODULE, program);
    case 1:
        return arena_format(arena, "%s/../" MODULE, program);
    case 2:
        return arena_format(arena, "%s/../lib/convreel/" MODULE, program);
    case 3:
        return CONVREEL_LIBDIR "/convreel/" MODULE;
    default:
        return NULL;
    }
}

static bool load(struct film_loader *loader, struct error *error)
{
    char program[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    program[length > 0 ? length : 0] = '\0';
    const char *folder = dirname(program), *reason = NULL, *path;
    struct arena arena = {0};
    *loader = (struct film_loader){0};
    for (size_t i = 0; !loader->film && (path = module_path(i, folder, &arena)); i++) {
        if (access(path, R_OK) != 0)
            continue;
        void *module = dlopen(path, RTLD_NOW | RTLD_LOCAL);
        if (module)
            loader->film = dlsym(module, "convreel_film");
        else
            reason = dlerror();
    }
    if (!loader->film)
        error_set(error, STATUS_NO_ENCODER, "no encoder for films: %s",
                  reason ? reason
                         : MODULE " is neither beside the program nor in " CONVREEL_LIBDIR
                                  "/convreel");
    arena_finish(&arena);
    return loader->film != NULL;
}

static bool mp4_probe(const struct encoding_settings *settings, char note[64], struct error *error)
{
    struct film_loader loader;
    return load(&loader, error) && loader.film->probe(settings, note, error);
}

static bool mp4_open(void **state, const struct encoding_settings *settings, struct sink *sink,
                     struct error *error)
{
    struct film_loader *loader = memory_allocate(1, sizeof *loader);
    if (load(loader, error) && loader->film->open(&loader->state, settings, sink, error)) {
        *state = loader;
        return true;
    }
    free(loader);
    return false;
}

static bool mp4_add(void *state, const struct frame *frame, struct error *error)
{
    struct film_loader *loader = state;
    return loader->film->add(loader->state, frame, error);
}

static bool mp4_finish(void *state, struct error *error)
{
    struct film_loader *loader = state;
    bool is_written = loader->film->finish(loader->state, error);
    free(loader);
    return is_written;
}

static void mp4_abort(void *state)
{
    struct film_loader *loader = state;
    loader->film->abort(loader->state);
    free(loader);
}

const struct encoder encoder_mp4 = {
    .name = "mp4",
    .extension = "mp4",
    .about = "a film, H.264 at a constant frame rate",
    .wants_pixels = true,
    .is_animation = true,
    .has_quality = true,
    .needs_seek = true,
    .key_seconds = FILM_KEY_SECONDS,
    .is_constant_rate = true,
    .probe = mp4_probe,
    .open = mp4_open,
    .add = mp4_add,
    .finish = mp4_finish,
    .abort = mp4_abort,
};
