/* SPDX-License-Identifier: MIT */
/* What stands where in pictures that show more than maps, for readers who do not see them. */
#include "drawing/views/view.h"

#include <inttypes.h>

void cache_tell(const struct simulation *layer, struct buffer *out)
{
    int64_t kept = layer->axis[0].effective_kernel - 1;
    buffer_format(out,
                  "The picture shows a stream: of the past the layer keeps the last %" PRId64
                  " input%s. A step takes the next input in at the right, the oldest leaves at the "
                  "left, and the weights below meet what is there.\n",
                  kept, text_plural(kept));
}

void products_tell(const struct simulation *layer, struct buffer *out)
{
    const struct axis *a = &layer->axis[0];
    buffer_format(out,
                  "The picture is a table of products, with a row for each of the %" PRId64
                  " weights and a column for each of the %" PRId64
                  " units of the input. The products of an output lie on a diagonal that falls to "
                  "the left, and their sum stands below it.\n",
                  a->kernel, a->input);
}

void matrix_tell(const struct simulation *layer, struct buffer *out)
{
    size_t maps = layer->in_channels, columns = tensor_count(&layer->input);
    buffer_format(
        out,
        "The picture is the layer as a matrix: %zu rows, one for each unit of the output, "
        "times the %zu units of the input%s, one below the other. A row holds the weights "
        "that its unit is summed with, and nothing elsewhere.\n",
        layer->step_count, columns, maps > 1 ? ", channel by channel" : "");
}

void im2col_tell(const struct simulation *layer, struct buffer *out)
{
    size_t places = layer->step_count / layer->out_channels;
    buffer_format(out, "The picture writes each of the %zu windows as a column of %zu cells%s.\n",
                  places, simulation_taps(layer) * layer->in_channels / layer->groups,
                  layer->has_kernel ? "; the kernel of an output channel, as a row, times these "
                                      "columns is that channel as a row"
                                    : "");
}
