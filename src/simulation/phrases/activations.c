/* SPDX-License-Identifier: MIT */
/* Elementwise functions in the words of PyTorch, Keras 3 and ONNX. */
#include <string.h>

#include "simulation/phrases/phrases.h"

/* number: the key of the type's own, in angle brackets. NULL: it has no such thing. */
static const struct {
    const char *type, *pytorch, *keras, *onnx;
    const char *why; /* ONNX cannot say it */
} words[] = {
    {"LeakyReLU", "LeakyReLU(negative_slope=%s)", "LeakyReLU(negative_slope=%s)",
     "Y = LeakyRelu <alpha = %s> (X)", NULL},
    {"ELU", "ELU(alpha=%s)", "ELU(alpha=%s)", "Y = Elu <alpha = %s> (X)", NULL},
    {"ReLU6", "ReLU6()", "ReLU(max_value=6.0)",
     "low = Constant <value_float = 0.0> ()\nhigh = Constant <value_float = 6.0> ()\n"
     "Y = Clip (X, low, high)",
     NULL},
    {"SELU", "SELU()", "Activation(\"selu\")", "Y = Selu (X)", NULL},
    {"Sigmoid", "Sigmoid()", "Activation(\"sigmoid\")", "Y = Sigmoid (X)", NULL},
    {"Tanh", "Tanh()", "Activation(\"tanh\")", "Y = Tanh (X)", NULL},
    {"Softplus", "Softplus(beta=1.0, threshold=20.0)", "Activation(\"softplus\")",
     "Y = Softplus (X)", NULL},
    {"GELU", "GELU(approximate='none')", "Activation(\"gelu\")", NULL,
     "Gelu came with opset 20; there it is Y = Gelu (X)"},
    {"SiLU", "SiLU()", "Activation(\"silu\")", "S = Sigmoid (X)\nY = Mul (X, S)", NULL},
    {"Mish", "Mish()", "Activation(\"mish\")", "S = Softplus (X)\nT = Tanh (S)\nY = Mul (X, T)",
     NULL},
    {"Hardsigmoid", "Hardsigmoid()", "Activation(\"hard_sigmoid\")",
     "Y = HardSigmoid <alpha = 0.16666667, beta = 0.5> (X)", NULL},
    {"Hardswish", "Hardswish()", "Activation(\"hard_silu\")",
     "S = HardSigmoid <alpha = 0.16666667, beta = 0.5> (X)\nY = Mul (X, S)", NULL},
};

static size_t row_of(const struct simulation *simulation)
{
    size_t row = 0;
    while (strcmp(words[row].type, simulation->type_name) != 0)
        row++;
    return row;
}

/* A row's line with the number that the type has, if it has one. */
static void add_line(const struct simulation *simulation, const char *line, struct buffer *out,
                     struct arena *arena)
{
    const char *key = simulation_own_key(simulation), *place = strstr(line, "%s");
    if (!place) {
        buffer_format(out, "%s\n", line);
        return;
    }
    const char *number = phrase_float(simulation_own(simulation, key, 0), arena);
    buffer_format(out, "%.*s%s%s\n", (int)(place - line), line, number, place + 2);
}

const char *pytorch_activation(const struct simulation *simulation, struct buffer *out,
                               struct arena *arena)
{
    add_line(simulation, words[row_of(simulation)].pytorch, out, arena);
    return NULL;
}

const char *keras_activation(const struct simulation *simulation, struct buffer *out,
                             struct arena *arena)
{
    add_line(simulation, words[row_of(simulation)].keras, out, arena);
    return NULL;
}

const char *onnx_activation(const struct simulation *simulation, struct buffer *out,
                            struct arena *arena)
{
    size_t row = row_of(simulation);
    if (words[row].why)
        return words[row].why;
    add_line(simulation, words[row].onnx, out, arena);
    return NULL;
}
