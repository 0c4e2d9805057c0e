/* SPDX-License-Identifier: MIT */
/* Plays back what fuzzing keeps: each target runs on the files of tests/corpus/NAME, those that
 * take scenes on all scenes of the tree as well. What must not happen is a crash. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "fuzz.h"

enum { LEAST_FILES = 3 /* of each target */ };

static void run_file(const struct fuzz_target *target, const char *path)
{
    struct buffer bytes = {0};
    char piece[4096];
    size_t count;
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    while ((count = fread(piece, 1, sizeof piece, file)) > 0)
        buffer_add(&bytes, piece, count);
    fclose(file);
    /* exactly as long as its bytes, so that a sanitizer sees what reads behind them */
    uint8_t *exact = memory_allocate(bytes.length, 1);
    if (bytes.length > 0)
        memcpy(exact, bytes.bytes, bytes.length);
    target->run(exact, bytes.length);
    free(exact);
    buffer_finish(&bytes);
}

static size_t run_folder(const struct fuzz_target *target, const char *folder)
{
    struct arena arena = {0};
    size_t count = 0;
    DIR *listed = opendir(folder);
    const struct dirent *entry;
    while (listed && (entry = readdir(listed))) {
        size_t length = strlen(entry->d_name);
        bool is_scene = length > 5 && strcmp(entry->d_name + length - 5, ".yaml") == 0;
        bool is_corpus = strncmp(folder, "tests/corpus/", 13) == 0;
        if (entry->d_name[0] == '.' || (!is_scene && !is_corpus))
            continue;
        run_file(target, arena_format(&arena, "%s/%s", folder, entry->d_name));
        count++;
    }
    if (listed)
        closedir(listed);
    arena_finish(&arena);
    return count;
}

static void test_every_target_survives_its_corpus(void **state)
{
    static const char *const scenes[] = {"scenes/guide", "scenes/gallery", "scenes/films",
                                         "scenes/sheets", "tests/broken"};
    (void)state;
    for (size_t i = 0; i < FUZZ_TARGETS; i++) {
        const struct fuzz_target *target = &fuzz_targets[i];
        struct arena arena = {0};
        size_t count = run_folder(target, arena_format(&arena, "tests/corpus/%s", target->name));
        for (size_t s = 0; target->takes_scenes && s < sizeof scenes / sizeof *scenes; s++)
            count += run_folder(target, scenes[s]);
        printf("%s: %zu files\n", target->name, count);
        assert_true(count >= LEAST_FILES);
        arena_finish(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_target_survives_its_corpus),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
