/* SPDX-License-Identifier: MIT */
/* Fonts that a picture asks for and the machine does not have. */
#ifndef CLI_FAMILIES_H
#define CLI_FAMILIES_H

#include "subject.h"

/* Warns of each family of a drawn list that is not installed, once. */
void families_warn(struct subject *subject, const struct display_list *list);

#endif
