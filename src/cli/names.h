/* SPDX-License-Identifier: MIT */
/* The names of all files that a call will write, looked at together before the first is. */
#ifndef CLI_NAMES_H
#define CLI_NAMES_H

#include "plan.h"

/* STATUS_USAGE where two outputs have one name or one would replace a scene. */
bool names_check(const struct plan *const *plans, size_t count, struct error *error);
/* STATUS_FILE where a folder is missing. */
bool names_check_folders(const struct plan *const *plans, size_t count, struct error *error);

#endif
