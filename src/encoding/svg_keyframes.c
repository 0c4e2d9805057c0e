/* SPDX-License-Identifier: MIT */
/* Keyframes of CSS: elements that come and go together share theirs, as do those that glide
 * together. */
#include "svg_keyframes.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "svg_words.h"

/* An element on its way. */
struct svg_glide {
    uint32_t token;
    double x, y; /* how far, in its own points */
    struct svg_glide *next;
};

/* ---- gliding ---- */

/* Whether b is a's place shifted as a whole: of its numbers, the first two alone differ. Both are
 * markup; what stands before " fill" or " font-family" is the place. */
static bool read_shift(const char *a, const char *b, double *x, double *y)
{
    size_t number = 0;
    double shift[2] = {0, 0};
    while (*a && *a != '>' && strncmp(a, " f", 2) != 0) {
        if (!isdigit((unsigned char)*a) && *a != '-') {
            if (*a++ != *b++)
                return false;
            continue;
        }
        char *a_end, *b_end;
        double by = strtod(b, &b_end) - strtod(a, &a_end);
        if (b_end == b)
            return false;
        if (number < 2)
            shift[number] = by;
        else if (fabs(by) > 1e-3)
            return false;
        number++;
        a = a_end;
        b = b_end;
    }
    *x = shift[0];
    *y = shift[1];
    return number >= 2;
}

/* From the place on, which stands behind id and class. */
static const char *place_of(const char *markup)
{
    const char *path = strstr(markup, " d=\""), *words = strstr(markup, " x=\"");
    return strncmp(markup, "<path", 5) == 0   ? path
           : strncmp(markup, "<text", 5) == 0 ? words
                                              : NULL;
}

/* The token of a picture with the same key. */
static uint32_t find_key(const struct page_elements *elements, const struct page_picture *picture,
                         const char *key)
{
    size_t length = strcspn(key, "\"") + 1;
    for (size_t i = 0; i < picture->count; i++)
        if (picture->tokens[i] &&
            strncmp(page_key_of(elements->markup.texts[picture->tokens[i] - 1]), key, length) == 0)
            return picture->tokens[i];
    return 0;
}

void svg_glides_find(const struct page_steps *steps, struct svg_glides *out)
{
    const struct page_elements *elements = &steps->elements;
    *out = (struct svg_glides){0};
    out->of_step = memory_allocate(steps->count, sizeof(struct svg_glide *));
    for (size_t n = 0; n + 1 < steps->count; n++) {
        const struct page_picture *glides = &steps->steps[n].changes.glides;
        for (size_t i = 0; i < glides->count; i++) {
            const char *markup = elements->markup.texts[glides->tokens[i] - 1];
            const char *from = place_of(markup);
            uint32_t next = find_key(elements, &steps->steps[n + 1].light, page_key_of(markup));
            const char *to = next ? place_of(elements->markup.texts[next - 1]) : NULL;
            struct svg_glide glide = {.token = glides->tokens[i], .next = out->of_step[n]};
            if (!from || !to || !read_shift(from, to, &glide.x, &glide.y))
                continue;
            out->of_step[n] = arena_allocate(&out->arena, 1, sizeof glide);
            *out->of_step[n] = glide;
        }
    }
}

void svg_glides_finish(struct svg_glides *glides)
{
    arena_finish(&glides->arena);
    free(glides->of_step);
    *glides = (struct svg_glides){0};
}

/* ---- keyframes ---- */

static void put_share(struct buffer *out, const struct svg_keyframes *keyframes, double seconds)
{
    svg_put_number(out, 100 * seconds / keyframes->length);
    buffer_add_text(out, "%{");
}

/* Whether it comes (1) or goes (-1) with a step; the first one's come by themselves. */
static int change_at(const struct svg_node *node, size_t n)
{
    return n > 0 ? node->is_shown[n] - node->is_shown[n - 1] : 0;
}

/* What goes stays until what comes has faded in. */
static void find_visibility(const struct svg_keyframes *keyframes, const struct svg_node *node,
                            struct buffer *out)
{
    const struct page_steps *steps = keyframes->steps;
    double at = 0;
    for (size_t n = 0; n < steps->count; at += steps->steps[n++].duration) {
        int change = change_at(node, n);
        if (n > 0 && change == 0)
            continue;
        put_share(out, keyframes, change < 0 ? at + steps->steps[n].notes.fade : at);
        buffer_format(out, "visibility:%s}", node->is_shown[n] ? "visible" : "hidden");
    }
    buffer_format(out, "100%%{visibility:%s}",
                  node->is_shown[steps->count - 1] ? "visible" : "hidden");
}

static const double after = 0.0002; /* of a hundred: once it is hidden */

/* With a shot that fades in; parts of a group that does so go with it. group: NULL: none. */
static void find_fades(const struct svg_keyframes *keyframes, const struct svg_node *node,
                       const struct svg_node *group, struct buffer *out)
{
    const struct page_steps *steps = keyframes->steps;
    double at = 0;
    for (size_t n = 0; n < steps->count; at += steps->steps[n++].duration) {
        double fade = steps->steps[n].notes.fade;
        int change = change_at(node, n);
        if (change == 0 || fade <= 0 || (group && change_at(group, n) != 0))
            continue;
        put_share(out, keyframes, at);
        buffer_format(out, "opacity:%d;animation-timing-function:linear}", change < 0);
        put_share(out, keyframes, at + fade);
        buffer_format(out, "opacity:%d}", change > 0);
        if (change < 0) {
            svg_put_number(out, 100 * (at + fade) / keyframes->length + after);
            buffer_add_text(out, "%{opacity:1}");
        }
    }
}

/* It stands back where it was once it is hidden. */
static void put_glide(const struct svg_keyframes *keyframes, const struct page_step *step,
                      double at, const struct svg_glide *glide, struct buffer *out)
{
    double end = at + step->duration, share = 100 * end / keyframes->length;
    put_share(out, keyframes, end - step->notes.move);
    buffer_add_text(out, "transform:none;animation-timing-function:ease-in-out}");
    put_share(out, keyframes, end);
    buffer_add_text(out, "transform:translate(");
    svg_put_number(out, glide->x);
    buffer_add_text(out, "px,");
    svg_put_number(out, glide->y);
    buffer_add_text(out, "px)}");
    if (share + after >= 100)
        return;
    svg_put_number(out, share + after);
    buffer_add_text(out, "%{transform:none}");
}

static void find_motion(const struct svg_keyframes *keyframes, const struct svg_node *node,
                        struct buffer *out)
{
    const struct page_steps *steps = keyframes->steps;
    double at = 0;
    for (size_t n = 0; n < steps->count; at += steps->steps[n++].duration)
        for (const struct svg_glide *glide = keyframes->glides->of_step[n];
             glide && node->is_shown[n]; glide = glide->next)
            if (glide->token == node->token)
                put_glide(keyframes, &steps->steps[n], at, glide, out);
}

static void add_name(struct svg_keyframes *keyframes, struct buffer *rule, const char *prefix,
                     struct buffer *out)
{
    if (rule->length > 0)
        buffer_format(out, "%s%s-k%zu", out->length > 0 ? "," : "", prefix,
                      interned_find(&keyframes->rules, rule->bytes));
    buffer_finish(rule);
}

static bool is_always_shown(const struct svg_keyframes *keyframes, const struct svg_node *node)
{
    return !memchr(node->is_shown, 0, keyframes->steps->count);
}

void svg_keyframes_find(struct svg_keyframes *keyframes, const struct svg_node *node,
                        const struct svg_node *group, const char *prefix, struct buffer *out)
{
    struct buffer visibility = {0}, fades = {0}, motion = {0};
    if (!is_always_shown(keyframes, node))
        find_visibility(keyframes, node, &visibility);
    find_fades(keyframes, node, group, &fades);
    find_motion(keyframes, node, &motion);
    add_name(keyframes, &visibility, prefix, out);
    add_name(keyframes, &fades, prefix, out);
    add_name(keyframes, &motion, prefix, out);
}

/* An element names its animations in its style; all run alike. */
void svg_keyframes_put(const struct svg_keyframes *keyframes, const char *prefix, size_t loop,
                       struct buffer *out)
{
    buffer_format(out, "#%s-film *{animation-duration:", prefix);
    svg_put_number(out, keyframes->length);
    buffer_add_text(out, "s;animation-timing-function:step-end;animation-fill-mode:forwards;"
                         "animation-iteration-count:");
    if (loop == 0)
        buffer_add_text(out, "infinite}\n");
    else
        buffer_format(out, "%zu}\n", loop);
    buffer_format(out,
                  "@media (prefers-reduced-motion:reduce){#%s-film *{animation-name:none!important}"
                  "}\n",
                  prefix);
    for (size_t i = 0; i < keyframes->rules.count; i++)
        buffer_format(out, "@keyframes %s-k%zu{%s}\n", prefix, i, keyframes->rules.texts[i]);
}

void svg_keyframes_finish(struct svg_keyframes *keyframes)
{
    interned_finish(&keyframes->rules);
}
