/* SPDX-License-Identifier: MIT */
/* Settling what a render makes of a scene, before the first picture. */
#ifndef CLI_PLANNING_H
#define CLI_PLANNING_H

#include "plan.h"

/* Settles the outputs of a scene. What the scene itself says wrong goes to its report (false,
 * error stays empty), as do warnings; all else fills error. */
bool planning_make(struct plan *plan, struct subject *subject, const struct options *options,
                   struct error *error);
/* Whether the encoders of all outputs work on this machine. The codec that is found makes all of an
 * output's files, and no other. told: one of which a better one is missing; NULL: not wanted. */
bool planning_probe(struct plan *plan, struct probed *told, struct error *error);

#endif
