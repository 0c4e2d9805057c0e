# SPDX-License-Identifier: MIT
"""Random layers against PyTorch, where it is installed: `make test-torch`.

Each layer's trace gives its numbers and `--as pytorch` its words: a line, or a block of a padding
module, the layer and a crop. The words, evaluated by PyTorch as they stand with the trace's weights,
must give the trace's output. So must `--as keras` and `--as onnx`, as dialect_oracles.py reads them.
What cannot be said is counted by its reason. The gradients of a layer must be those of autograd. Of
transposed layers describe counts stamps: so do the terms of the trace's steps.
"""
import collections
import json
import random
import re
import subprocess
import sys

import torch

import dialect_oracles

PROGRAM = sys.argv[1]
COUNT = int(sys.argv[2]) if len(sys.argv) > 2 else 500


def pick(low, high, axes):
    return [random.randint(low, high) for _ in range(axes)]


def padding(axes, most):
    """Numbers alike or not at both ends of an axis, or a word."""
    if random.random() < 0.4:
        return random.choice(["valid", "same", "same_lower", "half", "full", "causal"])
    if random.random() < 0.5:
        return pick(0, most, axes)
    return [pick(0, most, 2) for _ in range(axes)]


def conv(axes):
    groups = random.randint(1, 3)
    channels = groups * random.randint(1, 2)
    return channels, {
        "type": f"Conv{axes}d", "kernel_size": pick(1, 3, axes), "stride": pick(1, 3, axes),
        "dilation": pick(1, 2, axes), "groups": groups, "out_channels": groups * random.randint(1, 2),
        "padding": padding(axes, 3),
        "padding_mode": random.choice(["zeros", "reflect", "replicate", "circular"]),
    }


def filled(layer):
    """Of a layer that pads with zeros, at times with another number."""
    if layer["padding_mode"] == "zeros" and random.random() < 0.5:
        layer["padding_value"] = random.choice([-128, 0.5, 3])
    return layer


def transposed(axes):
    channels, layer = conv(axes)
    layer.update(type=f"ConvTranspose{axes}d")
    layer["padding_mode"] = random.choice(["zeros", "zeros", "circular"])
    if layer["padding"] not in ("same", "same_lower"):
        layer["output_padding"] = [random.randint(0, max(s, d) - 1)
                                   for s, d in zip(layer["stride"], layer["dilation"])]
    return channels, layer


def pool(kind, axes):
    layer = {"type": f"{kind}{axes}d", "kernel_size": pick(1, 4, axes), "stride": pick(1, 3, axes),
             "ceil_mode": random.random() < 0.5}
    if kind != "LPPool":
        layer["padding"] = padding(axes, 2)
    if kind == "MaxPool":
        layer["dilation"] = pick(1, 2, axes)
    if kind == "AvgPool":
        layer["count_include_pad"] = random.random() < 0.5
        if axes > 1 and random.random() < 0.3:
            layer["divisor_override"] = random.randint(1, 5)
    if kind == "LPPool":
        layer["norm_type"] = random.choice([1, 1.5, 2, 3, 4])
    return random.randint(1, 3), layer


def rearranging(kind, axes):
    if kind.startswith("Adaptive"):
        return random.randint(1, 3), {"type": f"{kind}{axes}d", "output_size": pick(1, 6, axes)}
    if kind == "Upsample":
        key = random.choice(["size", "scale_factor"])
        value = (pick(1, 12, axes) if key == "size" else random.choice([0.5, 1.5, 2, 2.5, 3])
                 if random.random() < 0.5 else [random.choice([0.5, 1, 1.5, 2, 3]) for _ in range(axes)])
        layer = {"type": kind, key: value}
        if random.random() < 0.7:
            layer["mode"] = random.choice([["linear"], ["bilinear", "bicubic"], ["trilinear"]][axes - 1])
            layer["align_corners"] = random.random() < 0.5
        elif random.random() < 0.5:
            layer["mode"] = "nearest-exact"
        return random.randint(1, 3), layer
    if kind in ACTIVATIONS:
        number = {"LeakyReLU": "negative_slope", "ELU": "alpha"}.get(kind)
        return random.randint(1, 3), {"type": kind, **({number: 0.25} if number else {})}
    if kind == "PixelUnshuffle":
        return random.randint(1, 2), {"type": kind, "downscale_factor": 2}
    if kind == "PixelShuffle":
        return 4 * random.randint(1, 2), {"type": kind, "upscale_factor": 2}
    if kind == "Unfold":
        return random.randint(1, 2), {"type": kind, "kernel_size": pick(1, 3, 2),
                                      "stride": pick(1, 2, 2), "padding": padding(2, 2),
                                      "dilation": pick(1, 2, 2)}
    if kind.endswith("Pad"):
        return random.randint(1, 3), {"type": f"{kind}{axes}d", "padding": padding(axes, 2)}
    return random.randint(1, 3), {"type": "ReLU"}


def fold():
    """Columns for as many blocks as fit, counted by trying each place."""
    kernel, stride, dilation = pick(1, 3, 2), pick(1, 3, 2), pick(1, 2, 2)
    border = [pick(0, 2, 2) for _ in range(2)]
    reach = [d * (k - 1) + 1 for k, d in zip(kernel, dilation)]
    size = [n + random.randint(0, 4) for n in reach]
    blocks = [len(range(-before, n + after - r + 1, s))
              for n, r, s, (before, after) in zip(size, reach, stride, border)]
    layer = {"type": "Fold", "output_size": size, "kernel_size": kernel, "stride": stride,
             "dilation": dilation, "padding": border}
    if random.random() < 0.5:
        layer["padding"] = 0
        blocks = [len(range(0, n - r + 1, s)) for n, r, s in zip(size, reach, stride)]
    rows = random.randint(1, 2) * kernel[0] * kernel[1]
    return {"input": source(rows, [blocks[0] * blocks[1]]), "layer": layer}


# Not those that ONNX tells with a rounded sixth.
ACTIVATIONS = ("LeakyReLU", "ReLU6", "ELU", "Sigmoid", "Tanh", "Softplus", "SiLU", "Mish")


def random_scene():
    axes = random.randint(1, 3)
    kind = random.choice(["conv", "conv", "transposed", "transposed", "MaxPool", "AvgPool", "LPPool",
                          "AdaptiveMaxPool", "AdaptiveAvgPool", "Upsample", "PixelShuffle",
                          "PixelUnshuffle", "Unfold", "Fold", "ReLU", "MaxUnpool", "ZeroPad",
                          "ReflectionPad", "ReplicationPad", "CircularPad",
                          random.choice(ACTIVATIONS)])
    if kind == "Fold":
        return fold()
    if kind in ("LPPool",):
        axes = min(axes, 2)
    if kind in ("PixelShuffle", "PixelUnshuffle", "Unfold"):
        axes = 2
    sizes = pick(3, 8, axes) if axes < 3 else pick(3, 5, axes)
    if kind == "PixelUnshuffle":
        sizes = [2 * random.randint(1, 4) for _ in sizes]
    if kind == "MaxUnpool":
        size = pick(1, 3, axes)
        layer = {"type": f"MaxPool{axes}d", "kernel_size": size, "stride": size}
        back = {"type": f"MaxUnpool{axes}d", "kernel_size": size, "stride": size}
        sizes = [k * random.randint(1, 3) for k in size]
        return {"input": source(random.randint(1, 2), sizes), "layers": [layer, back]}
    channels, layer = (conv(axes) if kind == "conv" else transposed(axes) if kind == "transposed"
                       else pool(kind, axes) if kind in ("MaxPool", "AvgPool", "LPPool")
                       else rearranging(kind, axes))
    scene = {"input": source(channels, sizes), "layer": filled(layer) if kind == "conv" else layer}
    if kind in ("conv", "transposed"):
        scene["kernel"] = {"random": {"seed": random.randint(0, 999), "low": -2, "high": 2, "decimals": 3}}
        if random.random() < 0.5:
            scene["bias"] = {"random": {"seed": 1, "low": -9, "high": 9}}
    return scene


def source(channels, sizes):
    return {"size": [channels] + sizes,
            "random": {"seed": random.randint(0, 999), "low": -9, "high": 9, "decimals": 2}}


def run(scene, *options):
    return subprocess.run([PROGRAM, "trace", "-", *options], input=json.dumps(scene), text=True,
                          capture_output=True)


def tensor(values):
    return torch.tensor(values, dtype=torch.float64)


def pytorch_output(text, value, weights):
    """What PyTorch's modules make of a value, one after the other."""
    indices, weights = None, [pair for pair in weights if pair[0] is not None]
    for line in text.splitlines():
        module = eval(line, vars(torch.nn), {}).double()
        if hasattr(module, "weight"):
            kernel, bias = weights.pop(0)
            module.weight.data = kernel
            if bias is not None:
                module.bias.data = bias
        if "Unpool" in line:
            value = module(value, indices)
        elif "return_indices=True" in line:
            value, indices = module(value)
        else:
            value = module(value)
    return value.detach()


def pytorch_gradients(text, value, weights, back):
    """What PyTorch's autograd says of one layer, in one or several lines: the gradients of value,
    kernel and bias."""
    value.requires_grad_(True)
    output, parameters = value, [None, None]
    for line in text.splitlines():
        module = eval(line, vars(torch.nn), {}).double()
        if hasattr(module, "weight"):
            module.weight.data, parameters[0] = weights[0], module.weight
        if getattr(module, "bias", None) is not None:
            module.bias.data, parameters[1] = weights[1], module.bias
        output = module(output)
    (output[0] * back).sum().backward()
    return [value.grad[0]] + [None if of is None else of.grad for of in parameters]


def check_gradients(scene, text, trace):
    """The trace's gradients of a layer, not a stack; true: they were compared."""
    if "layers" in scene:
        return False
    size = torch.tensor(trace["output"]).shape
    values = (torch.randint(-9, 10, size) / 4).tolist()
    told = json.loads(run({**scene, "output_gradient": {"values": values}}, "--steps", "none").stdout)
    weights = [None if trace[key] is None else tensor(trace[key]) for key in ("kernel", "bias")]
    dues = pytorch_gradients(text, tensor(trace["input"])[None], weights, tensor(values))
    for key, due in zip(("input", "kernel", "bias"), dues):
        given = told["gradient"][key]
        if (given is None) != (due is None) or (due is not None and not torch.allclose(
                tensor(given), due, rtol=1e-9, atol=1e-9)):
            sys.exit(f"another gradient of {key}:\n{json.dumps(scene)}\n{text}{given}\n{due}")
    return True


def deformed():
    """A deformable layer with maps of offsets: torchvision says what it gives."""
    groups, axes = random.randint(1, 2), range(2)
    kernel, stride, dilation, border = pick(1, 3, 2), pick(1, 2, 2), pick(1, 2, 2), pick(0, 2, 2)
    reach = [d * (k - 1) + 1 for k, d in zip(kernel, dilation)]
    size = [n + random.randint(0, 3) for n in reach]
    out = [(size[i] + 2 * border[i] - reach[i]) // stride[i] + 1 for i in axes]
    offsets = [[[round(random.uniform(-2.5, 2.5), random.choice([0, 2])) for _ in range(out[1])]
                for _ in range(out[0])] for _ in range(2 * kernel[0] * kernel[1])]
    layer = {"type": "DeformConv2d", "kernel_size": kernel, "stride": stride, "padding": border,
             "dilation": dilation, "groups": groups, "out_channels": groups * random.randint(1, 2),
             "offsets": offsets}
    if random.random() < 0.5:
        layer["mask"] = [[[round(random.random(), 2) for _ in range(out[1])] for _ in range(out[0])]
                         for _ in range(kernel[0] * kernel[1])]
    return {"input": source(groups * random.randint(1, 2), size), "layer": layer, "bias": 1,
            "kernel": {"random": {"seed": random.randint(0, 999), "low": -2, "decimals": 2}},
            "output_gradient": {"fill": 1}}


def check_deformed(count):
    """Outputs and gradients against torchvision, where python3-torchvision is installed."""
    try:
        from torchvision.ops import deform_conv2d
    except ImportError:
        return 0
    for _ in range(count):
        scene = deformed()
        layer, trace = scene["layer"], json.loads(run(scene, "--steps", "none").stdout)
        x, w, b = [tensor(trace[key]) for key in ("input", "kernel", "bias")]
        x, w = x[None].requires_grad_(), w.requires_grad_()
        y = deform_conv2d(x, tensor(layer["offsets"])[None], w, b, layer["stride"],
                          layer["padding"], layer["dilation"],
                          tensor(layer["mask"])[None] if "mask" in layer else None)
        y.sum().backward()
        for due, given in ((y[0], trace["output"]), (x.grad[0], trace["gradient"]["input"]),
                           (w.grad, trace["gradient"]["kernel"])):
            if not torch.allclose(due, tensor(given), rtol=1e-9, atol=1e-9):
                sys.exit(f"unlike torchvision:\n{json.dumps(scene)}\n{given}\n{due}")
    return count


def keras_output(text, value, weights):
    return dialect_oracles.keras_output(text, value, [pair for pair in weights if pair[0] is not None])


DIALECTS = {"pytorch": pytorch_output, "keras": keras_output, "onnx": dialect_oracles.onnx_output}


def check_stamps(scene):
    """How often describe says that cells are stamped, against the terms of every step."""
    trace = json.loads(run(scene, "--steps", "all").stdout)
    times = collections.Counter(
        sum(term["input"] is not None and term["input"][0] == 0 for term in step["terms"])
        for step in trace["steps"] if step["output"][0] == 0)
    text = subprocess.run([PROGRAM, "describe", "-"], input=json.dumps(scene), text=True,
                          capture_output=True).stdout
    told = {int(n): int(cells) for cells, n in re.findall(r"(\d+) cells? (\d+) times?", text)}
    every = re.search(r"every cell of the output is stamped (\d+) time", text)
    if every:
        told = {int(every[1]): sum(times.values())}
    if told != dict(times):
        sys.exit(f"stamped otherwise:\n{json.dumps(scene)}\n{told}\n{dict(times)}")


class Tally:
    def __init__(self):
        self.said = self.blocks = 0
        self.refusals = collections.Counter()


def missing_module(text):
    """A module that PyTorch does not have before version 2.1, if the lines name one."""
    names = re.findall(r"^(\w+)\(", text, re.MULTILINE)
    return next((name for name in names if not hasattr(torch.nn, name)), None)


def check(dialect, scene, layers, tally):
    words = run(scene, "--as", dialect)
    if words.returncode != 0:
        tally.refusals[words.stderr.split(". ", 1)[1].strip()] += 1
        return
    if dialect == "pytorch" and missing_module(words.stdout):
        tally.refusals[f"this PyTorch has no {missing_module(words.stdout)}"] += 1
        return
    weights = [(tensor(trace["kernel"]) if trace["kernel"] is not None else None,
                tensor(trace["bias"]) if trace["bias"] is not None else None) for trace in layers]
    due, told = tensor(layers[-1]["output"]), f"{dialect}:\n{json.dumps(scene)}\n{words.stdout}"
    try:
        value = DIALECTS[dialect](words.stdout, tensor(layers[0]["input"])[None], weights)
    except Exception as refusal:
        sys.exit(f"refused by {told}{type(refusal).__name__}: {refusal}")
    if value is None:
        return
    if value[0].shape != due.shape or not torch.allclose(value[0], due, rtol=1e-9, atol=1e-9):
        sys.exit(f"unlike {told}{value[0].tolist()}\n{due.tolist()}")
    tally.said += 1
    tally.blocks += words.stdout.count("\n") > len(layers)


def main():
    random.seed(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    gradients = 0
    tallies = {dialect: Tally() for dialect in DIALECTS}
    while min(gradients, tallies["pytorch"].said) < COUNT:
        scene = random_scene()
        trace = run(scene, "--steps", "none")
        if trace.returncode != 0:
            continue  # a window that does not fit, a padding wider than the input
        trace = json.loads(trace.stdout)
        layer = scene.get("layer", {})
        if layer.get("type", "").startswith("ConvTranspose") and layer["padding_mode"] == "zeros":
            check_stamps(scene)
        for dialect, tally in tallies.items():
            check(dialect, scene, trace.get("layers", [trace]), tally)
        words = run(scene, "--as", "pytorch")
        is_said = words.returncode == 0 and not missing_module(words.stdout)
        gradients += is_said and check_gradients(scene, words.stdout, trace)
    print(f"{gradients} layers have autograd's gradients")
    print(f"{check_deformed(COUNT // 4)} deformable layers agree with torchvision")
    for dialect, tally in tallies.items():
        print(f"{dialect}: {tally.said} layers agree, {tally.blocks} of them in several lines")
        for reason, count in sorted(tally.refusals.items()):
            print(f"  {count} cannot be said. {reason}")


main()
