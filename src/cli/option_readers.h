/* SPDX-License-Identifier: MIT */
/* What the rows of the table of options read their values with; errors are STATUS_USAGE. */
#ifndef CLI_OPTION_READERS_H
#define CLI_OPTION_READERS_H

#include "options.h"

bool option_help(struct options *options, const char *value, struct error *error);
bool option_output(struct options *options, const char *value, struct error *error);
bool option_formats(struct options *options, const char *value, struct error *error);
bool option_quality(struct options *options, const char *value, struct error *error);
bool option_table(struct options *options, const char *value, struct error *error);
bool option_alt(struct options *options, const char *value, struct error *error);
bool option_deps(struct options *options, const char *value, struct error *error);
bool option_jobs(struct options *options, const char *value, struct error *error);
bool option_part(struct options *options, const char *value, struct error *error);
bool option_crf(struct options *options, const char *value, struct error *error);
bool option_pictures(struct options *options, const char *value, struct error *error);
bool option_text(struct options *options, const char *value, struct error *error);
bool option_png(struct options *options, const char *value, struct error *error);
bool option_quiet(struct options *options, const char *value, struct error *error);
bool option_poster(struct options *options, const char *value, struct error *error);
bool option_json(struct options *options, const char *value, struct error *error);
bool option_animate(struct options *options, const char *value, struct error *error);
bool option_strict(struct options *options, const char *value, struct error *error);
bool option_limit(struct options *options, const char *value, struct error *error);
bool option_check(struct options *options, const char *value, struct error *error);
bool option_seeds(struct options *options, const char *value, struct error *error);
bool option_quiz(struct options *options, const char *value, struct error *error);
bool option_safe(struct options *options, const char *value, struct error *error);
bool option_keep_rights(struct options *options, const char *value, struct error *error);
bool option_allow_outside(struct options *options, const char *value, struct error *error);
bool option_rate(struct options *options, const char *value, struct error *error);
bool option_preset(struct options *options, const char *value, struct error *error);
bool option_port(struct options *options, const char *value, struct error *error);
bool option_open(struct options *options, const char *value, struct error *error);
bool option_no_serve(struct options *options, const char *value, struct error *error);
bool option_dialect(struct options *options, const char *value, struct error *error);
bool option_tensors(struct options *options, const char *value, struct error *error);
bool option_trace_steps(struct options *options, const char *value, struct error *error);

/* Errors name the option, or whatever it is. */
bool option_read_whole(const char *option, const char *value, long low, long high, long *out,
                       struct error *error);

#endif
