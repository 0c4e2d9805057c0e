/* SPDX-License-Identifier: MIT */
/* The temporary files that become outputs: made beside them, locked while they are written, gone
 * with the process or with the next one. */
#ifndef ENCODING_TEMPORARY_H
#define ENCODING_TEMPORARY_H

#include <sys/types.h>

/* A new file in the folder of `beside`, on the list from its first moment, and locked as long as
 * its description is open. -1: errno says why. path: the caller's to free. */
int temporary_create(const char *beside, mode_t mode, char **path);
/* Takes a file off the list: it has its final name, or is gone. */
void temporary_forget(const char *path);

#endif
