/* SPDX-License-Identifier: MIT */
/* How the branches of known blocks of printed models meet. */
#ifndef CONVREEL_SCENE_MODEL_BLOCKS_H
#define CONVREEL_SCENE_MODEL_BLOCKS_H

#include "convreel/base.h"

enum { MODEL_MOST_BRANCHES = 4 };

struct model_block {
    const char *type; /* the class */
    const char *join; /* "Add", "Concat"; NULL: its lines follow each other */
    bool keeps_size;  /* it joins only where channels and sizes are the input's */
    bool is_whole;    /* keeps every size, or is no part of the way: its lines are passed over */
    const char *starts[MODEL_MOST_BRANCHES]; /* modules that begin a branch, all from one place */
    const char *after;                       /* the module that follows the join; NULL: none */
};

/* The branches of a block that is being read. A place is how many items stand before it. */
struct model_branches {
    bool has_fork;
    size_t fork, ends[1 + MODEL_MOST_BRANCHES], count;
    long in_channels, out_channels; /* of the first and the last convolution */
    bool is_strided;
};

/* NULL: an unknown class. */
const struct model_block *model_block_find(const char *type);
bool model_block_begins_branch(const struct model_block *block, const char *line);
bool model_block_ends_with(const struct model_block *block, const char *line);
/* Takes notice of a line within the block. */
void model_branches_note(struct model_branches *branches, const char *line);
/* Where a branch begins; the one before it ends here. */
void model_branches_begin(struct model_branches *branches, size_t here);
/* How many of `ends` meet, the last of which is here; 0: none do. A block of one branch joins it
 * with what it reads. */
size_t model_branches_join(const struct model_block *block, struct model_branches *branches,
                           size_t here);

/* What stands behind "(conv1): " or "(0-5): 6 x ", the line's own copies. */
const char *model_skip_front(const char *line, size_t *copies);
/* "Conv2d" of "(0): torch.nn.Conv2d(...)"; in the arena. */
const char *model_type_of(const char *line, struct arena *arena);
/* How many parameters a line has that is not drawn, "BatchNorm2d(64, ...)", as far as it tells. */
double model_parameters(const char *line);

#endif
