/* SPDX-License-Identifier: MIT */
/* The one table of the scene language's keys: reads, checks and documents each. */
#ifndef CONVREEL_SCENE_FIELDS_H
#define CONVREEL_SCENE_FIELDS_H

#include "reader.h"

/* Every row, in the order of the manual; a map's own row stands before those of its keys. */
size_t fields_count(void);
const struct field *fields_at(size_t index);
const struct field *fields_find(const char *path); /* NULL: none */

/* The rows of the keys that stand directly in the map at a path ("": the scene's top). */
struct field_map {
    size_t count;
    const struct field *rows[100];
    const char *keys[100]; /* of each row the last part of its path */
};

void fields_list(const char *path, struct field_map *map);
/* Of a key with so many bytes; NULL: none. */
const struct field *fields_find_key(const struct field_map *map, const char *key, size_t length);
/* Whether all keys of a map may stand there; false: reported, with the place where they may.
 * called: what the map is, "a panel". */
bool fields_check_scope(struct reader *reader, const struct node *map, enum scope scope,
                        const char *called);
/* What to tell where a row's key has no value; NULL: nothing more. */
const char *fields_hint_of_nothing(const struct field *field);

/* The readers, by the file that holds them. out: the place that the row's offset names. */

/* plain.c */
void read_spoken(struct reader *reader, const struct field *field, const struct node *node,
                 void *out);
void read_title(struct reader *reader, const struct field *field, const struct node *node,
                void *out); /* const char * */
void read_card(struct reader *reader, const struct field *field, const struct node *node,
               void *out); /* const char * */
void read_audio(struct reader *reader, const struct field *field, const struct node *node,
                void *out); /* struct scene_audio, like the next two */
void read_audio_file(struct reader *reader, const struct field *field, const struct node *node,
                     void *out);
void read_cues(struct reader *reader, const struct field *field, const struct node *node,
               void *out);
void read_builds(struct reader *reader, const struct field *field, const struct node *node,
                 void *out); /* struct scene_builds */
/* Once the shot that is read has its list of steps: its cues start them. */
void sound_start_entries(struct reader *reader);
void read_image(struct reader *reader, const struct field *field, const struct node *node,
                void *out); /* struct scene_image */
void read_names(struct reader *reader, const struct field *field, const struct node *node,
                void *out); /* struct map_names */
void read_view(struct reader *reader, const struct field *field, const struct node *node,
               void *out); /* struct given_word */
void read_order(struct reader *reader, const struct field *field, const struct node *node,
                void *out); /* struct given_order */
void read_gradient(struct reader *reader, const struct field *field, const struct node *node,
                   void *out); /* struct given_gradient */
void read_panel_grid(struct reader *reader, const struct field *field, const struct node *node,
                     void *out);
void read_panels(struct reader *reader, const struct field *field, const struct node *node,
                 void *out); /* nothing: load.c reads them, and panels.c which scene a shot names */
void read_focus(struct reader *reader, const struct field *field, const struct node *node,
                void *out); /* struct focus */
void read_sync(struct reader *reader, const struct field *field, const struct node *node,
               void *out); /* enum sync */
void read_map(struct reader *reader, const struct field *field, const struct node *node,
              void *out); /* nothing: its keys have their own rows */

/* show.c */
void show_set_defaults(struct scene_show *show);
void read_show(struct reader *reader, const struct field *field, const struct node *node,
               void *out); /* struct scene_show */
void read_overlap(struct reader *reader, const struct field *field, const struct node *node,
                  void *out); /* enum overlap */
void read_show_values(struct reader *reader, const struct field *field, const struct node *node,
                      void *out); /* struct scene_show */
void read_reveal(struct reader *reader, const struct field *field, const struct node *node,
                 void *out); /* struct scene_show */

/* steps.c */
void read_step_entries(struct reader *reader, const struct field *field, const struct node *node,
                       void *out); /* struct scene */
void read_entry_at(struct reader *reader, const struct field *field, const struct node *node,
                   void *out); /* struct step_entry */

/* notes.c */
void read_entry_notes(struct reader *reader, const struct field *field, const struct node *node,
                      void *out);
void read_notes(struct reader *reader, const struct field *field, const struct node *node,
                void *out); /* struct scene */
void read_note_at(struct reader *reader, const struct field *field, const struct node *node,
                  void *out); /* struct note */
void read_note_steps(struct reader *reader, const struct field *field, const struct node *node,
                     void *out); /* struct note */

/* pytorch.c: a scalar's text as a layer, read by the rows below field into scene->layer. */
void read_pytorch(struct reader *reader, const struct field *field, const struct node *node);

/* layer.c */
void read_layer(struct reader *reader, const struct field *field, const struct node *node,
                void *out); /* struct scene_layer */
/* network.c */
void read_layers(struct reader *reader, const struct field *field, const struct node *node,
                 void *out); /* struct scene */
void read_from(struct reader *reader, const struct field *field, const struct node *node,
               void *out); /* struct scene_layer */
void read_of_file(struct reader *reader, const struct field *field, const struct node *node,
                  void *out); /* nothing: read_layers reads the map that these rows are of */
/* What a layer says that says nothing. */
void layer_set_defaults(struct scene_layer *layer);
void read_type(struct reader *reader, const struct field *field, const struct node *node,
               void *out); /* struct scene_layer */
void read_per_axis(struct reader *reader, const struct field *field, const struct node *node,
                   void *out); /* struct per_axis */
void read_numbers_per_axis(struct reader *reader, const struct field *field,
                           const struct node *node, void *out); /* struct numbers_per_axis */
void read_padding(struct reader *reader, const struct field *field, const struct node *node,
                  void *out); /* struct padding */
void read_padding_mode(struct reader *reader, const struct field *field, const struct node *node,
                       void *out); /* struct scene_layer */
void read_quantized(struct reader *reader, const struct field *field, const struct node *node,
                    void *out); /* its struct position */
void read_scales(struct reader *reader, const struct field *field, const struct node *node,
                 void *out); /* struct scales */
void read_integer_type(struct reader *reader, const struct field *field, const struct node *node,
                       void *out); /* enum integer_type */
void read_active(struct reader *reader, const struct field *field, const struct node *node,
                 void *out); /* struct values */
void read_upsample_mode(struct reader *reader, const struct field *field, const struct node *node,
                        void *out); /* struct scene_layer */
void read_given_integer(struct reader *reader, const struct field *field, const struct node *node,
                        void *out);
void read_given_number(struct reader *reader, const struct field *field, const struct node *node,
                       void *out);
void read_flag(struct reader *reader, const struct field *field, const struct node *node,
               void *out); /* bool */
void read_given_flag(struct reader *reader, const struct field *field, const struct node *node,
                     void *out);

void values_set_defaults(struct values *values);

/* weights.c; out: struct values */
void read_output_gradient(struct reader *reader, const struct field *field, const struct node *node,
                          void *out);
void read_kernel(struct reader *reader, const struct field *field, const struct node *node,
                 void *out);
void read_bias(struct reader *reader, const struct field *field, const struct node *node,
               void *out);

/* values.c; out: struct values, but for the numbers at the end */
/* A map of values, random, fill or file; false: it says nothing. */
bool values_read_map(struct reader *reader, const struct field *field, const struct node *node,
                     struct values *values);
void read_input(struct reader *reader, const struct field *field, const struct node *node,
                void *out);
void read_tensor(struct reader *reader, const struct field *field, const struct node *node,
                 void *out); /* field->high: the most axes */
void read_random(struct reader *reader, const struct field *field, const struct node *node,
                 void *out);
void read_path(struct reader *reader, const struct field *field, const struct node *node,
               void *out); /* nothing: whoever reads the map opens the file */
void read_range(struct reader *reader, const struct field *field, const struct node *node,
                void *out);
void read_fill(struct reader *reader, const struct field *field, const struct node *node,
               void *out);
void read_divide(struct reader *reader, const struct field *field, const struct node *node,
                 void *out);
void read_input_size(struct reader *reader, const struct field *field, const struct node *node,
                     void *out);
void read_seed(struct reader *reader, const struct field *field, const struct node *node,
               void *out); /* uint64_t */
void read_count(struct reader *reader, const struct field *field, const struct node *node,
                void *out); /* size_t */
void read_decimals(struct reader *reader, const struct field *field, const struct node *node,
                   void *out); /* int */
void read_number(struct reader *reader, const struct field *field, const struct node *node,
                 void *out); /* double */

/* theme_fields.c: the rows below `theme`, which a theme's file has at its top. */
extern const struct field theme_fields[];
extern const size_t theme_field_count;

/* theme.c */
void read_theme(struct reader *reader, const struct field *field, const struct node *node,
                void *out); /* struct theme */
void read_theme_from(struct reader *reader, const struct field *field, const struct node *node,
                     void *out); /* nothing: whoever reads the map has read it */

/* theme_keys.c */
void read_color(struct reader *reader, const struct field *field, const struct node *node,
                void *out); /* struct color */
void read_pattern(struct reader *reader, const struct field *field, const struct node *node,
                  void *out); /* struct color */
void read_scale(struct reader *reader, const struct field *field, const struct node *node,
                void *out); /* bool: grey */
void read_margin(struct reader *reader, const struct field *field, const struct node *node,
                 void *out);
void read_length(struct reader *reader, const struct field *field, const struct node *node,
                 void *out); /* double, points */
void read_dash(struct reader *reader, const struct field *field, const struct node *node,
               void *out); /* struct theme */
void read_family(struct reader *reader, const struct field *field, const struct node *node,
                 void *out); /* struct theme */
void read_figure_height(struct reader *reader, const struct field *field, const struct node *node,
                        void *out); /* struct theme */
void read_output_decimals(struct reader *reader, const struct field *field, const struct node *node,
                          void *out); /* int */

/* output.c; out: struct scene_timeline, struct scene_output, but for the seconds */
void read_timeline(struct reader *reader, const struct field *field, const struct node *node,
                   void *out);
void read_seconds(struct reader *reader, const struct field *field, const struct node *node,
                  void *out); /* struct rational */
void read_film_length(struct reader *reader, const struct field *field, const struct node *node,
                      void *out); /* struct scene */
void read_motion(struct reader *reader, const struct field *field, const struct node *node,
                 void *out); /* bool */
void read_pause(struct reader *reader, const struct field *field, const struct node *node,
                void *out); /* enum pausing */
void read_shot_length(struct reader *reader, const struct field *field, const struct node *node,
                      void *out);
void read_transition(struct reader *reader, const struct field *field, const struct node *node,
                     void *out); /* struct rational: seconds of a fade */
void read_step(struct reader *reader, const struct field *field, const struct node *node,
               void *out);
void read_move(struct reader *reader, const struct field *field, const struct node *node,
               void *out);
void read_ease(struct reader *reader, const struct field *field, const struct node *node,
               void *out);
void read_formats(struct reader *reader, const struct field *field, const struct node *node,
                  void *out);
void read_output_size(struct reader *reader, const struct field *field, const struct node *node,
                      void *out);
/* A..B or A; false: it is neither. Whether A is above B is for others to ask. */
bool parse_steps(const char *text, size_t *first, size_t *last);
void read_subtitles(struct reader *reader, const struct field *field, const struct node *node,
                    void *out);
void read_poster_shot(struct reader *reader, const struct field *field, const struct node *node,
                      void *out);
void read_sheet(struct reader *reader, const struct field *field, const struct node *node,
                void *out);
void read_dpi(struct reader *reader, const struct field *field, const struct node *node, void *out);
void read_fps(struct reader *reader, const struct field *field, const struct node *node, void *out);
void read_steps(struct reader *reader, const struct field *field, const struct node *node,
                void *out);
void read_background(struct reader *reader, const struct field *field, const struct node *node,
                     void *out);
void read_language(struct reader *reader, const struct field *field, const struct node *node,
                   void *out);
void catalogue_set_defaults(struct catalogue *catalogue);
void read_matte(struct reader *reader, const struct field *field, const struct node *node,
                void *out);
void read_loop(struct reader *reader, const struct field *field, const struct node *node,
               void *out);

#endif
