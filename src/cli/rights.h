/* SPDX-License-Identifier: MIT */
/* What the process gives up once it knows which folders it writes to. */
#ifndef CLI_RIGHTS_H
#define CLI_RIGHTS_H

#include "plan.h"

/* From now on files are made, written and removed in the folders of these plans' files and of the
 * deps of the options alone, and of temporary files where some are needed, no program is started
 * and no connection is opened; by this thread and those that it makes. Linux's Landlock and seccomp
 * see to it; where a system has them not, nothing is given up. */
void rights_give_up(const struct plan *const *plans, size_t count, const struct options *options);
/* Which of both this system has: "Landlock and seccomp"; "none". */
const char *rights_names(void);

#endif
