/* SPDX-License-Identifier: MIT */
/*
 * Which of the guide's fifteen relationships a layer follows, and the formula of its output size
 * with the layer's numbers put in: as that relationship has it, and as all layers have it.
 * (Dumoulin & Visin, A guide to convolution arithmetic for deep
 * learning, chapters 2, 4 and 5.)
 */
#include "simulation/resolve.h"

#include <ctype.h>
#include <inttypes.h>
#include <string.h>

/* ---- conditions: each must hold on every axis ---- */

static bool has_unit_stride(const struct axis *a)
{
    return a->stride == 1;
}

static bool is_unpadded(const struct axis *a)
{
    return a->padding_before == 0;
}

static bool is_plain(const struct axis *a)
{
    return a->stride == 1 && a->padding_before == 0;
}

static bool is_half_padded(const struct axis *a)
{
    return a->stride == 1 && a->kernel % 2 == 1 && a->padding_before == a->kernel / 2;
}

static bool is_fully_padded(const struct axis *a)
{
    return a->stride == 1 && a->padding_before == a->kernel - 1;
}

static bool is_unpadded_exactly(const struct axis *a)
{
    return a->padding_before == 0 && a->output_padding == 0;
}

static bool has_no_extra(const struct axis *a)
{
    return a->output_padding == 0;
}

static bool always(const struct axis *a)
{
    (void)a;
    return true;
}

/* ---- the table, in the order of asking ---- */

enum family { FAMILY_DIRECT, FAMILY_TRANSPOSED, FAMILY_POOL, FAMILY_DILATED };

struct relationship {
    int number;
    enum family family;
    bool (*holds)(const struct axis *a);
    const char *formula; /* as the guide has it; its last form gets the numbers */
    const char *numbers; /* what the numbers are put into, where not the formula's last form */
};

#define SIZE_PADDED "floor((i + 2p - k)/s) + 1"
#define SIZE_UNPADDED "floor((i - k)/s) + 1"
#define SIZE_DILATED "floor((i + 2p - k - (k - 1)(d - 1))/s) + 1"

static const struct relationship relationships[] = {
    {1, FAMILY_DIRECT, is_plain, "o = (i - k) + 1", NULL},
    {3, FAMILY_DIRECT, is_half_padded, "o = i + 2*floor(k/2) - (k - 1) = i",
     "i + 2*floor(k/2) - (k - 1)"},
    {4, FAMILY_DIRECT, is_fully_padded, "o = i + 2(k - 1) - (k - 1) = i + (k - 1)", "i + (k - 1)"},
    {2, FAMILY_DIRECT, has_unit_stride, "o = (i - k) + 2p + 1", NULL},
    {5, FAMILY_DIRECT, is_unpadded, "o = " SIZE_UNPADDED, NULL},
    {6, FAMILY_DIRECT, always, "o = " SIZE_PADDED, NULL},
    {8, FAMILY_TRANSPOSED, is_plain, "o' = i' + (k - 1)", NULL},
    {10, FAMILY_TRANSPOSED, is_half_padded, "o' = i' + (k - 1) - 2p = i'", "i' + (k - 1) - 2p"},
    {11, FAMILY_TRANSPOSED, is_fully_padded, "o' = i' + (k - 1) - 2p = i' - (k - 1)",
     "i' - (k - 1)"},
    {9, FAMILY_TRANSPOSED, has_unit_stride, "o' = i' + (k - 1) - 2p", NULL},
    {12, FAMILY_TRANSPOSED, is_unpadded_exactly, "o' = s(i' - 1) + k", NULL},
    {13, FAMILY_TRANSPOSED, has_no_extra, "o' = s(i' - 1) + k - 2p", NULL},
    {14, FAMILY_TRANSPOSED, always, "o' = s(i' - 1) + a + k - 2p", NULL},
    {7, FAMILY_POOL, is_unpadded, "o = " SIZE_UNPADDED, NULL},
    {15, FAMILY_DILATED, always, "o = " SIZE_DILATED, NULL},
};

static bool holds_everywhere(const struct simulation *simulation,
                             bool (*holds)(const struct axis *a))
{
    for (size_t i = 0; i < simulation->axes; i++)
        if (!holds(&simulation->axis[i]))
            return false;
    return true;
}

static bool is_asymmetric(const struct axis *a)
{
    return a->padding_before != a->padding_after;
}

static const struct relationship *find_relationship(const struct simulation *simulation)
{
    bool is_dilated = false, has_asymmetry = false;
    for (size_t i = 0; i < simulation->axes; i++) {
        is_dilated |= simulation->axis[i].dilation > 1;
        has_asymmetry |= is_asymmetric(&simulation->axis[i]);
    }
    bool is_direct = !simulation->is_pool && !simulation->is_transposed;
    if (simulation->type->reads || has_asymmetry || simulation->ceil_mode ||
        (is_dilated && !is_direct))
        return NULL;
    enum family family = simulation->is_pool         ? FAMILY_POOL
                         : simulation->is_transposed ? FAMILY_TRANSPOSED
                         : is_dilated                ? FAMILY_DILATED
                                                     : FAMILY_DIRECT;
    for (size_t i = 0; i < sizeof relationships / sizeof *relationships; i++)
        if (relationships[i].family == family &&
            holds_everywhere(simulation, relationships[i].holds))
            return &relationships[i];
    return NULL;
}

/* ---- the formula of a layer without a number ---- */

/* With ceil_mode the windows that would start in the trailing padding are dropped: what is left are
 * those that start before it. */
static const char *general_formula(const struct simulation *simulation, const struct axis *a,
                                   struct arena *arena)
{
    const char *padding = is_asymmetric(a) ? "p0 + p1" : "2p";
    const char *minus = is_asymmetric(a) ? "p0 - p1" : "2p";
    if (simulation->is_transposed)
        return a->dilation > 1
                   ? arena_format(arena, "o' = s(i' - 1) + a + d(k - 1) + 1 - %s", minus)
                   : arena_format(arena, "o' = s(i' - 1) + a + k - %s", minus);
    const char *round = simulation->ceil_mode ? "ceil" : "floor";
    const char *window = a->dilation > 1 ? "k - (k - 1)(d - 1)" : "k";
    int64_t room = a->padded - a->effective_kernel;
    if (simulation->ceil_mode && a->output < (room + a->move - 1) / a->move + 1)
        return is_asymmetric(a) ? "o = ceil((i + p0)/s)" : "o = ceil((i + p)/s)";
    return arena_format(arena, "o = %s((i + %s - %s)/s) + 1", round, padding, window);
}

/* ---- numbers for letters ---- */

static int64_t letter_value(const struct axis *a, const char *letter, size_t *length)
{
    *length = 1;
    switch (*letter) {
    case 'i':
        *length += letter[1] == '\'';
        return a->input;
    case 'k':
        return a->kernel;
    case 's':
        return a->stride;
    case 'd':
        return a->dilation;
    case 'a':
        return a->output_padding;
    case 'p':
        *length += letter[1] == '0' || letter[1] == '1';
        return letter[1] == '1' ? a->padding_after : a->padding_before;
    default:
        *length = 0;
        return 0;
    }
}

/* A word of several letters, floor or ceil. */
static size_t word_length(const char *text)
{
    size_t length = 0;
    while (islower((unsigned char)text[length]))
        length++;
    return length > 1 ? length : 0;
}

/* Whether what was written ends in a factor, so that one more needs a multiplication sign. */
static bool ends_in_factor(const struct buffer *out)
{
    char last = out->length ? out->bytes[out->length - 1] : ' ';
    return isdigit((unsigned char)last) || last == ')';
}

/* with_letters: before each number the letter that it stands for, "k:3". */
static void put_numbers(const char *text, const struct axis *a, bool with_letters,
                        struct buffer *out)
{
    while (*text) {
        size_t length = word_length(text), letter = 0;
        if (length > 0) {
            buffer_add(out, text, length);
            text += length;
            continue;
        }
        int64_t value = letter_value(a, text, &letter);
        if ((letter > 0 || *text == '(') && ends_in_factor(out))
            buffer_add_text(out, "*");
        if (letter > 0 && with_letters)
            buffer_format(out, "%.*s:", (int)letter, text);
        if (letter > 0)
            buffer_format(out, "%" PRId64, value);
        else
            buffer_add(out, text, 1);
        text += letter > 0 ? letter : 1;
    }
}

static const char *after_last_equals(const char *formula)
{
    return strrchr(formula, '=') + 2;
}

const char *formula_with_numbers(const char *formula, const struct axis *a, struct arena *arena)
{
    struct buffer numbers = {0};
    put_numbers(after_last_equals(formula), a, false, &numbers);
    const char *text = arena_format(arena, "%s = %s", formula, numbers.bytes);
    buffer_finish(&numbers);
    return text;
}

static void add_formula(const struct simulation *simulation, const struct relationship *found,
                        const struct axis *a, struct buffer *out)
{
    struct arena arena = {0};
    if (simulation->type->formula) {
        buffer_add_text(out, simulation->type->formula(simulation, a, &arena));
        arena_finish(&arena);
        return;
    }
    const char *formula = found ? found->formula : general_formula(simulation, a, &arena);
    const char *numbers = found && found->numbers ? found->numbers : after_last_equals(formula);
    buffer_format(out, "%s = ", formula);
    put_numbers(numbers, a, false, out);
    buffer_format(out, " = %" PRId64, a->output);
    arena_finish(&arena);
}

/* The form that an axis has whatever its numbers are; what is special about them follows. */
static void add_size_formula(const struct simulation *simulation, const struct relationship *found,
                             size_t axis, bool is_alike, struct buffer *out)
{
    static const char *const names[MAX_AXES] = {"d", "h", "w"};
    const struct axis *a = &simulation->axis[axis];
    struct arena arena = {0};
    const char *form = simulation->type->formula ? simulation->type->formula(simulation, a, &arena)
                                                 : general_formula(simulation, a, &arena);
    buffer_add(out, form, strcspn(form, " "));
    if (!is_alike)
        buffer_format(out, "_%s", names[MAX_AXES - simulation->axes + axis]);
    buffer_add_text(out, form + strcspn(form, " "));
    if (!simulation->type->formula) {
        buffer_add_text(out, " = ");
        put_numbers(after_last_equals(form), a, true, out);
        buffer_format(out, " = o:%" PRId64, a->output);
        if (found && found->numbers)
            buffer_format(out, " = %s", after_last_equals(found->formula));
    }
    arena_finish(&arena);
}

static bool is_same_axis(const struct axis *a, const struct axis *b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

/* Unfold's output has a column for each window and a row for each cell of it. */
static void add_flat_formula(const struct simulation *simulation, bool is_alike, struct buffer *out)
{
    const struct axis *h = &simulation->axis[0], *w = &simulation->axis[1];
    const char *row = is_alike ? "" : "_h", *column = is_alike ? "" : "_w";
    buffer_format(out, "; L = o%s*o%s = o:%" PRId64 "*o:%" PRId64 " = %" PRId64, row, column,
                  h->output, w->output, h->output * w->output);
    buffer_format(out, ", C*k%s*k%s = %zu*k:%" PRId64 "*k:%" PRId64 " = %" PRId64, row, column,
                  simulation->in_channels, h->kernel, w->kernel,
                  (int64_t)simulation->in_channels * h->kernel * w->kernel);
}

void resolve_relationship(struct simulation *simulation)
{
    const struct relationship *found = simulation->is_dense ? NULL : find_relationship(simulation);
    struct buffer out = {0}, form = {0};
    bool is_alike = true;
    for (size_t i = 1; i < simulation->axes; i++)
        is_alike &= is_same_axis(&simulation->axis[0], &simulation->axis[i]);
    bool has_list = simulation->is_flattened && simulation->type->formula; /* of all its axes */
    is_alike |= has_list;
    for (size_t i = 0; i < (is_alike ? 1 : simulation->axes); i++) {
        const char *between = i > 0 ? "; " : "";
        buffer_add_text(&out, between);
        add_formula(simulation, found, &simulation->axis[i], &out);
        buffer_add_text(&form, between);
        add_size_formula(simulation, found, i, is_alike, &form);
    }
    if (simulation->is_flattened && !has_list)
        add_flat_formula(simulation, is_alike, &form);
    simulation->relationship = found ? found->number : 0;
    simulation->formula = arena_copy_text(&simulation->arena, out.bytes, out.length);
    simulation->size_formula = arena_copy_text(&simulation->arena, form.bytes, form.length);
    buffer_finish(&out);
    buffer_finish(&form);
}
