/* SPDX-License-Identifier: MIT */
/* drawing: nothing is printed over anything. Random layers in every view, alone and as panels, with
 * long words, notes and indices, in every language, on any canvas and on paper: words meet no other
 * words, no cells and no lines, signs meet no cells, and nothing leaves the page. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "random_pages.h"

#include "overlapping.h"

#include "balance.h"
#include "random_films.h"
#include "rounds.h"
#include "wrong_once.h"

enum { PAGES = 200, FILMS = 100 };

/* A step, as far as each panel has it; what else the moment shows is in `part`. */
static struct moment moment_of(const struct page *page, const struct moment_part *part)
{
    struct moment moment = {.part_count = page->count};
    for (size_t i = 0; i < page->count; i++) {
        const struct scene *scene = page->count > 1 ? page->scene->panels[i] : page->scene;
        size_t steps = simulation_order_count(page->simulations[i], scene->order.value);
        moment.parts[i] = *part;
        moment.parts[i].step = part->step < steps ? part->step : steps - 1;
        if (moment.parts[i].step + 1 == steps)
            moment.parts[i].progress = 0;
        bool asks = scene->show.reveal == REVEAL_QUESTION; /* then no sum is told */
        if (part->telling != TELLS_ALL && (asks || !drawing_tells_sums(&page->drawing, i)))
            moment.parts[i].telling = TELLS_ALL;
    }
    return moment;
}

static void check_moment(struct page *page, const struct moment_part *part)
{
    struct moment moment = moment_of(page, part);
    struct display_list list, own;
    drawing_draw(&page->drawing, &moment, &page->arena, &list);
    display_list_copy(&list, &page->arena, &own);
    if (page->scene->output.has_words && page->width > 0 && !page->is_paper)
        drawing_add_subtitle(&page->drawing, "These are words that are spoken", &page->arena, &own);
    settle_groups(&own);
    check_list(page, &own);
    if (page->drawing.prepared)
        check_margins(page, &list);
    if (page->drawing.prepared && page->count == 1)
        check_balance(page, &list);
}

/* False: its view refuses its layer. */
static bool check_page(struct page *page, const struct moment_part *part)
{
    bool is_drawn = try_page(page);
    if (is_drawn)
        check_moment(page, part);
    tear_down_page(page);
    return is_drawn;
}

/* A step, at rest or on its way to the next one, its sum being told, or its window gone. */
static struct moment_part pick_part(uint64_t *seed)
{
    struct moment_part part = {.step = (size_t)pick(seed, 0, 12)};
    double share = pick(seed, 0, 9) / 10.0;
    switch (pick(seed, 0, 5)) {
    case 0:
        part.progress = share;
        break;
    case 1:
        part.telling = (enum telling)pick(seed, TELLS_PRODUCTS, TELLS_RESULT);
        part.told = share;
        break;
    case 2:
        part.lifted = share;
        break;
    default:
        break;
    }
    return part;
}

static bool check_random_page(uint64_t number)
{
    struct buffer text = {0};
    struct page page;
    uint64_t seed = number * 0x9e3779b97f4a7c15u; /* neighbours differ in all bits */
    size_t faults = fault_count;
    pick_page(&seed, &text, &page);
    struct moment_part part = pick_part(&seed);
    bool is_drawn = check_page(&page, &part);
    if (fault_count > faults)
        printf("%s(page %llu, step %zu)\n\n", text.bytes, (unsigned long long)number, part.step);
    buffer_finish(&text);
    return is_drawn;
}

/* What was wrong once. */
static void nothing_is_printed_over_anything_again(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof wrong_once / sizeof *wrong_once; i++) {
        struct page page = {.text = wrong_once[i].text,
                            .width = wrong_once[i].width,
                            .height = wrong_once[i].height,
                            .is_paper = wrong_once[i].width > 0 && wrong_once[i].height == 0};
        const struct moment_part part = {.step = wrong_once[i].step,
                                         .progress = wrong_once[i].progress,
                                         .telling = wrong_once[i].told > 0 ? TELLS_SUM : TELLS_ALL,
                                         .told = wrong_once[i].told};
        assert_true(check_page(&page, &part));
    }
}

static void nothing_is_printed_over_anything(void **state)
{
    (void)state;
    int drawn = 0;
    uint64_t last = (uint64_t)rounds(PAGES);
    for (uint64_t page = 1; page <= last; page++)
        drawn += check_random_page(page);
    assert_true(drawn > (int)last * 2 / 3);
}

/* ---- at any time of a film ---- */

/* Picture n or, where that is one of two shots, one behind it that is not; how much is on its way
 * in it. */
static size_t check_picture(struct film_page *film, size_t n)
{
    struct picture picture;
    struct display_list list, own;
    do
        timeline_picture_at(film->timeline, n++ % film->timeline->picture_count, &picture);
    while (picture.opacity < 1);
    drawing_draw_picture(film->drawings, &picture, &film->page.arena, &list);
    display_list_copy(&list, &film->page.arena, &own);
    const struct drawing *drawing = &film->drawings[picture.moment.shot];
    if (film->page.scene->output.has_words && film->page.width > 0 && !film->page.is_paper)
        drawing_add_subtitle(drawing, "These are words that are spoken", &film->page.arena, &own);
    settle_groups(&own);
    struct page page = film->page;
    page.scene = (struct scene *)drawing->scene;
    page.drawing = *drawing;
    if (page.drawing.prepared && page.drawing.prepared->height_pt != own.height_pt)
        page.drawing.prepared = NULL; /* its page stands elsewhere on that of the film */
    check_list(&page, &own);
    if (page.drawing.prepared)
        check_margins(&page, &list);
    return count_flights(&own);
}

/* A few steps of a scene side by side, on a page of their own. */
static void check_sheet(struct film_page *film, uint64_t *seed)
{
    enum { MOST = 6 };
    struct moment moments[MOST];
    struct sheet sheet = {.columns = (size_t)pick(seed, 1, 3),
                          .rows = (size_t)pick(seed, 1, 2),
                          .moments = moments,
                          .has_captions = pick(seed, 0, 1)};
    size_t first = (size_t)pick(seed, 0, 5), all = film->timeline->step_count;
    for (size_t n = first % all; n < all && sheet.count < sheet.columns * sheet.rows; n++) {
        struct picture picture;
        timeline_still_at(film->timeline, n, &picture);
        moments[sheet.count++] = picture.moment;
    }
    struct display_list list, own;
    drawing_draw_sheet(&film->drawings[0], &sheet, &film->page.arena, &list);
    display_list_copy(&list, &film->page.arena, &own);
    settle_groups(&own);
    check_list(&film->page, &own);
}

/* Any, half of them of the beginning: there most is on its way. */
static size_t pick_picture(const struct film_page *film, uint64_t *seed)
{
    enum { BEGINNING = 400 };
    size_t last = film->timeline->picture_count - 1;
    bool is_early = pick(seed, 0, 1) && last > BEGINNING;
    return (size_t)pick(seed, 0, is_early ? BEGINNING : (int)last);
}

static bool check_random_film(uint64_t number)
{
    struct buffer text = {0};
    struct film_page film;
    uint64_t seed = number * 0x9e3779b97f4a7c15u;
    size_t faults = fault_count, n = 0;
    pick_film(&seed, &text, &film);
    bool is_sheet = !strstr(text.bytes, "shots:") && pick(&seed, 0, 4) == 0;
    if (is_sheet)
        film.page.width = film.page.height = film.page.is_paper = 0;
    bool is_drawn = try_film(&film);
    if (is_drawn && is_sheet)
        check_sheet(&film, &seed);
    else if (is_drawn)
        check_picture(&film, n = pick_picture(&film, &seed));
    if (fault_count > faults)
        printf("%s(film %llu, picture %zu%s)\n\n", text.bytes, (unsigned long long)number, n,
               is_sheet ? ", a sheet" : "");
    tear_down_film(&film);
    buffer_finish(&text);
    return is_drawn;
}

static void nothing_is_printed_over_anything_in_films(void **state)
{
    (void)state;
    int drawn = 0;
    uint64_t last = (uint64_t)rounds(FILMS);
    for (uint64_t film = 1; film <= last; film++)
        drawn += check_random_film(film);
    assert_true(drawn > (int)last / 2);
}

/* Kernels that turn or are laid onto the input, products on their way to sums, totals to their
 * cells. */
static void what_flies_passes_below_words(void **state)
{
    (void)state;
    static const char *const layers[] = {
        "input: {size: 6, random: {seed: 3}}\nview: flat\nshow: {ruler: true}\n"
        "layer: {type: Conv2d, kernel_size: 3, padding: 1}\n",
        "input: {size: 6, random: {seed: 3}}\nview: stacked\n"
        "layer: {type: Conv2d, kernel_size: 3, padding: 1, stride: 2}\n",
        "input: {size: [3, 4, 4], random: {seed: 3}}\nview: channels\nshow: {indices: true}\n"
        "layer: {type: Conv2d, kernel_size: 2, out_channels: 2}\n",
        "input: {size: 9, random: {seed: 3}}\nlayer: {type: Conv1d, kernel_size: 3, padding: 1}\n",
        "input: {size: 4, random: {seed: 3}}\norder: input\n"
        "layer: {type: Conv2d, kernel_size: 2, stride: 2}\n",
        "input: {size: 9, random: {seed: 3}}\nbuild: flip\n"
        "layer: {type: ConvTranspose1d, kernel_size: 3, stride: 3}\n"};
    size_t flying = 0;
    for (size_t i = 0; i < sizeof layers / sizeof *layers; i++) {
        struct buffer text = {0};
        buffer_format(&text, "timeline: {step: 4}\noutput: {fps: 10}\nkernel: {fill: 2}\n%s",
                      layers[i]);
        struct film_page film = {.page = {.text = text.bytes, .width = 1080, .height = 1080}};
        assert_true(try_film(&film));
        for (size_t n = 0; n < 100 && n < film.timeline->picture_count; n++)
            flying += check_picture(&film, n);
        tear_down_film(&film);
        buffer_finish(&text);
    }
    assert_true(flying > 500);
}

/* Without arguments a few pages and films; with two of them so many pages, from a first one on, of
 * which all faults are told, and with a third one films. */
int main(int count, char **arguments)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(nothing_is_printed_over_anything),
                                       cmocka_unit_test(nothing_is_printed_over_anything_again),
                                       cmocka_unit_test(nothing_is_printed_over_anything_in_films),
                                       cmocka_unit_test(what_flies_passes_below_words)};
    if (count < 3)
        return cmocka_run_group_tests(tests, NULL, NULL);
    uint64_t first = strtoull(arguments[1], NULL, 10);
    is_telling_faults = true;
    for (uint64_t n = first; n < first + strtoull(arguments[2], NULL, 10); n++)
        if (count > 3)
            check_random_film(n);
        else
            check_random_page(n);
    printf("%zu faults\n", fault_count);
    return fault_count > 0;
}
