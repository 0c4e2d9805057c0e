/* SPDX-License-Identifier: MIT */
/* Which formats a render makes. */
#ifndef CLI_FORMATS_H
#define CLI_FORMATS_H

#include "plan.h"

/* Reports the scene's formats that nothing writes. */
bool formats_check(struct subject *subject);
/* Gives the plan an output for each format: of --format, else by the path's extension, else of the
 * scene's own words. The arena of the plan keeps what it needs. */
bool formats_choose(struct plan *plan, struct subject *subject, const struct options *options,
                    struct error *error);

#endif
