/* SPDX-License-Identifier: MIT */
#ifndef ENCODING_JOIN_H
#define ENCODING_JOIN_H

#include "convreel/encoding.h"

/* As struct encoder has it. */
bool film_join(const struct film_parts *parts, struct sink *sink, struct error *error);

#endif
