/* SPDX-License-Identifier: MIT */
/* The pieces of JSON that the trace is made of. */
#ifndef CLI_JSON_H
#define CLI_JSON_H

#include <stdio.h>

#include "convreel/scene.h"

/* The shortest form that reads back equal; null where it is not finite. */
void json_number(FILE *out, double number);
/* Any bytes; what is no UTF-8 becomes U+FFFD. */
void json_string(FILE *out, const char *text);
void json_sizes(FILE *out, const size_t *size, size_t count);
/* "\"name\": " and nested lists of full rank, or null. */
void json_member(FILE *out, const char *name, const struct tensor *tensor, bool is_there);
/* The same after ",\n ". */
void json_tensor(FILE *out, const char *name, const struct tensor *tensor, bool is_there);

#endif
