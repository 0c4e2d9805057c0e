# SPDX-License-Identifier: MIT
"""ONNX files for the tests, by an encoder of protobuf's wire format of its own.

onnx_writer.py FOLDER writes one file for each model below, and "operators", a list of what those of
one operator become; fields are numbered as in onnx.proto."""
import os
import struct
import sys


def varint(number):
    number &= (1 << 64) - 1
    out = b""
    while number > 127:
        out += bytes([number & 127 | 128])
        number >>= 7
    return out + bytes([number])


def field(number, value):
    """A field: whole numbers as varints, floats as fixed32, text and bytes with their length."""
    if isinstance(value, bool) or isinstance(value, int):
        return varint(number << 3) + varint(value)
    if isinstance(value, float):
        return varint(number << 3 | 5) + struct.pack("<f", value)
    data = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(data)) + data


def fields(number, values):
    return b"".join(field(number, value) for value in values)


KINDS = {"f": 1, "B": 2, "b": 3, "i": 6, "q": 7, "d": 11, "e": 10}


def tensor(name, dims, values, kind="f", form="raw"):
    """form: raw bytes, the tensor's own packed list, or the same list field by field."""
    out = fields(1, dims) + field(2, KINDS[kind]) + (field(8, name) if name else b"")
    if form == "raw":
        return out + field(9, struct.pack("<%d%s" % (len(values), kind), *values))
    if kind == "f":
        packed = struct.pack("<%df" % len(values), *values)
        return out + (field(4, packed) if form == "packed" else fields(4, map(float, values)))
    number = 7 if kind == "q" else 5
    if form == "packed":
        return out + field(number, b"".join(map(varint, values)))
    return out + fields(number, values)


def attribute(name, value):
    out = field(1, name)
    if isinstance(value, float):
        return out + field(2, value) + field(20, 1)
    if isinstance(value, int):
        return out + field(3, value) + field(20, 2)
    if isinstance(value, str):
        return out + field(4, value) + field(20, 3)
    if isinstance(value, bytes):  # a tensor
        return out + field(5, value) + field(20, 4)
    return out + fields(8, value) + field(20, 7)


def node(operator, inputs, outputs, name="", **attributes):
    out = fields(1, inputs) + fields(2, outputs)
    out += field(3, name) if name else b""
    out += field(4, operator)
    return out + b"".join(field(5, attribute(*item)) for item in attributes.items())


def value(name, shape):
    sizes = b"".join(field(1, field(1, n) if isinstance(n, int) else field(2, n)) for n in shape)
    return field(1, name) + field(2, field(1, field(1, 1) + field(2, sizes)))


def model(nodes, tensors=(), inputs=(("x", ["batch", 1, 6, 6]),), output="y"):
    graph = fields(1, nodes) + field(2, "graph") + fields(5, tensors)
    graph += b"".join(field(11, value(*one)) for one in inputs) + field(12, value(output, []))
    return (field(1, 8) + field(2, "a test") + field(8, field(1, "") + field(2, 17)) +
            field(7, graph))


def kernel(name, *dims, **how):
    count = 1
    for n in dims:
        count *= n
    return tensor(name, dims, [(7 * i + 3) % 11 - 5 for i in range(count)], **how)


def between(after=None, weights=None, kernel="wd", bias="bd", bias_scale="sb", twice=False,
            again="s2", zero="z2"):
    """The layers of model "integers", each a Conv between DequantizeLinear and QuantizeLinear."""
    nodes = [node("QuantizeLinear", ["x", "s1", "z1"], ["q1"], "begin"),
             node("DequantizeLinear", ["q1", "s1", "z1"], ["d1"]),
             node("DequantizeLinear", ["b1", bias_scale], ["bd"], axis=0)]
    if weights:
        nodes.append(node("QuantizeLinear", ["w0", "sw1", "zw1"], ["w1"], axis=0))
    nodes += [node("DequantizeLinear", ["w1", "sw1", "zw1"], ["wd"], axis=0),
              node("Conv", ["d1", kernel, bias], ["c1"], "one", pads=[1, 1, 1, 1])]
    if after:
        nodes.append(node(after, ["c1"], ["r1"]))
    nodes.append(node("QuantizeLinear", ["r1" if after else "c1", "s2", zero], ["q2"], "middle"))
    if twice:
        nodes.append(node("QuantizeLinear", ["c1", "s1", "z1"], ["q9"], "again"))
    nodes += [node("DequantizeLinear", ["q2", "s2", zero], ["d2"]),
              node("MaxPool", ["d2"], ["m"], "pool", kernel_shape=[2, 2], strides=[2, 2]),
              node("QuantizeLinear", ["m", again, zero], ["q3"], "pooled"),
              node("DequantizeLinear", ["q3", again, zero], ["d3"]),
              node("DequantizeLinear", ["w2", "sw2", "zw2"], ["wd2"]),
              node("Conv", ["d3", "wd2"], ["c2"], "two"),
              node("QuantizeLinear", ["c2", "s3", "z3"], ["q4"]),
              node("DequantizeLinear", ["q4", "s3", "z3"], ["y"], "end")]
    signed = [(7 * i + 3) % 11 - 5 for i in range(18)]
    constants = [tensor("w1", [2, 1, 3, 3], signed, kind="b")] if not weights else []
    return model(nodes, constants + [
        floats("s1", 0.5), tensor("z1", [], [7], kind="B"),
        tensor("w0", [2, 1, 3, 3], [n * (0.25 if i < 9 else 0.125) + 0.01 * (i % 3)
                                    for i, n in enumerate(signed)]),
        floats("b0", 9, -4), floats("sb", 0.125, 0.0625), floats("sw1", 0.25, 0.125),
        tensor("zw1", [2], [0, 0], kind="b"), floats("s2", 0.5),
        tensor("z2", [], [-128 if after == "Relu" else -3], kind="b"),
        tensor("b1", [2], [9, -4], kind="i"),
        tensor("w2", [1, 2, 2, 2], [0, 255, 3, 128, 7, 1, 129, 130], kind="B"), floats("sw2", 0.0625),
        tensor("zw2", [], [128], kind="B"), floats("s3", 1), tensor("z3", [], [100], kind="B")])


def models():
    one = [node("Conv", ["x", "w"], ["y"], "conv")]
    yield "conv", model(one, [kernel("w", 1, 1, 3, 3)])
    for form, kind in (("packed", "f"), ("single", "f"), ("raw", "d"), ("raw", "e"),
                       ("packed", "i"), ("raw", "b")):
        yield "conv_%s_%s" % (form, kind), model(one, [kernel("w", 1, 1, 3, 3, kind=kind, form=form)])
    yield "all", model([
        node("Pad", ["x", "pads"], ["p"], "pad", mode="reflect"),
        node("Conv", ["p", "w1", "b1"], ["c1"], "/stem/conv/Conv", kernel_shape=[3, 3],
             strides=[2, 1], pads=[1, 0, 2, 1], dilations=[1, 2]),
        node("Relu", ["c1"], ["r1"]),
        node("BatchNormalization", ["r1", "s", "s", "s", "s"], ["n1"]),
        node("MaxPool", ["n1"], ["m"], "pool", kernel_shape=[2, 2]),
        node("Conv", ["m", "w2"], ["c2"], "/left/conv/Conv", auto_pad="SAME_UPPER", group=2),
        node("Add", ["c2", "m"], ["a"], "add"),
        node("Conv", ["m", "w3"], ["c3"], "/right/conv/Conv"),
        node("Concat", ["a", "c3"], ["j"], "join", axis=1),
        node("AveragePool", ["j"], ["v"], "mean", kernel_shape=[3, 3], strides=[2, 2],
             pads=[1, 1, 1, 1]),
        node("Constant", [], ["scales"], value=tensor("", [4], [1, 1, 2, 2])),
        node("Resize", ["v", "", "scales"], ["u"], "up", mode="linear",
             coordinate_transformation_mode="half_pixel"),
        node("ConvTranspose", ["u", "wt", "bt"], ["t"], "deconv", strides=[2, 2],
             output_padding=[1, 1]),
        node("GlobalAveragePool", ["t"], ["g"], "global"),
        node("Flatten", ["g"], ["f"], "flat"),
        node("Dropout", ["f"], ["d"]),
        node("Gemm", ["d", "wl", "bl"], ["l"], "fc", transB=1),
        node("Softmax", ["l"], ["y"], axis=1)],
        [tensor("pads", [8], [0, 0, 1, 1, 0, 0, 1, 1], kind="q"), kernel("w1", 4, 1, 3, 3),
         kernel("b1", 4), kernel("s", 4), kernel("w2", 4, 2, 3, 3), kernel("w3", 6, 4, 1, 1),
         kernel("wt", 10, 3, 3, 3), kernel("bt", 3), kernel("wl", 7, 3), kernel("bl", 7)],
        [("x", [1, 1, 12, 12])])
    yield "line", model([node("Conv", ["x", "w"], ["h"], pads=[1, 1]),
                         node("AveragePool", ["h"], ["y"], kernel_shape=[2], strides=[2])],
                        [kernel("w", 2, 3, 3)], [("x", [1, 3, 8])])
    yield "numbers", model([
        node("Conv", ["x", "w1", "b1"], ["c1"], "one", pads=[1, 1, 1, 1]),
        node("Relu", ["c1"], ["r1"], "relu"),
        node("Conv", ["r1", "w2"], ["c2"], "two", strides=[2, 2]),
        node("Flatten", ["c2"], ["f"], "flat"),
        node("Gemm", ["f", "wl", "bl"], ["y"], "fc", alpha=2.0, beta=0.5)],
        [kernel("w1", 2, 1, 3, 3), kernel("b1", 2), kernel("w2", 3, 2, 2, 2),
         kernel("wl", 27, 4), kernel("bl", 4)])
    yield "integers", model([
        node("QuantizeLinear", ["x", "s1", "z1"], ["q"], "begin"),
        node("QLinearConv", ["q", "s1", "z1", "w1", "sw1", "zw1", "s2", "z2", "b1"], ["h1"], "one",
             pads=[1, 1, 1, 1]),
        node("MaxPool", ["h1"], ["m"], "pool", kernel_shape=[2, 2], strides=[2, 2]),
        node("QLinearConv", ["m", "s2", "z2", "w2", "sw2", "zw2", "s3", "z3"], ["h2"], "two"),
        node("DequantizeLinear", ["h2", "s3", "z3"], ["y"], "end")],
        [floats("s1", 0.5), tensor("z1", [], [7], kind="B"), kernel("w1", 2, 1, 3, 3, kind="b"),
         floats("sw1", 0.25, 0.125), tensor("zw1", [2], [0, 0], kind="b"), floats("s2", 0.5),
         tensor("z2", [], [-3], kind="b"), tensor("b1", [2], [9, -4], kind="i"),
         tensor("w2", [1, 2, 2, 2], [0, 255, 3, 128, 7, 1, 129, 130], kind="B"), floats("sw2", 0.0625),
         tensor("zw2", [], [128], kind="B"), floats("s3", 1), tensor("z3", [], [100], kind="B")])
    yield "qdq", between()
    yield "qdq_weights", between(weights="w0")
    yield "qdq_relu", between(after="Relu")
    yield "qdq_float_bias", between(bias="b0")
    yield "qdq_float_kernel", between(kernel="w0")
    yield "qdq_bias_scale", between(bias_scale="s1")
    yield "qdq_open", between(after="Sigmoid")
    yield "qdq_twice", between(twice=True)
    yield "qdq_other", between(again="s3")
    yield "qdq_rectified", between(after="Relu", zero="z1")
    yield "squeezed", model([
        node("Conv", ["x", "w"], ["c"], "conv"),
        node("GlobalAveragePool", ["c"], ["g"], "squeeze"), node("Conv", ["g", "v"], ["e"], "excite"),
        node("Relu", ["e"], ["r"]), node("Conv", ["r", "v"], ["s"], "widen"),
        node("HardSigmoid", ["s"], ["h"]), node("Mul", ["h", "c"], ["m"], "gate"),
        node("Conv", ["m", "v"], ["t"], "after"), node("Add", ["t", "c"], ["y"], "sum")],
        [kernel("w", 2, 1, 3, 3), kernel("v", 2, 2, 1, 1)])
    yield "dense", model([
        node("Concat", ["x"], ["c0"]), node("Conv", ["c0", "w"], ["d1"], "one"),
        node("Concat", ["x", "d1"], ["c1"]), node("Conv", ["c1", "v"], ["d2"], "two"),
        node("Concat", ["x", "d1", "d2"], ["y"])],
        [kernel("w", 2, 1, 1, 1), kernel("v", 2, 3, 1, 1)])
    yield "dynamic", model([
        node("Conv", ["x", "w"], ["c"], "conv"), node("Shape", ["c"], ["s"]),
        node("Gather", ["s", "zero"], ["n"]), node("Unsqueeze", ["n", "zero"], ["u"]),
        node("Concat", ["u", "rest"], ["t"], axis=0), node("Reshape", ["c", "t"], ["f"], "flat"),
        node("MatMul", ["f", "v"], ["y"], "fc")],
        [kernel("w", 2, 1, 3, 3), kernel("v", 32, 3), whole("zero", 0), whole("rest", -1)])
    yield "other_shape", model([
        node("Conv", ["x", "w"], ["c"], "conv"), node("Shape", ["c"], ["s"]),
        node("Concat", ["rest", "s"], ["t"], axis=0), node("Reshape", ["c", "t"], ["f"], "flat")],
        [kernel("w", 2, 1, 3, 3), whole("rest", -1, 2)])
    sixth = 1 / 6
    yield "activations", model([
        node("Conv", ["x", "w"], ["c"], "conv"), node("HardSigmoid", ["c"], ["h"], alpha=sixth),
        node("Mul", ["c", "h"], ["a"]), node("Sigmoid", ["a"], ["s"]), node("Mul", ["s", "a"], ["b"]),
        node("Clip", ["b", "low", "high"], ["r"]), node("Clip", ["r", "low"], ["q"]),
        node("HardSigmoid", ["q"], ["y"], alpha=sixth)],
        [kernel("w", 1, 1, 3, 3), floats("low", 0), floats("high", 6)])
    yield "clipped", model([
        node("Conv", ["x", "w"], ["c"], "conv"), node("Clip", ["c", "low", "high"], ["r"], "clip")],
        [kernel("w", 1, 1, 3, 3), floats("low", -1), floats("high", 6)])
    yield "gated", model([
        node("Conv", ["x", "w"], ["c"], "conv"), node("Sigmoid", ["c"], ["s"]),
        node("Mul", ["c", "s"], ["silu"]),
        node("GlobalAveragePool", ["silu"], ["g"], "squeeze"),
        node("Mul", ["silu", "g"], ["m"], "gate"),
        node("MaxPool", ["m"], ["p"], "after", kernel_shape=[2, 2]),
        node("Relu", ["p"], ["y"])], [kernel("w", 2, 1, 3, 3)])
    yield "names", model([node("Conv", ["x", "w"], ["c"], 'a"b\\c: {d}\n#'),
                          node("Conv", ["c", "v"], ["d"], 'input'),
                          node("Add", ["c", "d"], ["y"])],
                         [kernel("w", 1, 1, 3, 3), kernel("v", 1, 1, 1, 1)])
    yield "two_inputs", model([node("Conv", ["x", "w"], ["c"]), node("Add", ["c", "z"], ["y"], "sum")],
                              [kernel("w", 1, 1, 3, 3)],
                              [("x", [1, 1, 6, 6]), ("z", [1, 1, 4, 4])])
    channels = [("x", [1, 4, 6, 6])]
    yield "mean_list", model([node("ReduceMean", ["x"], ["m"], "mean", axes=[2, 3], keepdims=0),
                              node("MatMul", ["m", "w"], ["y"], "fc")], [kernel("w", 4, 3)], channels)
    yield "indices", model([node("MaxPool", ["x"], ["p", "i"], "pool", kernel_shape=[2, 2],
                                 strides=[2, 2]),
                            node("MaxPool", ["i"], ["r"], "after", kernel_shape=[2, 2]),
                            node("Conv", ["p", "w"], ["y"], "conv")],
                           [kernel("w", 2, 4, 2, 2)], channels)
    yield "shuffled", model([
        node("Conv", ["x", "w"], ["c"], "conv"),
        node("Split", ["c", "halves"], ["a", "b"], "split", axis=1),
        node("Conv", ["b", "v"], ["d"], "right"), node("Concat", ["a", "d"], ["j"], "join", axis=1),
        node("Reshape", ["j", "five"], ["r"]), node("Transpose", ["r"], ["t"], perm=[0, 2, 1, 3, 4]),
        node("Reshape", ["t", "four"], ["y"], "shuffle")],
        [kernel("w", 4, 4, 1, 1), kernel("v", 2, 2, 1, 1), whole("halves", 2, 2),
         whole("five", 1, 2, 2, 6, 6), whole("four", 1, -1, 6, 6)], channels)
    yield "halves", model([
        node("Split", ["x"], ["a", "b"], "split", axis=1), node("Add", ["a", "b"], ["y"], "sum")],
        [], channels)
    yield "pixels", model([
        node("Reshape", ["x", "six"], ["r"]), node("Transpose", ["r"], ["t"], perm=[0, 1, 3, 5, 2, 4]),
        node("Reshape", ["t", "four"], ["u"], "apart"), node("Reshape", ["u", "more"], ["s"]),
        node("Transpose", ["s"], ["q"], perm=[0, 1, 4, 2, 5, 3]),
        node("Reshape", ["q", "again"], ["y"], "together")],
        [whole("six", 1, 4, 3, 2, 3, 2), whole("four", 1, 16, 3, 3), whole("more", 1, 4, 2, 2, 3, 3),
         whole("again", 1, 4, 6, 6)], channels)
    yield "cropped", model([
        node("Conv", ["x", "w"], ["c"], "conv", pads=[2, 2, 2, 2]),
        node("Slice", ["c", "from", "to", "axes"], ["s"], "crop"),
        node("Slice", ["s", "zero", "far", "axes", "two"], ["t"], "thin"),
        node("Slice", ["t", "one", "three", "first"], ["y"], "some")],
        [kernel("w", 4, 4, 3, 3), whole("from", 1, 0), whole("to", -2, 6), whole("axes", 2, 3),
         whole("zero", 0, 1), whole("far", 1 << 40, 1 << 40), whole("two", 2, 2), whole("one", 1),
         whole("three", 3), whole("first", 1)], channels)
    yield "one_channel", model([
        node("Gather", ["x", "at"], ["g"], "pick", axis=1), node("Mul", ["g", "half"], ["m"]),
        node("Unsqueeze", ["m", "first"], ["u"]), node("Conv", ["u", "w"], ["y"], "conv")],
        [tensor("at", [], [2], kind="q"), floats("half", 0.5), whole("first", 1), kernel("w", 2, 1, 3, 3)],
        channels)
    yield "without_axis", model([node("Gather", ["x", "at"], ["g"], "pick", axis=1),
                                 node("Conv", ["g", "w"], ["y"], "conv")],
                                [tensor("at", [], [2], kind="q"), kernel("w", 2, 6, 3)], channels)
    yield "places", model([
        node("Conv", ["x", "w"], ["c"], "conv"), node("Transpose", ["c"], ["t"], perm=[0, 2, 3, 1]),
        node("ReduceMean", ["t"], ["m"], "mean", axes=[-1]), node("Sub", ["t", "m"], ["s"]),
        node("Pow", ["s", "two"], ["q"]), node("ReduceMean", ["q"], ["v"], axes=[3]),
        node("Sqrt", ["v"], ["r"]), node("Div", ["s", "r"], ["n"]),
        node("MatMul", ["n", "p"], ["l"], "wide"), node("Add", ["l", "b"], ["a"]),
        node("Transpose", ["a"], ["y"], perm=[0, 3, 1, 2]), node("MaxPool", ["y"], ["z"], "pool",
                                                                kernel_shape=[2, 2])],
        [kernel("w", 4, 4, 1, 1), floats("two", 2), kernel("p", 4, 8), kernel("b", 8)], channels)
    yield "last_first", model([node("Transpose", ["x"], ["t"], perm=[0, 3, 1, 2]),
                               node("Conv", ["t", "w"], ["y"], "conv")],
                              [kernel("w", 2, 3, 3, 3)], [("x", [1, 8, 9, 3])])
    yield "grouped", model([
        node("Conv", ["x", "w"], ["c"], "conv"), node("Reshape", ["c", "three"], ["r"]),
        node("InstanceNormalization", ["r", "s", "s"], ["n"]), node("Shape", ["c"], ["t"]),
        node("Reshape", ["n", "t"], ["y"], "back"), node("MaxPool", ["y"], ["z"], "pool",
                                                         kernel_shape=[2, 2])],
        [kernel("w", 4, 4, 1, 1), whole("three", 0, 2, -1), floats("s", 1, 1)], channels)
    yield "list", model([
        node("Gemm", ["x", "w", "b"], ["l"], "widen", transB=1),
        node("Reshape", ["l", "map"], ["m"], "map"),
        node("ConvTranspose", ["m", "v"], ["y"], "up", strides=[2, 2])],
        [kernel("w", 12, 5), kernel("b", 12), whole("map", -1, 3, 2, 2), kernel("v", 3, 1, 2, 2)],
        [("x", [1, 5])])
    # one map becomes as large as another one: (6 - 5) / 2 and the rest
    yield "as_large", model([
        node("MaxPool", ["x"], ["p"], "pool", kernel_shape=[2, 2]),
        node("Shape", ["x"], ["sx"]), node("Shape", ["p"], ["sp"]),
        node("Gather", ["sx", "rows"], ["gx"]), node("Gather", ["sp", "rows"], ["gp"]),
        node("Sub", ["gx", "gp"], ["d"]), node("Div", ["d", "two"], ["h"]),
        node("Sub", ["d", "h"], ["o"]), node("Concat", ["h", "o", "h", "o"], ["c"], axis=0),
        node("Shape", ["c"], ["n"]), node("Sub", ["eight", "n"], ["z"]),
        node("ConstantOfShape", ["z"], ["zeros"]), node("Concat", ["c", "zeros"], ["all"], axis=0),
        node("Reshape", ["all", "pairs"], ["r"]),
        node("Slice", ["r", "minus", "before", "none", "minus"], ["turned"]),
        node("Transpose", ["turned"], ["t"], perm=[1, 0]), node("Reshape", ["t", "minus"], ["pads"]),
        node("Cast", ["pads"], ["i"], to=7), node("Pad", ["p", "i"], ["q"], "pad"),
        node("MaxPool", ["q"], ["s"], "half", kernel_shape=[2, 2], strides=[2, 2]),
        node("Slice", ["sx", "two", "far", "none"], ["size"]),
        node("Slice", ["sx", "none", "two", "none"], ["begin"]),
        node("Concat", ["begin", "size"], ["whole"], axis=0),
        node("Resize", ["s", "", "", "whole"], ["u"], "up", mode="linear"),
        node("Add", ["u", "x"], ["y"], "sum")],
        [whole("rows", 2), whole("two", 2), whole("eight", 8), whole("pairs", -1, 2),
         whole("minus", -1), whole("before", -(1 << 62)), whole("none", 0), whole("far", 99)],
        channels)
    # what is wrong
    yield "too_large", model([node("MaxPool", ["x"], ["y"], "pool", kernel_shape=[9, 9])])
    yield "bad_unknown", model([node("LSTM", ["x"], ["y"], "lstm")])
    yield "bad_value", model([node("Conv", ["nothing", "w"], ["y"], "conv")], [kernel("w", 1, 1, 3, 3)])
    yield "bad_sizes", model(one, [tensor("w", [1, 1, 3, -3], [0] * 9)])
    yield "bad_huge", model(one, [tensor("w", [1 << 30, 1 << 30, 3, 3], [0] * 9)])
    yield "bad_count", model(one, [tensor("w", [1, 1, 3, 3], [0] * 7)])
    yield "bad_mixed", model(one, [tensor("w", [1, 1, 3, 3], [0] * 2, form="packed") +
                                   field(5, bytes(7))])
    yield "bad_kernel", model([node("Conv", ["x", "w"], ["y"], "conv", kernel_shape=[5, 5])],
                              [kernel("w", 1, 1, 3, 3)])
    yield "bad_pads", model([node("Conv", ["x", "w"], ["y"], "conv", pads=[1])],
                            [kernel("w", 1, 1, 3, 3)])
    yield "bad_outside", model(one, [tensor("w", [1, 1, 3, 3], []) + field(14, 1)])
    yield "bad_empty", b""
    yield "bad_graph", field(1, 8)
    yield "bad_text", b"not a model at all, but some words\n" * 40
    uncut = model(one, [kernel("w", 1, 1, 3, 3)])
    yield "bad_cut", uncut[:len(uncut) // 2]
    yield "bad_length", field(1, 8) + varint(7 << 3 | 2) + varint(1 << 62) + b"x"
    yield "bad_many", field(1, 8) + field(7, field(1, b"") * 20000)
    yield "bad_bomb", field(1, 8) + field(7, field(1, b"") * 3000000)
    yield "long", model([node("Conv", ["x%d" % i if i else "x", "w"], ["x%d" % (i + 1)])
                         for i in range(501)], [kernel("w", 1, 1, 1, 1)])


def whole(name, *numbers):
    return tensor(name, [len(numbers)], numbers, kind="q")


def floats(name, *numbers):
    return tensor(name, [len(numbers)], numbers)


def operators():
    """Each operator on x, of 4 x 6 x 6: its inputs, attributes, constants, and the layer's type,
    sizes, parameters and keys that are told, or in parentheses why there is none."""
    pool = {"kernel_shape": [2, 2]}
    yield "LpPool", [], dict(pool, strides=[2, 2], p=3), [], "LPPool2d 4 x 3 x 3 0 norm_type: 3"
    yield "MaxPool", [], dict(pool, strides=[4, 4], ceil_mode=1), [], "MaxPool2d 4 x 2 x 2 0"
    yield "MaxPool", [], dict(pool, dilations=[3, 2]), [], "MaxPool2d 4 x 3 x 4 0"
    yield "MaxPool", [], {}, [], "(its window has not 1 to 3 axes)"
    yield "MaxPool", [], {"kernel_shape": [2] * 4}, [], "(its window has not 1 to 3 axes)"
    yield "MaxPool", [], dict(pool, strides=[1]), [], "(its attributes are not one number per axis)"
    yield "AveragePool", [], dict(pool, count_include_pad=1, auto_pad="SAME_UPPER"), [], \
        "AvgPool2d 4 x 6 x 6 0"
    yield "GlobalMaxPool", [], {}, [], "AdaptiveMaxPool2d 4 x 1 x 1 0"
    mean = "AdaptiveAvgPool2d 4 x 1 x 1 0"
    yield "ReduceMean", [], {"axes": [2, 3]}, [], mean
    yield "ReduceMean", ["c"], {}, [whole("c", -1, -2)], mean
    yield "ReduceMean", ["c"], {"axes": [2, 3, 2]}, [whole("c", 2, 3, -1)], mean
    other = "(it is no mean of all of a map's axes)"
    yield "ReduceMean", [], {"axes": [2]}, [], other
    yield "ReduceMean", [], {"axes": [1, 2, 3]}, [], other
    yield "ReduceMean", [], {"axes": [2, 3, 2, 3]}, [], other
    yield "Pad", ["c", "v"], {}, [whole("c", 0, 0, 1, 0, 0, 0, 2, 3), floats("v", 2.5)], \
        "ConstantPad2d 4 x 9 x 9 0"
    yield "Pad", [], {"pads": [0, 0, 1, 1, 0, 0, 0, 0], "mode": "edge"}, [], \
        "ReplicationPad2d 4 x 7 x 7 0"
    yield "Pad", [], {"pads": [0, 0, 1, 1, 0, 0, 0, 0], "mode": "wrap"}, [], "CircularPad2d 4 x 7 x 7 0"
    yield "Pad", [], {"pads": [0, 0, 1, 1, 0, 0, 0, 0]}, [], "ZeroPad2d 4 x 7 x 7 0"
    yield "Pad", [], {"pads": [0, 1, 1, 1, 0, 1, 0, 0]}, [], "(it pads channels)"
    for pads in [1] * 7, [1] * 4, [0] * 40, []:
        yield "Pad", [], {"pads": pads}, [], "(its pads are not constant numbers for all axes)"
    scales, sizes = floats("c", 1, 1, 2, 2), whole("c", 1, 4, 9, 12)
    def resize(constant, wanted, **attributes):
        inputs = ["", "c"] if constant is scales else ["", "", "c"]
        return "Resize", inputs, attributes, [constant], wanted
    up = "Upsample 4 x 12 x 12 0 mode: %s"
    none = "(no Upsample has its mode and places)"
    places = "coordinate_transformation_mode"
    yield resize(scales, up % "nearest", nearest_mode="floor", **{places: "asymmetric"})
    yield resize(scales, up % "nearest-exact", mode="nearest")
    yield resize(scales, up % "bilinear", mode="linear", **{places: "align_corners"})
    yield resize(scales, up % "bicubic", mode="cubic", **{places: "pytorch_half_pixel"})
    yield resize(sizes, "Upsample 4 x 9 x 12 0 mode: bilinear", mode="linear")
    yield resize(sizes, "Upsample 4 x 9 x 12 0 mode: nearest-exact", nearest_mode="round_prefer_ceil")
    yield resize(sizes, none, mode="nearest")  # 9 of 6 units: some lie in the middle of two
    yield resize(scales, none, mode="cubic", cubic_coeff_a=-0.5)
    yield resize(scales, none, mode="cubic", **{places: "asymmetric"})
    yield resize(scales, none, mode="linear", **{places: "asymmetric"})
    yield resize(scales, none, mode="nearest", **{places: "align_corners"})
    yield resize(scales, none, mode="linear", antialias=1)
    yield resize(scales, none, mode="linear", exclude_outside=1)
    yield resize(scales, none, mode="linear", axes=[2, 3])
    yield resize(scales, none, mode="linear", keep_aspect_ratio_policy="not_larger")
    yield "Resize", ["", "c"], {"mode": "linear"}, [floats("c", 2, 1, 2, 2)], none
    yield "Resize", ["", "c"], {}, [floats("c", 2, 2)], "(its scales or sizes are not constant)"
    yield "Upsample", ["c"], {}, [scales], up % "nearest"
    yield "DepthToSpace", [], {"mode": "CRD", "blocksize": 2}, [], "PixelShuffle 1 x 12 x 12 0"
    yield "DepthToSpace", [], {"blocksize": 2}, [], \
        "(only mode CRD puts units where a PixelShuffle does)"
    yield "Flatten", [], {}, [], "Flatten 144 x 1 0"
    yield "Flatten", [], {"axis": 2}, [], "(only axis 1 makes a list of a map)"
    yield "Reshape", ["c"], {}, [whole("c", 1, -1)], "Flatten 144 x 1 0"
    yield "Reshape", ["c"], {}, [whole("c", 1, -1, 6)], "(it makes no list of a map)"
    yield "Squeeze", [], {}, [], "(its map has more than one unit)"
    yield "Transpose", [], {"perm": [0, 1, 3, 2]}, [], "(it moves axes as no layer does)"
    yield "Transpose", [], {"perm": [0, 9, 3, 2]}, [], "(it moves axes as no layer does)"
    yield "Slice", ["c", "d", "e"], {}, [whole("c", 1), whole("d", -1), whole("e", 1)], "Slice 2 x 6 x 6 0"
    yield "Slice", ["c", "d", "e"], {}, [whole("c", -2), whole("d", 9), whole("e", -1)], "ZeroPad2d 4 x 6 x 2 0"
    yield "Slice", [], {"starts": [1, 1], "ends": [3, 2], "axes": [2, 1]}, [], \
        "Slice 1 x 6 x 6 0; ZeroPad2d 1 x 2 x 6 0"
    yield "Slice", ["c", "d", "e"], {}, [whole("c", 0), whole("d", 1), whole("e", 0)], "(it takes a part of the batch)"
    yield "Slice", ["c", "d", "e", "f"], {}, [whole("c", 0), whole("d", 4), whole("e", 1), whole("f", 2)], \
        "(it takes channels that do not lie together)"
    yield "Slice", ["c", "d", "e", "f"], {}, [whole("c", 4), whole("d", 0), whole("e", 2), whole("f", -1)], \
        "(its starts and ends are not known)"
    yield "Slice", [], {}, [], "(its starts and ends are not known)"
    yield "Split", [], {"axis": 2}, [], "(it splits another axis than the channels)"
    yield "Split", ["c"], {"axis": 1}, [whole("c", 3)], "Slice 3 x 6 x 6 0"
    yield "Gather", ["c"], {"axis": 2}, [whole("c", 3)], "(it takes other units than one channel)"
    yield "Gather", ["c"], {"axis": 1}, [whole("c", -1)], "Slice 1 x 6 x 6 0"
    yield "Unsqueeze", ["c"], {}, [whole("c", 2)], "(it adds an axis)"
    yield "Slice", ["c", "d"], {}, [whole("c", 0, 0, 2, 1), whole("d", 1 << 40, 4, 5, -1)], \
        "ZeroPad2d 4 x 3 x 4 0"  # no axes: all of them
    yield "Slice", ["c", "d", "e"], {}, [whole("c", 1, 2), whole("d", 3, 4), whole("e", 2)], \
        "(its starts and ends are not known)"
    yield "Slice", ["c", "d", "e"], {}, [whole("c", 1), whole("d", 3), whole("e", 4)], \
        "(its starts and ends are not known)"
    yield "Slice", ["c", "d", "e"], {}, [whole("c", 1), whole("d", 3), whole("e", -5)], \
        "(its starts and ends are not known)"
    yield "Slice", ["c", "d", "e"], {}, [whole("c", 1), whole("d", 1 << 40), whole("e", 0)], \
        "(it takes a part of the batch)"
    yield "Slice", ["c", "d", "e", "f"], {}, [whole("c", 0), whole("d", 6), whole("e", 3), whole("f", 3)], \
        "MaxPool2d 4 x 6 x 2 0"
    yield "Split", ["c"], {"axis": -3}, [whole("c", 3)], "Slice 3 x 6 x 6 0"
    yield "Gather", ["c"], {"axis": 1}, [whole("c", 1, 2)], "(it takes other units than one channel)"
    yield "Transpose", [], {"perm": [0, 2, 3]}, [], "(it moves axes as no layer does)"
    yield "Transpose", [], {}, [], "(it moves axes as no layer does)"
    yield "Reshape", ["c"], {}, [whole("c", 1, 4, 9, 4)], "(it makes no list of a map)"
    yield "Reshape", ["c"], {}, [whole("c", 0, 4, -1, 2, 3, 1, 1, 1)], "(it makes no list of a map)"
    yield "Unsqueeze", ["c"], {}, [whole("c", 1, 2)], "(it adds an axis)"
    yield "MatMul", ["c"], {}, [kernel("c", 6, 3)], "(it takes rows of a map, not a list of units)"
    yield "MatMul", ["c"], {}, [kernel("c", 6)], "(its weights are no matrix)"
    yield "MatMul", ["x"], {}, [], "(its matrix comes from another node)"
    yield "Gemm", ["c"], {"transA": 1}, [kernel("c", 6, 3)], "(transA is not supported)"
    yield "Conv", ["x"], {}, [], "(its kernel comes from another node)"
    yield "Conv", ["c"], {"output_shape": [9, 9]}, [kernel("c", 2, 4, 3, 3)], "Conv2d 2 x 4 x 4 72"
    yield "ConvTranspose", ["c"], {"output_shape": [9, 9]}, [kernel("c", 4, 2, 3, 3)], \
        "(output_shape is not supported)"
    q, zero = ["s", "z", "c", "s", "z", "s", "z"], tensor("z", [], [3], kind="b")
    c = kernel("c", 2, 4, 3, 3, kind="b")
    yield "QLinearConv", q, {}, [c, floats("s", 1), zero], \
        "Conv2d 2 x 4 x 4 72 quantize: " + str({
            key: {"scale": 1, "zero_point": 3, "dtype": "int8"}
            for key in ("input", "kernel", "output")})
    yield "QLinearConv", q, {}, [c, floats("s", 1), floats("z", 1)], \
        "(its zero points are neither int8 nor uint8)"
    yield "QLinearConv", q, {}, [c, floats("s", 1), tensor("z", [2], [1, 2], kind="B")], \
        "(its zero points are not alike in all channels)"
    yield "QLinearConv", ["x"] + q[1:], {}, [c, floats("s", 1), zero], \
        "(its scales and zero points are not all constant)"
    yield "Concat", ["x"], {"axis": 2}, [], \
        "(it joins maps along another axis than their channels)"
    yield "Concat", ["x"], {"axis": -3}, [], "(it joins a map with itself)"
    yield "Concat", ["c"], {}, [kernel("c", 1, 4, 6, 6)], "(it joins a map and numbers)"
    yield "Concat", ["x"] * 64, {}, [], "(it has more than 64 inputs)"
    yield "Constant", [], {"value_float": 1.5}, [], "(it is no tensor)"


def sized():
    """Nodes that work out "s", the sizes of a Resize of x (4 x 6 x 6), their constants, and the
    sizes that it has, or None: they are not known."""
    shape = node("Shape", ["x"], ["n"])
    place = node("Slice", ["n", "two", "far"], ["p"])
    front = node("Slice", ["n", "none", "two"], ["f"])
    whole_sizes = node("Concat", ["f", "q"], ["s"], axis=0)
    ints = [whole("none", 0), whole("one", 1), whole("two", 2), whole("three", 3), whole("far", 99),
            whole("minus", -1), whole("five", 5), whole("seven", 7, 4), whole("other", 3, 1, 2)]

    def case(wanted, *nodes, constants=()):
        return [shape, place, front, *nodes, whole_sizes], ints + list(constants), wanted

    def float_scaled(*after, by=1.75):
        return [node("Cast", ["p"], ["g"], to=1), node("Mul", ["g", "by"], ["h"]), *after], \
            [floats("by", by)]

    for rounds, wanted in (("Floor", 10), ("Ceil", 11)):
        nodes, constants = float_scaled(node(rounds, ["h"], ["i"]), node("Cast", ["i"], ["q"], to=7))
        yield case((wanted, wanted), *nodes, constants=constants)
    nodes, constants = float_scaled(node("Cast", ["h"], ["q"], to=7))
    yield case((10, 10), *nodes, constants=constants)
    nodes, constants = float_scaled(node("Cast", ["h"], ["q"], to=6), by=1.25)
    yield case((7, 7), *nodes, constants=constants)
    nodes, constants = float_scaled(node("Div", ["h", "quarter"], ["q"]), by=0.5)
    yield case((12, 12), *nodes, constants=constants + [floats("quarter", 0.25)])
    for operator, other, wanted in (
            ("Add", "three", (9, 9)), ("Add", "seven", (13, 10)), ("Sub", "one", (5, 5)),
            ("Mul", "two", (12, 12)), ("Div", "five", (1, 1)), ("Mod", "five", (1, 1)),
            ("Min", "five", (5, 5)), ("Min", "seven", (6, 4)), ("Max", "seven", (7, 6)),
            ("Max", "three", (6, 6)), ("Div", "none", None), ("Mod", "none", None),
            ("Add", "other", None)):
        yield case(wanted, node(operator, ["p", other], ["q"]))
    # the batch is not known, nor is what follows from it
    batch = node("Gather", ["n", "none"], ["b"])
    for operator in "Add", "Min", "Max", "Div", "Mod":
        yield case(None, batch, node(operator, ["b", "three"], ["c"]),
                   node("Concat", ["c", "c"], ["q"], axis=0))
        yield case(None, batch, node(operator, ["three", "b"], ["c"]),
                   node("Concat", ["c", "c"], ["q"], axis=0))
    yield case((9, 9), node("Gather", ["n", "minus"], ["c"]), node("Add", ["c", "three"], ["d"]),
               node("Concat", ["d", "d"], ["q"], axis=0))
    yield case(None, node("Gather", ["n", "far"], ["c"]), node("Concat", ["c", "c"], ["q"], axis=0))
    yield case(None, batch, node("Slice", ["seven", "b", "far"], ["q"]))
    yield case(None, batch, node("Slice", ["seven", "none", "b"], ["q"]))
    yield case(None, batch, node("Slice", ["seven", "none", "far", "none", "b"], ["q"]))
    yield case((4, 7), node("Slice", ["seven", "minus", "least", "none", "minus"], ["q"]),
               constants=[whole("least", -99)])
    yield case((7, 4), node("Reshape", ["seven", "pair"], ["r"]), node("Transpose", ["r"], ["q0"]),
               node("Reshape", ["q0", "minus"], ["q"]), constants=[whole("pair", 2, 1)])
    yield case(None, node("Reshape", ["seven", "pair"], ["r"]), node("Reshape", ["r", "minus"], ["q"]),
               constants=[whole("pair", 2, 2)])
    yield case((8, 8), node("ConstantOfShape", ["two"], ["q"], value=whole("", 8)))
    yield case(None, batch, node("ConstantOfShape", ["b"], ["q"]))
    yield case(None, node("ConstantOfShape", ["seven"], ["q"], value=whole("", 8)))
    yield case(None, node("ConstantOfShape", ["two"], ["q"], value=3))
    yield case((3, 3), node("Shape", ["other"], ["c"]), node("Concat", ["c", "c"], ["q"], axis=0))
    yield case((2, 2), node("Shape", ["rect"], ["q"]), constants=[tensor("rect", [2, 2], [9] * 4, kind="q")])
    yield case((6, 6), node("Squeeze", ["p", "none"], ["c"]), node("Unsqueeze", ["c", "none"], ["d"]),
               node("Identity", ["d"], ["q"]))
    yield case(None, node("Concat", ["seven"] * 33, ["c"], axis=0), node("Concat", ["c"], ["q"], axis=0))
    yield case(None, node("Shape", ["seven"], ["c"]), node("Slice", ["seven", "other", "far"], ["q"]))
    yield case(None, node("Exp", ["p"], ["q"]))


def moved():
    """Nodes between x (4 x 6 x 6) and a pool, "m", their constants, and what is told or drawn."""
    pool = "MaxPool2d %s 0"

    def case(told, *nodes, **constants):
        return list(nodes), [whole(name, *numbers) for name, numbers in constants.items()], told

    def turned(*perm):
        return node("Transpose", ["a"], ["b"], "turn", perm=perm)

    split, join = node("Reshape", ["x", "s"], ["a"], "split"), node("Reshape", ["b", "j"], ["m"], "join")
    shuffle = "ChannelShuffle 4 x 6 x 6 0;" + pool % "4 x 5 x 5"
    yield case(shuffle, split, turned(0, 2, 1, 3, 4), join, s=(-1, 2, 2, 6, 6), j=(-1, 4, 6, 6))
    yield case(shuffle, split, turned(0, 2, 1, 3, 4), join, s=(0, -1, 2, 6, 6), j=(0, -1, 6, 6))
    yield case("PixelUnshuffle 16 x 3 x 3 0;" + pool % "16 x 2 x 2", split,
               turned(0, 1, 3, 5, 2, 4), join, s=(-1, 4, 3, 2, 3, 2), j=(-1, 16, 3, 3))
    yield case("PixelShuffle 1 x 12 x 12 0;" + pool % "1 x 11 x 11", split,
               turned(0, 1, 4, 2, 5, 3), join, s=(-1, 1, 2, 2, 6, 6), j=(-1, 1, 12, 12))
    other = "it moves units as no layer does"
    yield case(other, split, turned(0, 1, 3, 5, 2, 4), join, s=(-1, 4, 3, 2, 2, 3), j=(-1, 16, 3, 3))
    yield case(other, split, turned(0, 1, 4, 2, 5, 3), join, s=(-1, 1, 4, 1, 6, 6), j=(-1, 1, 12, 12))
    yield case(other, split, turned(0, 1, 2, 4, 3), join, s=(-1, 2, 2, 6, 6), j=(-1, 4, 6, 6))
    yield case("it makes no list of a map", split, turned(0, 2, 1, 3, 4), join, s=(-1, 2, 2, 6, 6),
               j=(-1, 144, 1))
    yield case("it moves axes as no layer does", split, turned(0, 2, 1, 3, 4),
               node("Transpose", ["b"], ["m"], "again", perm=[0, 2, 1, 3, 4]), s=(-1, 2, 2, 6, 6))
    # split and joined as it was: nothing moves
    yield case(pool % "4 x 5 x 5", split, node("Reshape", ["a", "j"], ["m"], "join"),
               s=(-1, 2, 2, 6, 6), j=(0, 4, 6, 6))
    yield case(pool % "4 x 5 x 5", split, turned(0, 1, 2, 3, 4), join, s=(-1, 2, 2, 6, 6), j=(0, 4, 6, 6))
    # channels last and first again, and what cannot take them last
    yield case(pool % "4 x 5 x 5", node("Transpose", ["x"], ["a"], perm=[0, 2, 3, 1]),
               node("Transpose", ["a"], ["m"], perm=[0, 3, 1, 2]))
    yield case("its map has its channels last", node("Transpose", ["x"], ["m"], perm=[0, 2, 3, 1]))
    yield case("it moves axes as no layer does", node("Transpose", ["x"], ["a"], perm=[0, 2, 3, 1]),
               node("Transpose", ["a"], ["m"], perm=[0, 2, 3, 1]))
    # the same shape, number by number, and as Shape gave it
    yield case(pool % "4 x 5 x 5", node("Reshape", ["x", "s"], ["m"]), s=(0, 4, -1, 6))
    yield case(pool % "4 x 5 x 5", node("Shape", ["x"], ["n"]), node("Reshape", ["x", "n"], ["m"]))
    # lists
    yield case("Flatten 144 x 1 0;Fold 36 x 2 x 2 0;" + pool % "36 x 1 x 1",
               node("Flatten", ["x"], ["a"]), node("Reshape", ["a", "j"], ["m"]), j=(-1, 36, 2, 2))
    yield case("it makes no map of height and width", node("Flatten", ["x"], ["a"]),
               node("Reshape", ["a", "j"], ["m"]), j=(-1, 36, 4))
    yield case("it makes no map of height and width", node("Flatten", ["x"], ["a"]),
               node("Reshape", ["a", "j"], ["m"]), j=(-1, 36, 0, -1))
    yield case("it takes a part of what is no map", node("Flatten", ["x"], ["a"]),
               node("Slice", ["a", "s", "e"], ["m"]), s=(0,), e=(2,))
    yield case("it splits another axis than the channels", node("Flatten", ["x"], ["a"]),
               node("Split", ["a", "s"], ["m"], axis=1), s=(144,))


def write_moved(folder):
    with open(os.path.join(folder, "moved"), "w") as wanted:
        for number, (nodes, constants, told) in enumerate(moved()):
            pool = node("MaxPool", ["m"], ["y"], "op", kernel_shape=[2, 2])
            data = model(nodes + [pool], constants, [("x", ["batch", 4, 6, 6])])
            wanted.write("moved_%02d|%s\n" % (number, told))
            with open(os.path.join(folder, "moved_%02d.onnx" % number), "wb") as out:
                out.write(data)


def write_sized(folder):
    with open(os.path.join(folder, "sized"), "w") as wanted:
        for number, (nodes, constants, sizes) in enumerate(sized()):
            resize = node("Resize", ["x", "", "", "s"], ["y"], "op", mode="linear")
            data = model(nodes + [resize], constants, [("x", ["batch", 4, 6, 6])])
            told = "Upsample 4 x %d x %d 0" % sizes if sizes else \
                "(its scales or sizes are not constant)"
            wanted.write("sized_%02d|%s\n" % (number, told))
            with open(os.path.join(folder, "sized_%02d.onnx" % number), "wb") as out:
                out.write(data)


def write_operators(folder):
    with open(os.path.join(folder, "operators"), "w") as wanted:
        for number, (operator, inputs, attributes, constants, told) in enumerate(operators()):
            first = [] if operator == "Constant" else ["x"]
            data = model([node(operator, first + inputs, ["y"], "op", **attributes)], constants,
                         [("x", [1, 4, 6, 6])])
            name = "op_%02d_%s" % (number, operator)
            wanted.write("%s|%s\n" % (name, told))
            with open(os.path.join(folder, name + ".onnx"), "wb") as out:
                out.write(data)


write_operators(sys.argv[1])
write_sized(sys.argv[1])
write_moved(sys.argv[1])
for name, data in models():
    with open(os.path.join(sys.argv[1], name + ".onnx"), "wb") as out:
        out.write(data)
