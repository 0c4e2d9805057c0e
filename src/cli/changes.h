/* SPDX-License-Identifier: MIT */
/* Which files have changed, told by their folders: editors replace files by rename. */
#ifndef CLI_CHANGES_H
#define CLI_CHANGES_H

#include <time.h>

#include "convreel/base.h"
#include "convreel/scene.h"

struct watched_file;

/* Files that are watched. */
struct changes {
    int queue; /* of inotify: readable when something has happened */
    struct arena arena;
    struct watched_file *files; /* in the arena */
    size_t count;
};

enum change { CHANGE_NONE, CHANGE_GONE, CHANGE_WRITTEN };

bool changes_open(struct changes *changes, struct error *error);
/* Watches path and the scene's files, by their names and by where links lead; scene NULL: path
 * alone. keeps_old: those before as well. True: one of a folder that is new has changed since. */
bool changes_follow(struct changes *changes, const char *path, const struct scene *scene,
                    bool keeps_old, struct timespec since);
/* What has happened to the files; any: to whatever lies in their folders. */
enum change changes_read(struct changes *changes, bool any);
/* Whether a folder of theirs is not there. */
bool changes_have_gap(const struct changes *changes);
/* Looks for those folders; true: one is there now. */
bool changes_close_gap(struct changes *changes);
void changes_close(struct changes *changes);

#endif
