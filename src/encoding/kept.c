/* SPDX-License-Identifier: MIT */
/* What an encoder keeps from one file to the next. */
#include "convreel/encoding.h"

void encoding_forget(struct encoding_memory *memory)
{
    if (memory->destroy)
        memory->destroy(memory->data);
    *memory = (struct encoding_memory){0};
}
