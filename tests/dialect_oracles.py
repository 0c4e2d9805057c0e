# SPDX-License-Identifier: MIT
"""What Keras's layers and ONNX's nodes compute, after their documentation, in PyTorch's tensors.

Neither framework runs here: these are small readings of their definitions. A Keras line is called
with its documented arguments only; ONNX's text goes through onnx.parser, onnx.checker and shape
inference, where python3-onnx is installed.
"""
import itertools
import math

import torch
import torch.nn.functional as F

try:
    import onnx
    import onnx.parser
except ImportError:
    onnx = None

CONV = {1: F.conv1d, 2: F.conv2d, 3: F.conv3d}
TRANSPOSED = {1: F.conv_transpose1d, 2: F.conv_transpose2d, 3: F.conv_transpose3d}


def surround(value, pairs, fill=0.0):
    """Pads, or with negative numbers crops, the last axes; pairs are (before, after) an axis."""
    flat = [number for pair in reversed(pairs) for number in pair]
    return F.pad(value, flat, value=fill)


def windows(value, kernel, stride, dilation):
    """[..., places, taps] of a map that is padded already."""
    axes = len(kernel)
    sizes = [(value.shape[2 + i] - dilation[i] * (kernel[i] - 1) - 1) // stride[i] + 1
             for i in range(axes)]
    taps = []
    for tap in itertools.product(*map(range, kernel)):
        index = tuple(slice(tap[i] * dilation[i], tap[i] * dilation[i] + (sizes[i] - 1) * stride[i] + 1,
                            stride[i]) for i in range(axes))
        taps.append(value[(slice(None), slice(None)) + index])
    return torch.stack(taps, -1)


def mean_of_counted(value, pairs, kernel, stride):
    ones = torch.ones_like(value)
    some = [1] * len(kernel)
    total = windows(surround(value, pairs), kernel, stride, some).sum(-1)
    return total / windows(surround(ones, pairs), kernel, stride, some).sum(-1)


# ---- Keras ----

def each(value, axes):
    return list(value) if isinstance(value, tuple) else [value] * axes


def same(size, kernel, stride):
    """TensorFlow: the output is ceil(i / s), the smaller half of the padding before."""
    total = max((math.ceil(size / stride) - 1) * stride + kernel - size, 0)
    return total // 2, total - total // 2


def keras_conv(axes):
    def layer(filters, kernel_size, strides=1, padding="valid", dilation_rate=1, groups=1,
              use_bias=True):
        kernel, stride, dilation = (each(n, axes) for n in (kernel_size, strides, dilation_rate))
        assert max(stride) == 1 or max(dilation) == 1
        assert padding in ("valid", "same") or (padding == "causal" and axes == 1)

        def call(value, weight, bias):
            assert filters == weight.shape[0] and (bias is None or use_bias)
            spans = [d * (k - 1) + 1 for k, d in zip(kernel, dilation)]
            pairs = ([(spans[0] - 1, 0)] if padding == "causal" else
                     [(0, 0)] * axes if padding == "valid" else
                     [same(n, k, s) for n, k, s in zip(value.shape[2:], spans, stride)])
            return CONV[axes](surround(value, pairs), weight, bias, stride, 0, dilation, groups)
        return call
    return layer


def keras_transposed(axes):
    def layer(filters, kernel_size, strides=1, padding="valid", output_padding=None,
              dilation_rate=1, use_bias=True):
        kernel, stride, dilation = (each(n, axes) for n in (kernel_size, strides, dilation_rate))
        assert max(stride) == 1 or max(dilation) == 1

        def call(value, weight, bias):
            assert filters == weight.shape[1] and (bias is None or use_bias)
            whole = TRANSPOSED[axes](value, weight, None, stride, 0, 0, 1, dilation)
            pairs = []
            for i in range(axes):
                span = dilation[i] * (kernel[i] - 1) + 1
                extra = each(output_padding, axes)[i] if output_padding is not None else None
                assert extra is None or 0 <= extra < stride[i]
                # keras deconv_output_length
                if extra is None:
                    length = value.shape[2 + i] * stride[i]
                    length += max(span - stride[i], 0) if padding == "valid" else 0
                else:
                    length = (value.shape[2 + i] - 1) * stride[i] + span + extra
                    length -= 2 * (span // 2) if padding == "same" else 0
                # the gradient of a convolution with that padding over such an input
                before = same(length, span, stride[i])[0] if padding == "same" else 0
                if padding == "same":
                    assert math.ceil(length / stride[i]) == value.shape[2 + i]
                pairs.append((-before, length + before - whole.shape[2 + i]))
            result = surround(whole, pairs)
            return result if bias is None else result + bias.reshape([1, -1] + [1] * axes)
        return call
    return layer


def keras_pool(axes, is_max):
    def layer(pool_size, strides=None, padding="valid"):
        kernel, stride = each(pool_size, axes), each(strides, axes)
        assert padding in ("valid", "same")

        def call(value, weight, bias):
            pairs = ([(0, 0)] * axes if padding == "valid" else
                     [same(n, k, s) for n, k, s in zip(value.shape[2:], kernel, stride)])
            if is_max:
                return windows(surround(value, pairs, -math.inf), kernel, stride, [1] * axes).amax(-1)
            return mean_of_counted(value, pairs, kernel, stride)
        return call
    return layer


def keras_border(axes, sign, name):
    def layer(**arguments):
        pairs = arguments.pop(name)
        assert not arguments
        pairs = [pairs] if axes == 1 else list(pairs)
        assert len(pairs) == axes and min(min(pair) for pair in pairs) >= 0
        return lambda value, weight, bias: surround(
            value, [(sign * before, sign * after) for before, after in pairs])
    return layer


def keras_global(axes, is_max):
    def layer(keepdims=False):
        dims = tuple(range(2, 2 + axes))
        return lambda value, weight, bias: (value.amax(dims, keepdims) if is_max else
                                            value.mean(dims, keepdims))
    return layer


def tent(x):
    return max(0, 1 - abs(x))


def cubic(a):
    """Keys's function."""
    def weight(x):
        x = abs(x)
        return ((a + 2) * x**3 - (a + 3) * x**2 + 1 if x < 1 else
                a * (x**3 - 5 * x**2 + 8 * x - 4) if x < 2 else 0)
    return weight


def interpolated(x, dim, places, weight):
    """Along a dimension: values between units, the outermost ones repeated beyond the border."""
    n = x.shape[dim]
    matrix = torch.zeros(len(places), n, dtype=x.dtype)
    for row, place in enumerate(places):
        for unit in range(math.floor(place) - 2, math.floor(place) + 4):
            matrix[row, min(max(unit, 0), n - 1)] += weight(place - unit)
    return torch.movedim(torch.movedim(x, dim, -1) @ matrix.T, -1, dim)


def keras_upsampling(axes):
    def layer(size, interpolation="nearest"):
        assert interpolation == "nearest" or axes == 2
        def call(value, weight, bias):
            for i, factor in enumerate(each(size, axes)):
                n = value.shape[2 + i]
                places = [(o + 0.5) / factor - 0.5 for o in range(n * factor)]
                value = (value.repeat_interleave(factor, 2 + i) if interpolation == "nearest" else
                         interpolated(value, 2 + i, places, tent))
            return value
        return call
    return layer


FUNCTIONS = {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "softplus": lambda x: torch.log1p(x.exp()),
             "silu": lambda x: x * torch.sigmoid(x), "gelu": F.gelu, "mish": F.mish, "selu": F.selu}
KERAS = {
    "ReLU": lambda max_value=None: lambda value, weight, bias: value.clamp(0, max_value),
    "LeakyReLU": lambda negative_slope: lambda value, weight, bias: F.leaky_relu(value, negative_slope),
    "ELU": lambda alpha: lambda value, weight, bias: F.elu(value, alpha),
    "Activation": lambda name: lambda value, weight, bias: FUNCTIONS[name](value),
}
for n in (1, 2, 3):
    KERAS.update({
        f"Conv{n}D": keras_conv(n), f"Conv{n}DTranspose": keras_transposed(n),
        f"MaxPooling{n}D": keras_pool(n, True), f"AveragePooling{n}D": keras_pool(n, False),
        f"GlobalMaxPooling{n}D": keras_global(n, True),
        f"GlobalAveragePooling{n}D": keras_global(n, False),
        f"UpSampling{n}D": keras_upsampling(n),
        f"ZeroPadding{n}D": keras_border(n, 1, "padding"),
        f"Cropping{n}D": keras_border(n, -1, "cropping"),
    })


def keras_output(text, value, weights):
    for line in text.splitlines():
        weight, bias = weights.pop(0) if line.startswith("Conv") else (None, None)
        value = eval(line, KERAS)(value, weight, bias)
    return value


# ---- ONNX ----

def onnx_pairs(pads):
    half = len(pads) // 2
    return list(zip(pads[:half], pads[half:]))


def onnx_conv(x, w, b=None, *, dilations, group, kernel_shape, pads, strides):
    return CONV[len(pads) // 2](surround(x, onnx_pairs(pads)), w, b, strides, 0, dilations, group)


def onnx_transposed(x, w, b=None, *, dilations, group, kernel_shape, output_padding, pads, strides):
    axes = len(kernel_shape)
    whole = TRANSPOSED[axes](x, w, None, strides, 0, 0, group, dilations)
    pairs = [(-before, extra - after) for (before, after), extra
             in zip(onnx_pairs(pads), output_padding)]
    result = surround(whole, pairs)
    return result if b is None else result + b.reshape([1, -1] + [1] * axes)


def onnx_max_pool(x, *, ceil_mode, dilations, kernel_shape, pads, strides):
    assert ceil_mode == 0 and all(p < d * (k - 1) + 1 for p, k, d
                                  in zip(pads, kernel_shape * 2, dilations * 2))
    pairs = onnx_pairs(pads)
    places = torch.arange(x.numel(), dtype=torch.float64).reshape(x.shape)
    values = windows(surround(x, pairs, -math.inf), kernel_shape, strides, dilations)
    numbers = windows(surround(places, pairs, -1), kernel_shape, strides, dilations)
    chosen = values.argmax(-1, keepdim=True)
    return values.amax(-1), numbers.gather(-1, chosen)[..., 0].long()


def onnx_average(x, *, ceil_mode, count_include_pad, kernel_shape, pads, strides):
    assert ceil_mode == 0 and all(p < k for p, k in zip(pads, kernel_shape * 2))
    pairs = onnx_pairs(pads)
    if count_include_pad:
        return windows(surround(x, pairs), kernel_shape, strides, [1] * len(strides)).mean(-1)
    return mean_of_counted(x, pairs, kernel_shape, strides)


def onnx_lp_pool(x, *, kernel_shape, p, strides):
    cells = windows(x, kernel_shape, strides, [1] * len(strides))
    return (cells.abs() ** p).sum(-1) ** (1 / p)


def onnx_unpool(x, indices, shape=None, *, kernel_shape, pads, strides):
    sizes = ([int(n) for n in shape] if shape is not None else list(x.shape[:2]) + [
        (n - 1) * s + k - before - after for n, s, k, (before, after)
        in zip(x.shape[2:], strides, kernel_shape, onnx_pairs(pads))])
    result = torch.zeros(math.prod(sizes), dtype=x.dtype)
    for value, index in zip(x.flatten(), indices.flatten()):
        result[index] = value
    return result.reshape(sizes)


def onnx_pad(x, pads, value=0.0, *, mode):
    pairs = onnx_pairs([int(n) for n in pads])
    assert pairs[:2] == [(0, 0), (0, 0)]
    if mode == "constant":
        return surround(x, pairs[2:], float(value))
    flat = [number for pair in reversed(pairs[2:]) for number in pair]
    return F.pad(x, flat, mode={"reflect": "reflect", "edge": "replicate", "wrap": "circular"}[mode])


def onnx_resize(x, roi, scales, sizes=None, *, coordinate_transformation_mode, mode,
                nearest_mode=None, cubic_coeff_a=None):
    round_to = {"floor": lambda p: math.floor(p + 1e-9),
                "round_prefer_ceil": lambda p: math.floor(p + 0.5 + 1e-9)}
    for i in range(2, x.dim()):
        n = x.shape[i]
        length = int(sizes[i]) if sizes is not None else math.floor(n * float(scales[i]))
        scale = length / n if sizes is not None else float(scales[i])
        places = [{"asymmetric": o / scale, "half_pixel": (o + 0.5) / scale - 0.5,
                   "align_corners": o * (n - 1) / (length - 1) if length > 1 else 0}
                  [coordinate_transformation_mode] for o in range(length)]
        if mode == "nearest":
            units = [min(max(round_to[nearest_mode](p), 0), n - 1) for p in places]
            x = x.index_select(i, torch.tensor(units))
        else:
            x = interpolated(x, i, places, {"linear": tent, "cubic": cubic(cubic_coeff_a or 0)}[mode])
    return x


def onnx_depth_to_space(x, *, blocksize, mode):
    assert mode == "CRD"
    return F.pixel_shuffle(x, blocksize)


def onnx_space_to_depth(x, *, blocksize):
    n, c, h, w = x.shape
    cells = x.reshape(n, c, h // blocksize, blocksize, w // blocksize, blocksize)
    return cells.permute(0, 3, 5, 1, 2, 4).reshape(n, -1, h // blocksize, w // blocksize)


def onnx_col2im(x, image_shape, block_shape, *, dilations, pads, strides):
    """Every cell of every block is laid down by hand."""
    size, block = [[int(n) for n in shape] for shape in (image_shape, block_shape)]
    (top, bottom), (left, right) = onnx_pairs(pads)
    full = [size[0] + top + bottom, size[1] + left + right]
    places = [range(0, n - d * (k - 1), s)
              for n, d, k, s in zip(full, dilations, block, strides)]
    cells = x.reshape(x.shape[0], -1, block[0], block[1], len(places[0]), len(places[1]))
    result = torch.zeros(cells.shape[:2] + tuple(full), dtype=x.dtype)
    for i in range(block[0]):
        for j in range(block[1]):
            for a, y in enumerate(places[0]):
                for b, column in enumerate(places[1]):
                    result[:, :, y + i * dilations[0], column + j * dilations[1]] += (
                        cells[:, :, i, j, a, b])
    return result[:, :, top:top + size[0], left:left + size[1]]


def onnx_constant(**values):
    return torch.tensor(next(iter(values.values())), dtype=torch.float64)


ONNX = {
    "Conv": onnx_conv, "ConvTranspose": onnx_transposed, "MaxPool": onnx_max_pool,
    "AveragePool": onnx_average, "LpPool": onnx_lp_pool, "MaxUnpool": onnx_unpool, "Pad": onnx_pad,
    "Resize": onnx_resize, "DepthToSpace": onnx_depth_to_space,
    "SpaceToDepth": onnx_space_to_depth, "Col2Im": onnx_col2im, "Constant": onnx_constant,
    "LeakyRelu": lambda x, *, alpha: F.leaky_relu(x, alpha),
    "Elu": lambda x, *, alpha: F.elu(x, alpha), "Selu": F.selu, "Sigmoid": torch.sigmoid,
    "Tanh": torch.tanh, "Softplus": lambda x: torch.log1p(x.exp()),
    "Clip": lambda x, low, high: x.clamp(float(low), float(high)),
    "Relu": lambda x: x.clamp(min=0), "Mul": lambda a, b: a * b, "Div": lambda a, b: a / b,
    "GlobalMaxPool": lambda x: x.amax(tuple(range(2, x.dim())), True),
    "GlobalAveragePool": lambda x: x.mean(tuple(range(2, x.dim())), True),
}


def onnx_output(text, value, weights):
    """None: python3-onnx is missing."""
    if onnx is None:
        return None
    is_stack = "X0" in text
    first, last = ("X0", f"X{len(weights)}") if is_stack else ("X", "Y")
    sizes = lambda tensor: ",".join(str(n) for n in tensor.shape)
    names, inputs = {first: value}, [f"float[{sizes(value)}] {first}"]
    for n, (weight, bias) in enumerate(weights):
        for letter, tensor in (("W", weight), ("B", bias)):
            if tensor is not None:
                names[f"{letter}{n}" if is_stack else letter] = tensor
                inputs.append(f"float[{sizes(tensor)}] {letter}{n}" if is_stack else
                              f"float[{sizes(tensor)}] {letter}")
    is_fold = "Col2Im" in text  # its output has an axis more; it came with opset 18
    axes = value.dim() + is_fold
    graph = onnx.parser.parse_graph(
        f"layer ({', '.join(inputs)}) => (float[{','.join('abcdefgh'[:axes])}] {last}) {{\n{text}}}")
    if not is_fold or onnx.defs.has("Col2Im"):
        opset = onnx.helper.make_opsetid("", 18 if is_fold else 14)
        model = onnx.helper.make_model(graph, opset_imports=[opset])
        onnx.checker.check_model(model, full_check=True)
        onnx.shape_inference.infer_shapes(model, check_type=True, strict_mode=True)
    for node in graph.node:
        attributes = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}
        attributes = {name: v.decode() if isinstance(v, bytes) else v for name, v in attributes.items()}
        result = ONNX[node.op_type](*[names[i] if i else None for i in node.input], **attributes)
        result = result if isinstance(result, tuple) else (result,)
        names.update(zip(node.output, result))
    return names[last]
