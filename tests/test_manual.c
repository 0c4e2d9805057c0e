/* SPDX-License-Identifier: MIT */
/* The manual's list of a theme's keys is the table that reads them. GOLDEN_UPDATE in the
 * environment writes it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "scene/fields.h"

static const char manual[] = "docs/themes.md", heading[] = "## Keys\n\n", prefix[] = "theme.";

static void read_whole(struct buffer *out)
{
    FILE *file = fopen(manual, "rb");
    if (!file)
        fail_msg("%s is missing", manual);
    char chunk[4096];
    for (size_t count; (count = fread(chunk, 1, sizeof chunk, file)) > 0;)
        buffer_add(out, chunk, count);
    fclose(file);
}

static void write_whole(const struct buffer *text)
{
    FILE *file = fopen(manual, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text->bytes, 1, text->length, file), text->length);
    assert_int_equal(fclose(file), 0);
}

static void add_keys(struct buffer *out)
{
    buffer_add_text(out, "| key | what it is | what it takes |\n|---|---|---|\n");
    for (size_t i = 0; i < theme_field_count; i++) {
        const struct field *field = &theme_fields[i];
        assert_int_equal(strncmp(field->path, prefix, strlen(prefix)), 0);
        buffer_format(out, "| `%s` | %s | %s |\n", field->path + strlen(prefix), field->about,
                      field->takes);
    }
}

static void test_theme_keys(void **state)
{
    (void)state;
    struct buffer is = {0}, ought = {0};
    read_whole(&is);
    const char *found = strstr(is.bytes, heading);
    assert_non_null(found);
    buffer_add(&ought, is.bytes, (size_t)(found - is.bytes) + strlen(heading));
    add_keys(&ought);
    if (getenv("GOLDEN_UPDATE"))
        write_whole(&ought);
    else if (strcmp(is.bytes, ought.bytes) != 0)
        fail_msg("%s has other keys than the program: make golden-update", manual);
    buffer_finish(&is);
    buffer_finish(&ought);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_theme_keys)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
