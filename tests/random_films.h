/* SPDX-License-Identifier: MIT */
/* Random films: shots of every kind that hold one layout, cards among them; and what a scene alone
 * or a film shows at a time, as its timeline says. Include after random_pages.h. */
#ifndef CONVREEL_TESTS_RANDOM_FILMS_H
#define CONVREEL_TESTS_RANDOM_FILMS_H

enum { MOST_FILM_SHOTS = 8 };

struct film_page {
    struct page page; /* its text and what it is drawn on; its scene is the film's */
    struct simulation *simulations[MOST_FILM_SHOTS * MAX_PANELS];
    size_t simulation_count, shot_count;
    struct shot shots[MOST_FILM_SHOTS];
    struct drawing drawings[MOST_FILM_SHOTS];
    struct timeline *timeline;
};

/* ---- from a text to drawings ---- */

static inline const struct scene *shot_scene_of(const struct film_page *film, size_t shot)
{
    const struct scene *scene = film->page.scene;
    return scene->shot_count > 0 ? scene->shots[shot] : scene;
}

static inline bool try_simulations(struct film_page *film)
{
    const struct scene *parts[MOST_FILM_SHOTS * MAX_PANELS];
    size_t count = 0;
    for (size_t i = 0; i < film->shot_count; i++) {
        const struct scene *shot = shot_scene_of(film, i);
        for (size_t p = 0; p < shot->panel_count; p++)
            parts[count++] = shot->panels[p];
        if (shot->panel_count == 0)
            parts[count++] = shot;
    }
    film->simulation_count = count;
    struct report *report = &film->page.report;
    if (!simulation_create_sizes(parts, count, film->simulations, report) ||
        !simulation_turn_back(film->simulations, count, report))
        return false;
    if (!simulation_fill(film->simulations, count, NUMBERS_DRAWN, report)) {
        film->simulation_count = 0;
        return false;
    }
    return true;
}

static inline bool try_drawings(struct film_page *film)
{
    struct page *page = &film->page;
    const struct simulation *const *next = (const struct simulation *const *)film->simulations;
    for (size_t i = 0; i < film->shot_count; i++) {
        film->shots[i] = shot_of_scene(shot_scene_of(film, i), next);
        next += film->shots[i].part_count;
    }
    const struct film all = {page->scene, film->shot_count, film->shots};
    if (!drawing_init_film(film->drawings, &all, &ruler, &page->report))
        return false;
    for (size_t i = 0; i < film->shot_count; i++)
        for (size_t p = 0; p < film->shots[i].part_count; p++) {
            film->shots[i].tells_sums[p] = drawing_tells_sums(&film->drawings[i], p);
            film->shots[i].lifts[p] = drawing_lifts(&film->drawings[i], p);
            film->shots[i].lays[p] = drawing_lays(&film->drawings[i], p);
            film->shots[i].builds[p] = drawing_builds(&film->drawings[i], p);
        }
    film->timeline = timeline_create(&all, &page->report);
    if (!film->timeline)
        return false;
    if (page->is_paper)
        drawing_fit_paper(film->drawings, film->shot_count, (double)page->width,
                          (double)page->height, &page->report);
    else
        drawing_fit_film(film->drawings, film->shot_count, page->width, page->height,
                         &page->report);
    return true;
}

/* False: a layer or its view is refused, as the report says. */
static inline bool try_film(struct film_page *film)
{
    struct page *page = &film->page;
    report_init(&page->report, "test.yaml");
    page->scene = scene_parse(page->text, strlen(page->text), "test.yaml", NULL, &page->report);
    if (page->report.error_count > 0)
        fail_msg("%s\n%s", page->report.problems[0].text, page->text);
    film->shot_count = page->scene->shot_count > 0 ? page->scene->shot_count : 1;
    assert_true(film->shot_count <= MOST_FILM_SHOTS);
    return try_simulations(film) && try_drawings(film);
}

static inline void tear_down_film(struct film_page *film)
{
    timeline_destroy(film->timeline);
    for (size_t i = 0; i < film->shot_count; i++)
        drawing_finish(&film->drawings[i]);
    for (size_t i = 0; i < film->simulation_count; i++)
        simulation_destroy(film->simulations[i]);
    scene_destroy(film->page.scene);
    report_finish(&film->page.report);
    arena_finish(&film->page.arena);
}

/* ---- random films ---- */

/* What is told in time. */
static inline void add_times(struct buffer *text, uint64_t *seed)
{
    static const char *const builds[] = {"padding", "[stretch, padding]", "[dilation, flip]",
                                         "[padding, dilation]"};
    if (pick(seed, 0, 2) == 0)
        buffer_format(text, "build: %s\n", PICK_OF(seed, builds));
    if (pick(seed, 0, 2) == 0)
        buffer_format(text, "timeline: {step: 4}\n");
    if (!strstr(text->bytes, "steps: ") && pick(seed, 0, 3) == 0)
        buffer_format(text, "steps: [{at: 0, for: 4, say: It begins here.}]\n");
}

/* Another look at the shot before it. */
static inline void add_other_look(struct buffer *shot, uint64_t *seed)
{
    static const char *const looks[] = {"show: {indices: true}",
                                        "show: {ruler: true}",
                                        "show: {labels: false}",
                                        "show: {values: symbols}",
                                        "title: What else it shows",
                                        "caption: the same again",
                                        "steps: last",
                                        "show: {sum: false}"};
    buffer_format(shot, "%s\n", PICK_OF(seed, looks));
}

static inline void add_shot(struct buffer *shot, uint64_t *seed, int number)
{
    static const char *const cards[] = {
        "card: |\n  # Convolution\n  *Two numbers* decide it: $o = (i - k) + 1$",
        "card: |\n  # A heading that is so long that it has to be broken into several lines\n"
        "  - an item\n  - another one, of many more words than the first one has\n"
        "  ```\n  x = conv(y)\n  ```",
        "card: one line"};
    static const char *const layers[] = {"{type: ReLU}", "{type: Flatten}",
                                         "{type: LeakyReLU, negative_slope: 0.1}"};
    switch (number == 0 ? 9 : pick(seed, 0, 9)) {
    case 0:
        buffer_format(shot, "%s\n", PICK_OF(seed, cards));
        return;
    case 1:
        buffer_format(shot, "input: %s\nlayer: %s\n", number == 1 ? "previous" : "{shot: first}",
                      PICK_OF(seed, layers));
        return;
    case 2:
    case 3:
        buffer_format(shot, "scene: first\n");
        add_other_look(shot, seed);
        return;
    case 4:
        add_panels(shot, seed);
        return;
    default:
        break;
    }
    struct added added = kinds[pick(seed, 0, KINDS - 1)](shot, seed);
    if (pick(seed, 0, 1))
        add_words(shot, seed, &added);
    add_times(shot, seed);
}

static inline void add_shots(struct buffer *text, uint64_t *seed)
{
    int count = pick(seed, 2, 4);
    buffer_format(text, "shots:\n");
    for (int i = 0; i < count; i++) {
        struct buffer shot = {0};
        if (i == 0)
            buffer_format(&shot, "name: first\n");
        add_shot(&shot, seed, i);
        if (pick(seed, 0, 2) == 0 && !strstr(shot.bytes, "say: "))
            buffer_format(&shot, "say: These are words that are spoken\n");
        add_item(text, &shot, NULL);
    }
}

/* Writes a scene or a film and picks what it is drawn on; the text is the page's. */
static inline void pick_film(uint64_t *seed, struct buffer *text, struct film_page *film)
{
    *film = (struct film_page){0};
    if (pick(seed, 0, 1)) {
        pick_page(seed, text, &film->page);
        add_times(text, seed);
        film->page.text = text->bytes;
        return;
    }
    add_scene_words(text, seed);
    add_shots(text, seed);
    film->page.text = text->bytes;
    do
        pick_canvas(seed, &film->page);
    while (film->page.width == 0);
}

#endif
