/* SPDX-License-Identifier: MIT */
/* How many parameters the lines of a printed model have that are not drawn: normalisations, PReLU,
 * and the layers within blocks that are passed over whole. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "model_blocks.h"

/* What the parameters of a type follow from. */
enum parameters {
    PAIRS,      /* two for each channel, its first number */
    PAIRS_LAST, /* its second number */
    EACH,       /* one for each of its first number */
    PLACES,     /* two for each place of its first list */
    KERNEL,     /* a convolution's weights and bias */
    MATRIX      /* a Linear's */
};

static const struct {
    const char *type; /* the start of its name */
    enum parameters parameters;
    const char *only; /* it has some only where this is written, */
    const char *none; /* or none where this is */
} types[] = {
    {"BatchNorm", PAIRS, NULL, "affine=False"},
    {"SyncBatchNorm", PAIRS, NULL, "affine=False"},
    {"InstanceNorm", PAIRS, "affine=True", NULL},
    {"GroupNorm", PAIRS_LAST, NULL, "affine=False"},
    {"LayerNorm", PLACES, NULL, "elementwise_affine=False"},
    {"PReLU", EACH, NULL, NULL},
    {"Conv", KERNEL, NULL, NULL},
    {"Linear", MATRIX, NULL, NULL},
};

/* The product of the numbers at a place up to a bracket that ends them. */
static double product_of(const char *at)
{
    double product = 1;
    char *behind;
    while (*at && *at != ')') {
        double number = isdigit((unsigned char)*at) ? strtod(at, &behind) : 0;
        product *= number > 0 ? number : 1;
        at = number > 0 ? behind : at + 1;
    }
    return product;
}

/* The n-th number behind the first bracket, from 0. */
static double number_at(const char *line, size_t n)
{
    const char *at = strchr(line, '(');
    for (size_t i = 0; at; i++) {
        at += strcspn(at, "0123456789");
        char *behind;
        double number = strtod(at, &behind);
        if (behind == at || i == n)
            return behind == at ? 0 : number;
        at = behind;
    }
    return 0;
}

static double kernel_parameters(const char *line)
{
    const char *kernel = strstr(line, "kernel_size=("), *groups = strstr(line, "groups=");
    double out = number_at(line, 1);
    double taps = kernel ? product_of(kernel + strlen("kernel_size=(")) : 1;
    double parts = groups ? strtod(groups + strlen("groups="), NULL) : 1;
    return number_at(line, 0) / (parts >= 1 ? parts : 1) * out * taps +
           (strstr(line, "bias=False") ? 0 : out);
}

double model_parameters(const char *line)
{
    size_t i = 0, count = sizeof types / sizeof *types;
    while (i < count && strncmp(line, types[i].type, strlen(types[i].type)) != 0)
        i++;
    if (i == count || (types[i].only && !strstr(line, types[i].only)) ||
        (types[i].none && strstr(line, types[i].none)))
        return 0;
    const char *list = strstr(line, "((");
    switch (types[i].parameters) {
    case PAIRS:
        return 2 * number_at(line, 0);
    case PAIRS_LAST:
        return 2 * number_at(line, 1);
    case EACH:
        return number_at(line, 0);
    case PLACES:
        return list ? 2 * product_of(list + 2) : 0;
    case KERNEL:
        return kernel_parameters(line);
    case MATRIX:
        return number_at(line, 0) * number_at(line, 1) +
               (strstr(line, "bias=False") ? 0 : number_at(line, 1));
    }
    return 0;
}
