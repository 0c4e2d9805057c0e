/* SPDX-License-Identifier: MIT */
/* The rows of --help within 80 columns. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include <stdio.h>

/* A name, and what it is about. */
void help_row(FILE *out, const char *name, const char *about);
/* The formats, and the environment that those who write them look at. */
void help_formats(FILE *out);

#endif
