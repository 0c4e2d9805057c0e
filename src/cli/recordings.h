/* SPDX-License-Identifier: MIT */
/* The recordings that a film is heard with. */
#ifndef CLI_RECORDINGS_H
#define CLI_RECORDINGS_H

#include "subject.h"

struct plan;

/* Reads them all to their ends, before anything is timed: gives each shot the length of its own.
 * False: one cannot be heard; reported, or in the subject's error. */
bool recordings_measure(struct subject *subject);
/* What is heard in the film, and where music is softer, into the plan's tracks. */
void recordings_settle(struct plan *plan, const struct subject *subject);

#endif
