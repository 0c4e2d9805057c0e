/* SPDX-License-Identifier: MIT */
/* Whether a call comes from the program's own code, not from a library's: for what is loaded before
 * a program. */
#ifndef CONVREEL_TESTS_OWN_CODE_H
#define CONVREEL_TESTS_OWN_CODE_H

#include <link.h>
#include <stdint.h>

static struct {
    uintptr_t first, end; /* 0: not known yet */
} own_code;

/* The program itself comes first. */
static int note_program(struct dl_phdr_info *info, size_t size, void *data)
{
    (void)size;
    (void)data;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[i];
        if (part->p_type != PT_LOAD || !(part->p_flags & PF_X))
            continue;
        own_code.first = info->dlpi_addr + part->p_vaddr;
        own_code.end = own_code.first + part->p_memsz;
    }
    return 1;
}

static void own_code_find(void)
{
    dl_iterate_phdr(note_program, NULL);
}

static int own_code_has(const void *caller)
{
    return (uintptr_t)caller >= own_code.first && (uintptr_t)caller < own_code.end;
}

#endif
