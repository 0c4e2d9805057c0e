/* SPDX-License-Identifier: MIT */
/* Where an output goes: a path, a folder, standard output. */
#ifndef CLI_TARGET_H
#define CLI_TARGET_H

#include "plan.h"

/* Whether what is made of the scene goes to standard output: -o says so, or the scene is standard
 * input and -o says nothing. */
bool target_is_standard_output(const struct subject *subject, const struct options *options);
/* Whether -o names a folder, by its last character or because it is one. */
bool target_is_folder(const char *path);
/* NULL for -. */
const char *target_or_standard_output(const char *path);
/* A folder's path for a pattern in which no % of it is a word's, in the arena. */
const char *target_as_it_is(const char *folder, struct arena *arena);
/* Settles an output's pattern. */
bool target_choose(struct plan *plan, struct output *output, const struct options *options,
                   struct error *error);
/* Makes the folder of a file and those above it. */
bool target_make_folder(const char *path, struct error *error);
/* Whether it could, as far as that can be told without making one. */
bool target_can_make_folder(const char *path, struct error *error);
/* Removes from a file's folder what runs that were killed left there. */
void target_clean_beside(const char *path);

#endif
