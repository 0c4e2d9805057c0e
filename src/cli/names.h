/* SPDX-License-Identifier: MIT */
/* The names of all files that a call will write, looked at together before the first is. */
#ifndef CLI_NAMES_H
#define CLI_NAMES_H

#include "plan.h"

/* STATUS_USAGE where two outputs are one file, under whatever names, or one would replace a file
 * that any of the call's subjects was made of (scene.h, `files`). */
bool names_check(const struct plan *const *plans, size_t count,
                 const struct subject *const *subjects, size_t subject_count, struct error *error);
/* Makes the folders where -o is one or is not given, and finds them there where it is a file;
 * STATUS_FILE where that is not possible. Only looks whether it is, of a call that renders nothing.
 */
bool names_settle_folders(const struct plan *const *plans, size_t count,
                          const struct options *options, struct error *error);

#endif
