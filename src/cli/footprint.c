/* SPDX-License-Identifier: MIT */
/* Memory, reckoned from what was measured: the program, the tensors, the maps, and of each output
 * its pictures and its encoder. */
#include "footprint.h"

static const double program_bytes = 14e6; /* libraries and fonts included */
static const double node_bytes = 40;      /* for each byte of a scene's text: digits are short */
static const double cell_bytes = 10;
static const double surface_bytes = 4; /* of a pixel */
static const double queue_bytes = 14;  /* likewise, of each thread: pictures that outputs share */

static double tensor_bytes(const struct tensor *tensor)
{
    return tensor->values ? (double)tensor_count(tensor) * sizeof *tensor->values : 0;
}

static double simulation_bytes(const struct simulation *top)
{
    double bytes = 0;
    for (const struct simulation *at = top; at; at = at->below)
        bytes += (at->below ? 0 : tensor_bytes(&at->input)) + tensor_bytes(&at->kernel) +
                 tensor_bytes(&at->output);
    return bytes;
}

static double scene_bytes(const struct subject *subject)
{
    double bytes = (double)subject->report.source_length * node_bytes;
    for (size_t i = 0; i < subject->simulation_count; i++)
        bytes += simulation_bytes(subject->simulations[i]);
    for (size_t i = 0; i < subject->shot_count; i++)
        bytes += cell_bytes *
                 drawing_cell_count(subject->shots[i].simulations, subject->shots[i].part_count);
    return bytes;
}

/* Of an output's picture; 0: it has none. */
static double pixel_count(const struct output *output)
{
    const struct canvas *canvas = &output->canvas;
    return output->encoder->wants_pixels ? (double)canvas->width * (double)canvas->height : 0;
}

double footprint_of(const struct plan *plan, size_t jobs)
{
    double bytes = program_bytes + scene_bytes(plan->subject), largest = 0;
    for (size_t i = 0; i < plan->count; i++) {
        const struct output *output = &plan->outputs[i];
        double pixels = pixel_count(output);
        bytes += output->encoder->memory + pixels * (output->encoder->pixel_memory + surface_bytes);
        if (output->count > 1)
            largest = pixels > largest ? pixels : largest;
    }
    return bytes + (jobs > 1 ? largest * queue_bytes * (double)jobs : 0);
}
