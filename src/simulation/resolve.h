/* SPDX-License-Identifier: MIT */
/* The parts that make a scene's layer a simulation, in the order in which they run. */
#ifndef SIMULATION_RESOLVE_H
#define SIMULATION_RESOLVE_H

#include "simulation/layer_type.h"

enum { NAMED_KERNEL_SIZE = 3 }; /* of a kernel known by name, unless the layer says otherwise */

/* Says which parameters of the layer its type does not take. */
bool resolve_parameters(const struct simulation *simulation, struct report *report);
/* Whether a layer that a print does not tell is there, above `below` (NULL: the input), or the
 * network ends before it; then told. */
enum assumed { ASSUMED_LAYER, ASSUMED_NOTHING, ASSUMED_END };
enum assumed assumed_resolve(const struct scene *scene, const struct scene_layer *layer,
                             const struct simulation *below, struct report *report);
/* What the layer reads, once `below` is there. */
void sources_link(struct simulation *simulation);
/* Finds which layers are joined to the one below them. */
void sources_join(struct simulation *top);
/* What source `index` gives; its values are borrowed. */
struct tensor source_map(const struct simulation *simulation, size_t index);
/* Whether all sources are alike from a dimension on. */
bool sources_check_alike(const struct simulation *simulation, size_t dimension, const char *hint,
                         struct report *report);
/* Channels and axes of the input of a layer with others below it. */
bool sources_shape(struct simulation *simulation, size_t axes, struct report *report);
/* Its values. */
void sources_fill(struct simulation *simulation);
/* Whether lists of numbers have one for every axis. */
bool resolve_axis_counts(const struct simulation *simulation, struct report *report);
/* The kernel's sizes, out_channels and groups; the input's are there. */
bool resolve_kernel(struct simulation *simulation, struct report *report);
/* Channels and groups, the input's and the kernel's sizes. */
bool resolve_shapes(struct simulation *simulation, struct report *report);
/* Of a sparse layer with its numbers: a product for each active cell that an output reads. */
uint64_t sparse_multiply_adds(const struct simulation *simulation);
/* Makes the units that a dense layer reads channels of one place. */
bool dense_set_input(struct simulation *simulation, struct report *report);
/* Every axis: strides, paddings, the plane, the output's size. */
bool resolve_axes(struct simulation *simulation, struct report *report);
/* The strides, dilations and paddings that the scene gives or implies, as resolve_axes sets them.
 */
void axes_set_given(struct simulation *simulation);
/* Refuses sizes that are too large to be counted. */
bool resolve_countable(const struct simulation *simulation, struct report *report);
/* The sizes of input, kernel and bias, and what is wrong with their numbers. */
bool resolve_tensors(struct simulation *simulation, struct report *report);
/* Those of all sums that need work. */
double resolve_products(const struct simulation *const *simulations, size_t count);
/* Refuses what would need too much memory or time in all, before anything is allocated.
 * has_output: of the last layers too. */
bool resolve_limits(const struct simulation *const *simulations, size_t count, bool has_output,
                    struct report *report);
/* Whether the kernel is not given and nothing divides it. */
bool values_are_ones(const struct simulation *simulation);
/* What is wrong with the scene's gradient and output_gradient, once the last layer has its sizes.
 */
bool resolve_gradient(const struct simulation *top, struct report *report);
/* Sets what the layer's `quantize` says; false: reported. Then whether its numbers are integers of
 * those types. Adds sentences about them. */
bool resolve_quantize(struct simulation *simulation, struct report *report);
bool quantize_check_numbers(const struct simulation *simulation, struct report *report);
void quantize_tell(const struct simulation *simulation, struct buffer *out);
/* Fills a tensor that has its sizes and room; fallback: where no numbers are given. */
void fill_tensor(const struct values *values, struct tensor *tensor, double fallback);
/* Fills input, kernel and bias. ones: shared by all kernels that are nothing but ones. */
void fill_tensors(struct simulation *simulation, const double *ones);
/* Whether the kernel's names are known and fit the layer; then its weights and divisors. */
bool named_kernels_check(const struct simulation *simulation, struct report *report);
void named_kernels_fill(struct simulation *simulation);
/* The output's sizes, once the axes are known. */
void resolve_output(struct simulation *simulation);
/* How much a step's result grows with the value of one of its terms. */
double gradient_slope(const struct simulation *layer, const struct step *step,
                      const struct term *term);
/* The sizes of a scene's layer of a type that no name finds. NULL: reported. */
struct simulation *simulation_create_of_type(const struct scene *scene,
                                             const struct layer_type *type, struct report *report);
/* Of a layer that works out a gradient unit by unit, its forward layer, else itself. */
const struct simulation *simulation_unturned(const struct simulation *simulation);
/* Fills input and kernel of a layer that works out a gradient; its forward layer is filled. */
void turned_fill(struct simulation *turned);
/* Every output unit. */
void simulation_compute_output(struct simulation *simulation);
int64_t floor_divide(int64_t a, int64_t b); /* a/b, downwards; b is above 0 */
extern const struct interval no_interval;
bool interval_is_empty(struct interval interval);
struct interval interval_joined(struct interval a, struct interval b);
struct interval interval_with(struct interval interval, int64_t number);
/* From the first to the last place on an axis that the output units of index `output` on it read.
 */
struct interval reads_along(const struct simulation *layer, size_t axis, int64_t output);
/* Units of an axis. Zeroed: none. */
struct intervals {
    struct interval *items; /* owned */
    size_t count, capacity;
};
void intervals_add(struct intervals *runs, int64_t first, int64_t last);
/* In order, those that touch as one. */
void intervals_merge(struct intervals *runs);
void intervals_finish(struct intervals *runs);
/* Once they are merged: from the first to the last unit. */
struct interval intervals_round(const struct intervals *runs);
/* Puts what some output units read in place of what `out` holds, merged. */
void intervals_read(const struct simulation *layer, size_t axis, const struct intervals *above,
                    struct intervals *out);
/* Whether neighbouring units may see unlike numbers of units of the network's input; then the most
 * that one sees, and where the first one begins. */
bool sight_is_uneven(const struct simulation *top);
void sight_measure(const struct simulation *top, struct sight *sight);
/* relationship and formula. */
void resolve_relationship(struct simulation *simulation);

/* "FORMULA = " and its last form with the axis's numbers put in. */
const char *formula_with_numbers(const char *formula, const struct axis *a, struct arena *arena);

/* " in height": where messages place what is wrong with one axis; "" where there is but one. */
const char *axis_place(size_t axes, size_t axis);
/* One number of a parameter; fallback where it is not given. */
int64_t per_axis_value(const struct per_axis *values, size_t axis, int64_t fallback);

/* What axis `a` holds at a cell. *unit is set for CELL_UNIT. mode: what padding repeats. */
enum cell_kind axis_cell_at(const struct axis *a, enum padding_mode mode, int64_t place,
                            int64_t *unit, bool *is_repeated);
/* The kind of a cell where its axes hold `a` and `b`: whichever is farther from a unit. */
enum cell_kind cell_kind_farther(enum cell_kind a, enum cell_kind b);

/* The next index into a box of that size, the last axis fastest; false after the last one. */
bool walk_next(int64_t *index, const int64_t *size, size_t axes);
/* Sets number, output and, where it is there, result of step n. */
void step_begin(const struct simulation *simulation, size_t n, struct step *out);
/* Puts what an output unit reads in place of what `out` holds. */
void reads_of(const struct simulation *simulation, const size_t *output, struct reads *out);
/* The window of a type that has no `reads`. */
struct box sliding_box(const struct simulation *simulation, const size_t *output);
/* Where the weight of a tap stands in the layer's own kernel, which a transposed layer turns by 180
 * degrees: its index, and its offset as result. */
size_t walk_kernel(const struct simulation *simulation, size_t out_channel, size_t in_channel,
                   const int64_t *tap, size_t index[MAX_RANK]);

#endif
