/* SPDX-License-Identifier: MIT */
/* For make bench: CPU seconds and bytes of Cairo's own PNG writer on the pictures that are named.
 */
#include <stdio.h>
#include <time.h>

#include <cairo.h>

static double cpu_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static cairo_status_t count(void *closure, const unsigned char *bytes, unsigned length)
{
    size_t *sum = closure;
    (void)bytes;
    *sum += length;
    return CAIRO_STATUS_SUCCESS;
}

int main(int argument_count, char **arguments)
{
    double seconds = 0;
    size_t bytes = 0;
    for (int i = 1; i < argument_count; i++) {
        cairo_surface_t *picture = cairo_image_surface_create_from_png(arguments[i]);
        double start = cpu_seconds();
        cairo_status_t status = cairo_surface_write_to_png_stream(picture, count, &bytes);
        seconds += cpu_seconds() - start;
        cairo_surface_destroy(picture);
        if (status) {
            fprintf(stderr, "%s: %s\n", arguments[i], cairo_status_to_string(status));
            return 1;
        }
    }
    printf("%.6f %zu\n", seconds, bytes);
    return 0;
}
