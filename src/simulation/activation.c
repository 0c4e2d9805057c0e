/* SPDX-License-Identifier: MIT */
/*
 * Elementwise functions other than ReLU, as PyTorch has them: each output unit is a function of one
 * input unit. GELU is x times the normal distribution's share below x (Hendrycks, Gimpel 2016),
 * SiLU x sigmoid(x), SELU's constants are Klambauer's (2017), Mish x tanh(softplus(x)).
 */
#include <math.h>

#include "simulation/layer_type.h"
#include "simulation/resolve.h"

static const double selu_scale = 1.0507009873554804934193349852946;
static const double selu_alpha = 1.6732632423543772848170429916717;
static const double usual_slope = 0.01; /* of LeakyReLU below 0 */
static const double softplus_threshold = 20;

static double slope_below(const struct scene_layer *layer, size_t axis)
{
    (void)axis;
    return layer->negative_slope.at.line ? layer->negative_slope.value : usual_slope;
}

static double alpha(const struct scene_layer *layer, size_t axis)
{
    (void)axis;
    return layer->alpha.at.line ? layer->alpha.value : 1;
}

static const struct own_parameter own_slope = {"negative_slope", slope_below};
static const struct own_parameter own_alpha = {"alpha", alpha};

/* ---- the functions and their slopes ---- */

static double leaky_relu(const struct simulation *simulation, double x)
{
    return x >= 0 ? x : x * slope_below(simulation->layer, 0);
}

static double leaky_relu_slope(const struct simulation *simulation, double x)
{
    return x > 0 ? 1 : slope_below(simulation->layer, 0);
}

static double relu6(const struct simulation *simulation, double x)
{
    (void)simulation;
    return x < 0 ? 0 : x > 6 ? 6 : x;
}

static double relu6_slope(const struct simulation *simulation, double x)
{
    (void)simulation;
    return x > 0 && x < 6 ? 1 : 0;
}

static double elu(const struct simulation *simulation, double x)
{
    return x > 0 ? x : alpha(simulation->layer, 0) * expm1(x);
}

static double elu_slope(const struct simulation *simulation, double x)
{
    return x > 0 ? 1 : alpha(simulation->layer, 0) * exp(x);
}

static double selu(const struct simulation *simulation, double x)
{
    (void)simulation;
    return selu_scale * (x > 0 ? x : selu_alpha * expm1(x));
}

static double selu_slope(const struct simulation *simulation, double x)
{
    (void)simulation;
    return selu_scale * (x > 0 ? 1 : selu_alpha * exp(x));
}

static double logistic(double x)
{
    return x >= 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x));
}

static double sigmoid(const struct simulation *simulation, double x)
{
    (void)simulation;
    return logistic(x);
}

static double sigmoid_slope(const struct simulation *simulation, double x)
{
    (void)simulation;
    return logistic(x) * logistic(-x);
}

static double hyperbolic(const struct simulation *simulation, double x)
{
    (void)simulation;
    return tanh(x);
}

static double hyperbolic_slope(const struct simulation *simulation, double x)
{
    (void)simulation;
    return 1 - tanh(x) * tanh(x);
}

static double softened(double x)
{
    return x > softplus_threshold ? x : log1p(exp(x));
}

static double softplus(const struct simulation *simulation, double x)
{
    (void)simulation;
    return softened(x);
}

static double softplus_slope(const struct simulation *simulation, double x)
{
    (void)simulation;
    return x > softplus_threshold ? 1 : logistic(x);
}

static double normal_below(double x)
{
    return 0.5 * erfc(-x * sqrt(0.5));
}

static double gelu(const struct simulation *simulation, double x)
{
    (void)simulation;
    return x * normal_below(x);
}

static double gelu_slope(const struct simulation *simulation, double x)
{
    const double density = 0.39894228040143267794; /* 1 / sqrt(2 pi) */
    (void)simulation;
    return normal_below(x) + x * density * exp(-x * x / 2);
}

static double silu(const struct simulation *simulation, double x)
{
    (void)simulation;
    return x * logistic(x);
}

static double silu_slope(const struct simulation *simulation, double x)
{
    (void)simulation;
    return logistic(x) * (1 + x * logistic(-x));
}

static double mish(const struct simulation *simulation, double x)
{
    (void)simulation;
    return x * tanh(softened(x));
}

static double mish_slope(const struct simulation *simulation, double x)
{
    double t = tanh(softened(x));
    (void)simulation;
    return t + x * logistic(x) * (1 - t * t);
}

static double hard_sigmoid(const struct simulation *simulation, double x)
{
    return relu6(simulation, x + 3) / 6;
}

static double hard_sigmoid_slope(const struct simulation *simulation, double x)
{
    (void)simulation;
    return x > -3 && x < 3 ? 1.0 / 6 : 0;
}

static double hard_swish(const struct simulation *simulation, double x)
{
    return x * relu6(simulation, x + 3) / 6;
}

static double hard_swish_slope(const struct simulation *simulation, double x)
{
    (void)simulation;
    return x < -3 ? 0 : x <= 3 ? x / 3 + 0.5 : 1;
}

/* ---- the types ---- */

static double apply(const struct simulation *simulation, const double *values, size_t count,
                    size_t *chosen)
{
    (void)chosen;
    return count > 0 ? simulation->type->function(simulation, values[0]) : 0;
}

#define WORDS(says)                                             \
    {                                                           \
        .called = "an activation", .does = (says), .phrases = { \
            [DIALECT_PYTORCH] = pytorch_activation,             \
            [DIALECT_KERAS] = keras_activation,                 \
            [DIALECT_ONNX] = onnx_activation                    \
        }                                                       \
    }

static const struct layer_words leaky_relu_words =
    WORDS("every unit below zero is multiplied by the negative slope, the others stay as they are");
static const struct layer_words relu6_words =
    WORDS("every unit below zero becomes zero, every one above six becomes six");
static const struct layer_words elu_words =
    WORDS("every unit x below zero becomes alpha (exp(x) - 1), the others stay as they are");
static const struct layer_words selu_words =
    WORDS("every unit x becomes 1.0507 x, or below zero 1.7581 (exp(x) - 1)");
static const struct layer_words sigmoid_words =
    WORDS("every unit x becomes 1 / (1 + exp(-x)), which lies between 0 and 1");
static const struct layer_words tanh_words =
    WORDS("every unit x becomes tanh(x), which lies between -1 and 1");
static const struct layer_words softplus_words =
    WORDS("every unit x becomes log(1 + exp(x)), a ReLU without a corner");
static const struct layer_words gelu_words =
    WORDS("every unit x is multiplied by the share of a normal distribution that lies below x");
static const struct layer_words silu_words = WORDS("every unit x is multiplied by sigmoid(x)");
static const struct layer_words mish_words =
    WORDS("every unit x is multiplied by tanh(softplus(x))");
static const struct layer_words hard_sigmoid_words =
    WORDS("every unit x becomes (x + 3) / 6, but at least 0 and at most 1");
static const struct layer_words hard_swish_words =
    WORDS("every unit x is multiplied by (x + 3) / 6, which is at least 0 and at most 1 there");

#define ACTIVATION(called, says, of, and_slope, ...)                                           \
    {                                                                                          \
        .name = (called), .words = &(says), .is_pool = true, .reduction = REDUCE_FUNCTION,     \
        .resolve = resolve_plain, .reads = same_reads, .formula = formula_same, .pool = apply, \
        .function = (of), .slope = (and_slope), __VA_ARGS__                                    \
    }

const struct layer_type layer_activation[ACTIVATIONS] = {
    ACTIVATION("LeakyReLU", leaky_relu_words, leaky_relu, leaky_relu_slope, .own = &own_slope,
               .takes = TAKES_NEGATIVE_SLOPE),
    ACTIVATION("ReLU6", relu6_words, relu6, relu6_slope, .own = NULL),
    ACTIVATION("ELU", elu_words, elu, elu_slope, .own = &own_alpha, .takes = TAKES_ALPHA),
    ACTIVATION("SELU", selu_words, selu, selu_slope, .own = NULL),
    ACTIVATION("Sigmoid", sigmoid_words, sigmoid, sigmoid_slope, .own = NULL),
    ACTIVATION("Tanh", tanh_words, hyperbolic, hyperbolic_slope, .own = NULL),
    ACTIVATION("Softplus", softplus_words, softplus, softplus_slope, .own = NULL),
    ACTIVATION("GELU", gelu_words, gelu, gelu_slope, .own = NULL),
    ACTIVATION("SiLU", silu_words, silu, silu_slope, .own = NULL),
    ACTIVATION("Mish", mish_words, mish, mish_slope, .own = NULL),
    ACTIVATION("Hardsigmoid", hard_sigmoid_words, hard_sigmoid, hard_sigmoid_slope, .own = NULL),
    ACTIVATION("Hardswish", hard_swish_words, hard_swish, hard_swish_slope, .own = NULL),
};

bool simulation_is_function(const struct simulation *simulation)
{
    return simulation->type->function != NULL;
}

double simulation_function_at(const struct simulation *simulation, double x)
{
    return simulation->type->function(simulation, x);
}
