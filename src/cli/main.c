/* SPDX-License-Identifier: MIT */
/* convreel: a scene file in, the picture or the film that explains a convolution out. */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "commands.h"
#include "convreel/encoding.h"
#include "report.h"
#include "rights.h"

#ifdef COUNTS_FOLDER /* make coverage: watch, which only a signal ends, counts as well */
void __gcov_dump(void);
static enum command running = COMMANDS;
#define NOTE_COMMAND(command) (running = (command))
#define WRITE_COUNTS() (running == COMMAND_WATCH ? __gcov_dump() : (void)0)
#else
#define NOTE_COMMAND(command) (void)0
#define WRITE_COUNTS() (void)0
#endif

/* Of whoever waits for a film. A bar may stand on the line. */
static void tell_interruption(bool has_removed)
{
    static const char bare[] = "convreel: interrupted\n";
    static const char removed[] = "convreel: interrupted, what was unfinished is removed\n";
    const char *text = has_removed ? removed : bare;
    size_t length = has_removed ? sizeof removed - 1 : sizeof bare - 1;
    bool is_told = (!isatty(STDERR_FILENO) || write(STDERR_FILENO, "\n", 1) == 1) &&
                   write(STDERR_FILENO, text, length) >= 0;
    (void)is_told; /* there is nobody else to tell */
}

/* Nothing half-written stays behind. A closed pipe is a failed write, but nothing to talk about. */
static void end_on_signal(int number)
{
    bool has_removed = sink_remove_all();
    if (number == SIGINT)
        tell_interruption(has_removed);
    WRITE_COUNTS();
    _exit(number == SIGPIPE  ? STATUS_FILE
          : number == SIGINT ? STATUS_INTERRUPTED
                             : STATUS_TERMINATED);
}

static void remove_all(void)
{
    sink_remove_all();
}

static void catch_signals(void)
{
    struct sigaction ignored = {.sa_handler = SIG_IGN};
    sigaction(SIGXFSZ, &ignored, NULL); /* a file over the limit of the system is a failed write */
    static const int quiet[] = {SIGHUP, SIGPIPE}; /* ignored for us by nohup and others: so be it */
    struct sigaction ending = {.sa_handler = end_on_signal}, before;
    sigfillset(&ending.sa_mask); /* one ending at a time */
    sigaction(SIGINT, &ending, NULL);
    sigaction(SIGTERM, &ending, NULL);
    for (size_t i = 0; i < sizeof quiet / sizeof *quiet; i++)
        if (sigaction(quiet[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
            sigaction(quiet[i], &ending, NULL);
}

/* A file must not get the number of a closed standard stream: messages would end up in it. What
 * takes its place cannot be read or written either. */
static void keep_standard_streams(void)
{
    for (int file = STDIN_FILENO; file <= STDERR_FILENO; file++)
        /* cppcheck-suppress leakReturnValNotUsed ; it stays open */
        if (fcntl(file, F_GETFD) < 0 && open("/dev/null", file ? O_RDONLY : O_WRONLY) < 0)
            _exit(STATUS_FILE);
}

/* What was printed must have arrived. */
static enum status flush_output(enum status status)
{
    bool is_written = fflush(stdout) == 0 && !ferror(stdout);
    if (is_written || status != STATUS_DONE)
        return status;
    struct error error;
    error_set(&error, STATUS_FILE, "cannot write standard output");
    error_print(&error, stderr);
    return STATUS_FILE;
}

static enum status tell_usage(const struct error *error)
{
    error_print(error, stderr);
    return STATUS_USAGE;
}

static enum status (*const commands[COMMANDS])(const struct options *options) = {
    [COMMAND_RENDER] = command_render,
    [COMMAND_CHECK] = command_check,
    [COMMAND_TRACE] = command_trace,
    [COMMAND_DESCRIBE] = command_describe,
    [COMMAND_TABLE] = command_table,
    [COMMAND_WATCH] = command_watch,
    [COMMAND_QUIZ] = command_quiz,
    [COMMAND_JOIN] = command_join,
    [COMMAND_NEW] = command_new,
    [COMMAND_LIST] = command_list,
    [COMMAND_INFO] = command_info,
    [COMMAND_SCHEMA] = command_schema,
    [COMMAND_COMPLETIONS] = command_completions,
};

static enum status run_command(enum command command, int count, char **arguments)
{
    struct options options;
    struct error error;
    const char **scenes = memory_allocate((size_t)count + 1, sizeof *scenes);
    enum status status = STATUS_DONE;
    if (!options_read(&options, command, count, arguments, scenes, &error))
        status = tell_usage(&error);
    else if (options.wants_help)
        options_help(command, stdout);
    else {
        NOTE_COMMAND(command);
        options.keeps_rights |= command == COMMAND_WATCH; /* it serves, and folders come and go */
        rights_begin(&options);
        status = commands[command](&options);
    }
    free(scenes);
    return status;
}

static enum status run(int count, char **arguments)
{
    if (count < 2) {
        commands_usage(stderr);
        return STATUS_USAGE;
    }
    const char *name = arguments[1];
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) {
        commands_usage(stdout);
        return STATUS_DONE;
    }
    if (strcmp(name, "--version") == 0) {
        puts("convreel " CONVREEL_VERSION);
        return STATUS_DONE;
    }
    enum command command = commands_find(name);
    if (command != COMMANDS)
        return run_command(command, count - 2, arguments + 2);
    struct error error;
    const char *nearest = commands_nearest(name);
    if (nearest)
        error_set(&error, STATUS_USAGE, "no command '%.40s'; did you mean %s?", name, nearest);
    else
        error_set(&error, STATUS_USAGE, "no command '%.40s'; see convreel --help", name);
    return tell_usage(&error);
}

int main(int count, char **arguments)
{
    keep_standard_streams();
    catch_signals();
    (void)at_quick_exit(remove_all); /* where memory runs out; the first of 32 has room */
    return (int)flush_output(run(count, arguments));
}
