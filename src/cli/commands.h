/* SPDX-License-Identifier: MIT */
/* What the program does; each returns its exit status. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "options.h"

#define CONVREEL_VERSION "0.2.0"

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
