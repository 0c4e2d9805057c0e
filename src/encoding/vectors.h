/* SPDX-License-Identifier: MIT */
/* For plain loops over pixels, of which the compiler makes vectors; the Makefile asks for that. */
#ifndef ENCODING_VECTORS_H
#define ENCODING_VECTORS_H

/* Compiled twice, for the vectors of AVX2 and without; the loader takes one of them. */
#if defined(__GNUC__) && defined(__x86_64__) && defined(__linux__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define VECTORS __attribute__((target_clones("avx2", "default")))
#else
#define VECTORS
#endif

#if defined(__GNUC__) && defined(__x86_64__)
__attribute__((target("avx"))) static inline void vectors_clear_upper(void)
{
    __builtin_ia32_vzeroupper();
}

/* Behind assembly that leaves the upper halves of AVX's registers in use, as ISA-L's does: until
 * they are cleared, all code without AVX is slower, zlib by a third. */
static inline void vectors_clear(void)
{
    if (__builtin_cpu_supports("avx"))
        vectors_clear_upper();
}
#else
static inline void vectors_clear(void)
{
}
#endif

#endif
