/* SPDX-License-Identifier: MIT */
/* libFuzzer's entry to the readers of files: the bytes as .npy, as .csv and as .png. */
#include <stddef.h>
#include <stdint.h>

#include "scene/file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct picture_options pictures[] = {
        {.channels = 1, .high = 255}, {.height = 3, .width = 5, .channels = 3, .high = 1}};
    struct buffer bytes = {0};
    struct arena arena = {0};
    struct tensor tensor;
    struct error error;
    buffer_add(&bytes, (const char *)data, size);
    npy_read(&bytes, &arena, &tensor, &error);
    csv_read(&bytes, &arena, &tensor, &error);
    for (size_t i = 0; i < sizeof pictures / sizeof *pictures; i++)
        picture_read(&bytes, &pictures[i], &arena, &tensor, &error);
    arena_finish(&arena);
    buffer_finish(&bytes);
    return 0;
}
