/* SPDX-License-Identifier: MIT */
/* The files of src/encoding/page, which stand in the program. */
#ifndef ENCODING_PAGE_H
#define ENCODING_PAGE_H

#include "scene/embedded.h"

extern const struct embedded_file embedded_page[];
extern const size_t embedded_page_count;

#endif
