/* SPDX-License-Identifier: MIT */
/* What the tests make of a scene, as the program does. */
#ifndef CONVREEL_TESTS_CREATED_H
#define CONVREEL_TESTS_CREATED_H

#include "convreel/timeline.h"

/* A scene with all its numbers; NULL: reported. */
static inline struct simulation *create_simulation(const struct scene *scene, struct report *report)
{
    struct simulation *simulation;
    if (simulation_create_sizes(&scene, 1, &simulation, report) &&
        simulation_fill(&simulation, 1, NUMBERS_ALL, report))
        return simulation;
    simulation_destroy(simulation);
    return NULL;
}

/* The same of a scene's picture. */
static inline struct simulation *create_drawn(const struct scene *scene, struct report *report)
{
    struct simulation *simulation;
    if (simulation_create_sizes(&scene, 1, &simulation, report) &&
        simulation_turn_back(&simulation, 1, report) &&
        simulation_fill(&simulation, 1, NUMBERS_ALL, report))
        return simulation;
    simulation_destroy(simulation);
    return NULL;
}

/* Of a scene, with a simulation for each of its panels. */
static inline struct timeline *create_timeline(const struct scene *scene,
                                               const struct simulation *const *simulations,
                                               struct report *report)
{
    const struct shot shot = shot_of_scene(scene, simulations);
    const struct film film = {.scene = scene, .shot_count = 1, .shots = &shot};
    return timeline_create(&film, report);
}

#endif
