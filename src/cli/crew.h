/* SPDX-License-Identifier: MIT */
/* The painters of those who make a scene's pictures side by side. */
#ifndef CLI_CREW_H
#define CLI_CREW_H

#include "subject.h"

struct crew {
    size_t count;                        /* threads that make pictures, 1 or more */
    struct painter *painters[MOST_JOBS]; /* one for each */
    struct painter *encoders;            /* for what encoders paint themselves */
    bool is_owner;                       /* false: all are the subject's painter, of one thread */
};

/* Opens fonts: before threads start. The subject's own painter then only measures. */
void crew_init(struct crew *crew, const struct subject *subject, size_t count);
void crew_finish(struct crew *crew);

#endif
