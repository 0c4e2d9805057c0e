/* SPDX-License-Identifier: MIT */
/* The names of all files that a call will write, looked at together before the first is. */
#ifndef CLI_NAMES_H
#define CLI_NAMES_H

#include "plan.h"

/* STATUS_USAGE where two outputs are one file, under whatever names, or one would replace a file
 * that any of the call's subjects was made of (scene.h, `files`). */
bool names_check(const struct plan *const *plans, size_t count,
                 const struct subject *const *subjects, size_t subject_count, struct error *error);
/* Makes the folders where target, the path of -o, is one or NULL; else STATUS_FILE where one is
 * missing. */
bool names_settle_folders(const struct plan *const *plans, size_t count, const char *target,
                          struct error *error);

#endif
