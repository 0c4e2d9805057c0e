/* SPDX-License-Identifier: MIT */
/* The progress bar: pictures that are done, how many a second, the time that is left, bytes. */
#include "progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "amounts.h"

enum {
    BAR = 20,
    MOST_NAME = 16,     /* all of it fits in 80 columns */
    LEAST_PICTURES = 20 /* below that the work is done before one looks */
};

static const double pace = 0.1; /* seconds between two bars */

static bool can_draw(void)
{
    const char *term = getenv("TERM");
    return isatty(STDERR_FILENO) && !(term && strcmp(term, "dumb") == 0);
}

static double now(void)
{
    const double nanosecond = 1e-9;
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + nanosecond * (double)time.tv_nsec;
}

void progress_begin(struct progress *progress, size_t total)
{
    *progress = (struct progress){
        .is_shown = total >= LEAST_PICTURES && can_draw(),
        .total = total,
    };
    if (progress->is_shown)
        progress->start = progress->drawn = now();
}

/* "1:02:03" or "2:03" */
static const char *time_in_words(double seconds, struct arena *arena)
{
    enum { MINUTE = 60, HOUR = 3600 };
    long whole = (long)(seconds + 0.5);
    if (whole >= HOUR)
        return arena_format(arena, "%ld:%02ld:%02ld", whole / HOUR, whole % HOUR / MINUTE,
                            whole % MINUTE);
    return arena_format(arena, "%ld:%02ld", whole / MINUTE, whole % MINUTE);
}

static void draw(const struct progress *progress, const char *what, size_t bytes)
{
    char bar[BAR + 1];
    struct arena arena = {0};
    size_t full = progress->done * BAR / progress->total;
    double rate = (double)progress->done / (progress->drawn - progress->start);
    double left = (double)(progress->total - progress->done) / rate;
    memset(bar, '-', BAR);
    memset(bar, '#', full < BAR ? full : BAR);
    bar[BAR] = '\0';
    fprintf(stderr, "\r[%s] %zu/%zu, %.*f/s, %s left", bar, progress->done, progress->total,
            rate < 10, rate, time_in_words(left, &arena));
    if (bytes > 0)
        fprintf(stderr, ", %s", amount_bytes((double)bytes, &arena));
    fprintf(stderr, " %s\033[K", text_printable(&arena, what, strlen(what), MOST_NAME));
    fflush(stderr);
    arena_finish(&arena);
}

void progress_step(struct progress *progress, const char *what, size_t bytes)
{
    progress->done++;
    if (!progress->is_shown)
        return;
    double time = now();
    if (time - progress->drawn < pace)
        return;
    progress->drawn = time;
    progress->is_drawn = true;
    draw(progress, what, bytes);
}

void progress_clear(struct progress *progress)
{
    if (progress->is_drawn)
        fputs("\r\033[K", stderr);
    progress->is_drawn = false;
}
