/* SPDX-License-Identifier: MIT */
/* What the program does: the commands by their names and their words, and each one, which returns
 * its exit status. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "options.h"

#define CONVREEL_VERSION "0.2.0"

struct command_row {
    const char *name, *synopsis, *about, *examples;
    size_t least, most; /* arguments that are no options */
    const char *takes;  /* where there is a most: "one scene" */
};

extern const struct command_row command_rows[COMMANDS];

/* The command of that name, COMMANDS if there is none. */
enum command commands_find(const char *name);
/* The command whose name is nearest, or NULL. */
const char *commands_nearest(const char *name);
/* What the program is and which commands it has. */
void commands_usage(FILE *out);

enum status command_render(const struct options *options);
enum status command_check(const struct options *options);
enum status command_trace(const struct options *options);
enum status command_describe(const struct options *options);
enum status command_table(const struct options *options);
enum status command_quiz(const struct options *options);
enum status command_watch(const struct options *options);
enum status command_join(const struct options *options);
enum status command_new(const struct options *options);
enum status command_list(const struct options *options);
enum status command_info(const struct options *options);
enum status command_schema(const struct options *options);
enum status command_completions(const struct options *options);

#endif
