/* SPDX-License-Identifier: MIT */
/*
 * Films, by way of a module that is loaded when one is made: FFmpeg's libraries would cost every
 * other run 40 ms of start-up. Once loaded it stays until the program ends: its libraries do not
 * all clean up behind themselves.
 */
#include "encoding/film_formats.h"
#include "encoding/film_module.h"

#include <dlfcn.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MODULE "convreel-film.so"

struct film_loader {
    const struct encoder *film; /* in the module */
    void *state;                /* the film's own */
};

/* ---- where the module may stand ---- */

/* Where the program's own file is, as the kernel has it: neither a name that the caller chose nor
 * the working folder says it. */
struct program {
    char folder[PATH_MAX]; /* without links; "": not known */
    uid_t owner;
};

static struct program find_program(void)
{
    struct program program = {.owner = geteuid()};
    struct stat about;
    ssize_t length = readlink("/proc/self/exe", program.folder, sizeof program.folder - 1);
    program.folder[length > 0 ? length : 0] = '\0';
    char *slash = strrchr(program.folder, '/');
    bool is_known = slash && program.folder[0] == '/' && stat("/proc/self/exe", &about) == 0;
    if (is_known) {
        *slash = '\0';
        program.owner = about.st_uid;
    } else {
        program.folder[0] = '\0';
    }
    return program;
}

/* Beside the program, in the tree that it is installed in, where it was built for. NULL: no more.
 */
static const char *module_path(size_t number, const struct program *program, struct arena *arena)
{
    static const char installed[] = CONVREEL_LIBDIR "/convreel/" MODULE;
    bool is_known = program->folder[0] != '\0';
    switch (number) {
    case 0:
        return is_known ? arena_format(arena, "%s/" MODULE, program->folder) : "";
    case 1:
        return is_known ? arena_format(arena, "%s/../lib/convreel/" MODULE, program->folder) : "";
    case 2:
        return installed[0] == '/' ? installed : "";
    default:
        return NULL;
    }
}

/* Whether nobody may have put it there but root, who runs the program and who owns it. */
static bool is_ours(const char *path, const struct program *program)
{
    struct stat about;
    return stat(path, &about) == 0 && (about.st_mode & S_IWOTH) == 0 &&
           (about.st_uid == 0 || about.st_uid == geteuid() || about.st_uid == program->owner);
}

/* Why a module is not to be loaded; NULL: it may be. */
static const char *find_fault(const char *path, const struct program *program, struct arena *arena)
{
    const char *folder = arena_copy_text(arena, path, (size_t)(strrchr(path, '/') - path));
    if (is_ours(path, program) && is_ours(folder, program))
        return NULL;
    return arena_format(arena, "%s is left alone: others may write there", path);
}

/* ---- loading ---- */

/* The module is linked so that its own functions are all found at once. Its libraries look for
 * those of each other when they first call them: few ever are, and the start is a twentieth
 * shorter. */
static const void *load_module(const char *path, const char *symbol, const char **reason)
{
    void *module = dlopen(path, RTLD_LAZY | RTLD_LOCAL);
    const void *found = module ? dlsym(module, symbol) : NULL;
    if (!found)
        *reason = dlerror();
    /* cppcheck-suppress resourceLeak ; it stays loaded */
    return found;
}

/* What the module has of that name; NULL: error says why not. */
static const void *find_symbol(const char *symbol, struct error *error)
{
    const struct program program = find_program();
    const char *reason = NULL, *path;
    const void *found = NULL;
    struct arena arena = {0};
    for (size_t i = 0; !found && (path = module_path(i, &program, &arena)); i++) {
        char *full = realpath(path, NULL);
        if (!full)
            continue;
        const char *fault = find_fault(full, &program, &arena);
        if (fault)
            reason = fault;
        else
            found = load_module(full, symbol, &reason);
        free(full);
    }
    if (!found)
        error_set(error, STATUS_NO_ENCODER, "no encoder for films: %s",
                  reason ? reason
                         : MODULE " is neither beside the program nor in " CONVREEL_LIBDIR
                                  "/convreel");
    arena_finish(&arena);
    return found;
}

static bool load(struct film_loader *loader, const char *format, struct error *error)
{
    *loader = (struct film_loader){.film = find_symbol(film_format_find(format)->symbol, error)};
    return loader->film != NULL;
}

bool encoding_measure_sound(int file, double most, struct rational *length, struct error *error)
{
    const struct film_sounds *sounds = find_symbol("convreel_sounds", error);
    return sounds && sounds->measure(file, most, length, error);
}

bool film_loader_encode_sound(const struct encoding_settings *settings, struct buffer *out,
                              struct error *error)
{
    const struct film_sounds *sounds = find_symbol("convreel_sounds", error);
    return sounds && sounds->encode(settings, out, error);
}

void film_loader_put_libraries(struct buffer *out)
{
    struct error error;
    const struct film_libraries *libraries = find_symbol("convreel_film_libraries", &error);
    if (libraries)
        libraries->put(out);
}

/* ---- its encoder ---- */

bool film_loader_probe(const struct encoding_settings *settings, struct probed *probed,
                       struct error *error)
{
    struct film_loader loader;
    return load(&loader, settings->format, error) && loader.film->probe(settings, probed, error);
}

bool film_loader_open(void **state, const struct encoding_settings *settings, struct sink *sink,
                      struct error *error)
{
    struct film_loader *loader = memory_allocate(1, sizeof *loader);
    if (load(loader, settings->format, error) &&
        loader->film->open(&loader->state, settings, sink, error)) {
        *state = loader;
        return true;
    }
    free(loader);
    return false;
}

bool film_loader_add(void *state, const struct frame *frame, struct error *error)
{
    struct film_loader *loader = state;
    return loader->film->add(loader->state, frame, error);
}

bool film_loader_finish(void *state, struct error *error)
{
    struct film_loader *loader = state;
    bool is_written = loader->film->finish(loader->state, error);
    free(loader);
    return is_written;
}

void film_loader_abort(void *state)
{
    struct film_loader *loader = state;
    loader->film->abort(loader->state);
    free(loader);
}

bool film_loader_join(const struct film_parts *parts, struct sink *sink, struct error *error)
{
    struct film_loader loader;
    return load(&loader, parts->format, error) && loader.film->join(parts, sink, error);
}
