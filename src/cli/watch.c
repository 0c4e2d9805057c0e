/* SPDX-License-Identifier: MIT */
/*
 * watch: one process that renders at each change of what a scene is read from. Its page is made in
 * small pieces, and browsers are answered between them: first they ask for the step they show.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "changes.h"
#include "commands.h"
#include "effects.h"
#include "preview.h"
#include "report.h"
#include "scene/embedded.h"
#include "server.h"

extern const struct embedded_file embedded_watch[];
extern const size_t embedded_watch_count;

enum {
    FIRST_PORT = 3000,
    LAST_PORT = 3099,
    SETTLE_MS = 10, /* after a file is written: others may follow at once */
    GONE_MS = 200,  /* after it is removed: most often it is written again */
    GAP_MS = 500    /* between looks for a folder that is gone */
};

struct watch {
    const struct options *options;
    const char *path;
    struct changes changes;
    struct server *server; /* NULL: files are written again */
    struct preview preview;
    struct server_body *frame, *page; /* page: the last good one; NULL: none yet */
    struct buffer problems;           /* what is wrong now; empty: nothing */
    size_t version;                   /* of the scene, counted */
    int64_t begun, due;               /* when work began, when it begins again; due -1: never */
    bool is_wrong;                    /* what the scene names may not be known */
};

/* ---- telling ---- */

static void tell_time(const struct watch *watch)
{
    if (!watch->options->is_quiet)
        fprintf(stderr, "rendered in %lld ms\n", (long long)(server_clock() - watch->begun));
}

static void send_event(struct watch *watch, const char *name, const char *data)
{
    struct buffer event = {0};
    server_put_event(name, data, &event);
    server_send(watch->server, &event);
    buffer_finish(&event);
}

static void send_version(struct watch *watch, const char *name)
{
    char version[32];
    snprintf(version, sizeof version, "%zu", watch->version);
    send_event(watch, name, version);
}

/* On the terminal, and over the picture if it is wrong. */
static void tell_problems(struct watch *watch, const struct error *error)
{
    const struct subject *subject = &watch->preview.subject;
    struct kept_bytes text = {0};
    FILE *out = open_memstream(&text.bytes, &text.length);
    subject_print_problems(subject, stderr);
    if (out)
        subject_print_problems(subject, out);
    if (error->status) {
        error_print(error, stderr);
        if (out)
            error_print(error, out);
    }
    if (out && fclose(out) == 0 && !watch->preview.is_loaded)
        buffer_add(&watch->problems, text.bytes, text.length);
    free(text.bytes);
}

/* ---- the page ---- */

static enum status load(struct watch *watch)
{
    struct timespec since;
    clock_gettime(CLOCK_REALTIME, &since);
    watch->begun = server_clock();
    watch->due = -1;
    buffer_finish(&watch->problems);
    preview_finish(&watch->preview);
    enum status status = preview_load(&watch->preview, watch->path, watch->options);
    const struct scene *scene = watch->preview.subject.scene;
    watch->is_wrong = status != STATUS_DONE;
    if (changes_follow(&watch->changes, watch->path, scene, watch->is_wrong, since))
        watch->due = watch->begun + SETTLE_MS;
    return status;
}

/* What browsers can ask for now. */
static void announce(struct watch *watch)
{
    tell_problems(watch, &watch->preview.error);
    watch->version++;
    if (watch->preview.is_loaded)
        send_version(watch, "picture");
    else
        send_event(watch, "problem", watch->problems.bytes);
}

static bool is_working(const struct watch *watch)
{
    return watch->preview.is_loaded && !watch->preview.is_whole;
}

/* The next piece of the page. */
static void work(struct watch *watch)
{
    struct preview *preview = &watch->preview;
    struct error error = {0};
    if (!preview_advance(preview, &error)) {
        preview->is_loaded = false;
        tell_problems(watch, &error);
        send_event(watch, "problem", watch->problems.bytes);
    } else if (preview->is_whole) {
        server_body_leave(watch->page);
        watch->page = server_body_create(preview->page.bytes, preview->page.length);
        preview->page = (struct kept_bytes){0};
        tell_time(watch);
        send_version(watch, "page");
    }
}

/* ---- answers ---- */

static bool give(struct server_body *body, const char *type, const char *policy,
                 struct server_answer *out)
{
    if (!body)
        return false;
    body->users++;
    *out = (struct server_answer){type, policy, body};
    return true;
}

/* Two themes take twice as long: only who sees the dark one asks for them. */
static bool give_step(struct watch *watch, const char *name, bool is_dark,
                      struct server_answer *out)
{
    struct kept_bytes picture = {0};
    struct error error = {0};
    char *end;
    unsigned long number = strtoul(name, &end, 10);
    if (strspn(name, "0123456789") == 0 || strcmp(end, ".svg") != 0 || !watch->preview.is_loaded)
        return false;
    if (is_dark)
        preview_load_dark(&watch->preview);
    bool is_drawn = preview_draw_step(&watch->preview, number, &picture, &error);
    if (is_drawn)
        *out =
            (struct server_answer){"image/svg+xml", "default-src 'none'; style-src 'unsafe-inline'",
                                   server_body_create(picture.bytes, picture.length)};
    else
        free(picture.bytes);
    return is_drawn;
}

static bool answer(void *context, const char *path, struct server_answer *out)
{
    static const char light[] = "/light/", dark[] = "/dark/";
    struct watch *watch = context;
    if (strcmp(path, "/") == 0)
        return give(watch->frame, "text/html; charset=utf-8",
                    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
                    "connect-src 'self'; frame-src 'self'; img-src 'self' data:; base-uri 'none'; "
                    "form-action 'none'; frame-ancestors 'none'",
                    out);
    if (strcmp(path, "/page.html") == 0)
        return give(watch->page, "text/html; charset=utf-8", "frame-ancestors 'self'", out);
    if (strcmp(path, "/events") == 0)
        return true;
    if (strncmp(path, light, sizeof light - 1) == 0)
        return give_step(watch, path + sizeof light - 1, false, out);
    return strncmp(path, dark, sizeof dark - 1) == 0 &&
           give_step(watch, path + sizeof dark - 1, true, out);
}

/* Who comes again after a while has missed events. */
static void greet(void *context, struct buffer *out)
{
    const struct watch *watch = context;
    char version[32];
    buffer_add_text(out, "retry: 500\n\n");
    snprintf(version, sizeof version, "%zu", watch->version);
    if (watch->page)
        server_put_event("page", version, out);
    if (watch->problems.length > 0)
        server_put_event("problem", watch->problems.bytes, out);
}

/* ---- files ---- */

/* The outputs that the call asks for, as if it were made again. */
static enum status render(struct watch *watch)
{
    struct options options = *watch->options;
    struct subject subject;
    struct timespec since;
    clock_gettime(CLOCK_REALTIME, &since);
    watch->begun = server_clock();
    watch->due = -1;
    watch->is_wrong = !subject_load_sizes(&subject, watch->path, &options);
    if (changes_follow(&watch->changes, watch->path, subject.scene, watch->is_wrong, since))
        watch->due = watch->begun + SETTLE_MS;
    subject_finish(&subject);
    options.command = COMMAND_RENDER;
    enum status status = command_render(&options);
    if (status == STATUS_DONE)
        tell_time(watch);
    return status;
}

/* ---- the loop ---- */

static void take_changes(struct watch *watch)
{
    enum change change = changes_read(&watch->changes, watch->is_wrong);
    int64_t due = server_clock() + (change == CHANGE_GONE ? GONE_MS : SETTLE_MS);
    if (change != CHANGE_NONE && (watch->due < 0 || due < watch->due))
        watch->due = due;
}

static int timeout_of(const struct watch *watch)
{
    int64_t left = watch->due - server_clock();
    if (is_working(watch))
        return 0;
    if (watch->due >= 0)
        return left > 0 ? (int)left : 0;
    return changes_have_gap(&watch->changes) ? GAP_MS : -1;
}

static void wait_for_something(struct watch *watch)
{
    struct pollfd polled[1 + SERVER_MOST_POLLED] = {{.fd = watch->changes.queue, .events = POLLIN}};
    int timeout = timeout_of(watch);
    size_t count = 1;
    if (watch->server)
        count += server_list(watch->server, polled + 1, &timeout);
    bool is_told = poll(polled, (nfds_t)count, timeout) >= 0;
    if (is_told && polled[0].revents)
        take_changes(watch);
    if (is_told && watch->server)
        server_serve(watch->server, polled + 1);
    if (changes_have_gap(&watch->changes) && changes_close_gap(&watch->changes))
        watch->due = server_clock() + SETTLE_MS;
}

/* Until a signal ends the program. */
static void run(struct watch *watch)
{
    for (;;) {
        wait_for_something(watch);
        if (watch->due < 0 || watch->due > server_clock()) {
            if (is_working(watch))
                work(watch);
        } else if (watch->server) {
            load(watch);
            announce(watch);
        } else
            render(watch);
    }
}

/* ---- the beginning ---- */

/* What the page cannot have. */
static bool check_options(const struct options *options, struct error *error)
{
    if (strcmp(options->scenes[0], "-") == 0)
        return error_set(error, STATUS_USAGE, "watch needs a file: standard input has no changes");
    const char *of_files = options->output     ? "-o"
                           : options->formats  ? "--format"
                           : options->alt      ? "--alt"
                           : options->deps     ? "--deps"
                           : options->pictures ? "--pictures"
                                               : NULL;
    const char *of_page = options->port ? "--port" : options->opens_browser ? "--open" : NULL;
    if (!options->is_unserved && of_files)
        return error_set(error, STATUS_USAGE, "%s is for files: it needs --no-serve", of_files);
    if (options->is_unserved && of_page)
        return error_set(error, STATUS_USAGE, "%s is for the page: it is not for --no-serve",
                         of_page);
    return true;
}

/* Goes on by itself; nobody waits for its end. */
static void open_browser(const char *address)
{
    extern char **environ;
    char program[] = "xdg-open", *arguments[] = {program, (char *)(uintptr_t)address, NULL};
    const struct sigaction forget = {.sa_handler = SIG_DFL, .sa_flags = SA_NOCLDWAIT};
    posix_spawn_file_actions_t files;
    pid_t child;
    sigaction(SIGCHLD, &forget, NULL);
    posix_spawn_file_actions_init(&files);
    for (int file = STDIN_FILENO; file <= STDERR_FILENO; file++)
        posix_spawn_file_actions_addopen(&files, file, "/dev/null", O_RDWR, 0);
    int reason = posix_spawnp(&child, program, &files, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&files);
    if (reason != 0)
        fprintf(stderr, "convreel: cannot run xdg-open: %s\n", strerror(reason));
}

static void tell_start(const struct watch *watch)
{
    struct arena arena = {0};
    const char *name = text_printable(&arena, watch->path, strlen(watch->path), 400);
    const char *address =
        arena_format(&arena, "http://127.0.0.1:%u", watch->server ? server_port(watch->server) : 0);
    if (!watch->options->is_quiet)
        fprintf(stderr, "watching %s%s%s\n", name, watch->server ? ", " : "",
                watch->server ? address : "");
    if (watch->options->opens_browser)
        open_browser(address);
    arena_finish(&arena);
}

static bool check_call(struct watch *watch, struct error *error)
{
    const struct preview *preview = &watch->preview;
    return !preview->is_loaded ||
           effects_check(watch->options, effects_of_plan(&preview->plan), error);
}

/* A scene that is wrong is waited for; a call that is wrong, or names no file, ends. */
static enum status serve(struct watch *watch, struct error *error)
{
    const struct options *options = watch->options;
    const struct server_site site = {watch, answer, greet};
    const struct embedded_file *frame =
        embedded_find(embedded_watch, embedded_watch_count, "frame");
    struct buffer text = {0};
    buffer_add(&text, frame->text, frame->length);
    watch->frame = server_body_create(text.bytes, text.length);
    watch->server = server_open(options->port ? options->port : FIRST_PORT,
                                options->port ? options->port : LAST_PORT, &site, error);
    if (!watch->server)
        return error->status;
    enum status status = load(watch);
    if (!check_call(watch, error))
        return error->status;
    if (status == STATUS_USAGE || watch->preview.subject.error.status) {
        tell_problems(watch, &watch->preview.error);
        return status;
    }
    tell_start(watch);
    announce(watch);
    run(watch);
    return STATUS_DONE;
}

static enum status write_files(struct watch *watch)
{
    tell_start(watch);
    enum status status = render(watch);
    if (status == STATUS_USAGE || access(watch->path, R_OK) != 0)
        return status;
    run(watch);
    return STATUS_DONE;
}

enum status command_watch(const struct options *options)
{
    struct watch *watch = memory_allocate(1, sizeof *watch); /* large for a stack */
    watch->options = options;
    watch->path = options->scenes[0];
    watch->due = -1;
    struct error error = {0};
    enum status status = STATUS_DONE;
    if (check_options(options, &error) && changes_open(&watch->changes, &error)) {
        status = options->is_unserved ? write_files(watch) : serve(watch, &error);
        changes_close(&watch->changes);
    }
    if (error.status)
        error_print(&error, stderr);
    preview_finish(&watch->preview);
    server_close(watch->server);
    server_body_leave(watch->frame);
    server_body_leave(watch->page);
    buffer_finish(&watch->problems);
    free(watch);
    return error.status ? error.status : status;
}
