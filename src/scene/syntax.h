/* SPDX-License-Identifier: MIT */
/* What libyaml refuses. */
#ifndef CONVREEL_SCENE_SYNTAX_H
#define CONVREEL_SCENE_SYNTAX_H

#include <yaml.h>

#include "convreel/base.h"

/* Reports the parser's error in a source. */
void syntax_report(struct report *report, const struct source *source, const yaml_parser_t *parser);

#endif
