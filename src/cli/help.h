/* SPDX-License-Identifier: MIT */
/* The rows of --help: a name, and what it is about, within 80 columns. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include <stdio.h>

void help_row(FILE *out, const char *name, const char *about);

#endif
