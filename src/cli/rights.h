/* SPDX-License-Identifier: MIT */
/* What the process gives up, by Linux's Landlock and seccomp; where a system has them not, nothing.
 * Neither does anything if the options keep rights. */
#ifndef CLI_RIGHTS_H
#define CLI_RIGHTS_H

#include "plan.h"

/* Before anything is read, while there is one thread: from now on no program is started, no
 * connection opened, no other process reached. A command that makes no files, or one whose name it
 * knows, writes nothing else either. */
void rights_begin(const struct options *options);
/* From now on files are made, written and removed in the folders of these plans' files and of the
 * deps of the options alone, and of temporary files where some are needed; by this thread and those
 * that it makes. Sixteen times in a process; later ones change nothing. */
void rights_bound_writing(const struct plan *const *plans, size_t count,
                          const struct options *options);
/* Which of both this system has: "Landlock and seccomp"; "none". */
const char *rights_names(void);

#endif
