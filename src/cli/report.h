/* SPDX-License-Identifier: MIT */
/* Problems on a terminal: where, what, the line itself, a caret, what to do. */
#ifndef CLI_REPORT_H
#define CLI_REPORT_H

#include <stdio.h>

#include "convreel/base.h"

/* Prints the first 20 problems by their places, and how many more there are. */
void report_print(const struct report *report, FILE *out);
/* All problems by their places; free() the list. */
const struct problem **report_sort(const struct report *report);
/* "convreel: TEXT". */
void error_print(const struct error *error, FILE *out);
/* The status of a report's errors: a usage error before a wrong scene before a limit; done if
 * there are only warnings. */
enum status report_status_of(const struct report *report);

/* "no list 'viws'; did you mean views?", on standard error. */
enum status tell_unknown_name(const char *what, const char *name, const char *const *names,
                              size_t count);

#endif
