/* SPDX-License-Identifier: MIT */
/* The progress bar. */
#include "progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    BAR = 30,
    MOST_NAME = 24,     /* all of it fits in 80 columns */
    LEAST_PICTURES = 20 /* below that the work is done before one looks */
};

static bool can_draw(void)
{
    const char *term = getenv("TERM");
    return isatty(STDERR_FILENO) && !(term && strcmp(term, "dumb") == 0);
}

void progress_begin(struct progress *progress, size_t total)
{
    *progress = (struct progress){
        .is_shown = total >= LEAST_PICTURES && can_draw(),
        .total = total,
    };
}

void progress_step(struct progress *progress, const char *what)
{
    progress->done++;
    if (!progress->is_shown || (progress->done - progress->drawn) * 100 < progress->total)
        return;
    char bar[BAR + 1];
    size_t full = progress->done * BAR / progress->total;
    memset(bar, '-', BAR);
    memset(bar, '#', full < BAR ? full : BAR);
    bar[BAR] = '\0';
    struct arena arena = {0};
    fprintf(stderr, "\r[%s] %zu/%zu %s\033[K", bar, progress->done, progress->total,
            text_printable(&arena, what, strlen(what), MOST_NAME));
    fflush(stderr);
    progress->drawn = progress->done;
    arena_finish(&arena);
}

void progress_clear(struct progress *progress)
{
    if (progress->is_shown && progress->drawn > 0)
        fputs("\r\033[K", stderr);
    progress->drawn = 0;
}
