# SPDX-License-Identifier: MIT
"""Random layers against PyTorch, where it is installed: `make test-torch`.

Each layer's trace gives its numbers and `--as pytorch` its words. The words, evaluated by PyTorch
with the trace's weights, must give the trace's output.
"""
import json
import random
import re
import subprocess
import sys

import torch

PROGRAM = sys.argv[1]
COUNT = int(sys.argv[2]) if len(sys.argv) > 2 else 400


def pick(low, high, axes):
    return [random.randint(low, high) for _ in range(axes)]


def conv(axes):
    groups = random.randint(1, 3)
    channels = groups * random.randint(1, 2)
    layer = {
        "type": f"Conv{axes}d", "kernel_size": pick(1, 3, axes), "stride": pick(1, 3, axes),
        "dilation": pick(1, 2, axes), "groups": groups, "out_channels": groups * random.randint(1, 2),
        "padding": pick(0, 2, axes),
        "padding_mode": random.choice(["zeros", "reflect", "replicate", "circular"]),
    }
    if random.random() < 0.2:
        layer.update(padding="same", stride=1)
    return channels, layer


def transposed(axes):
    channels, layer = conv(axes)
    layer.update(type=f"ConvTranspose{axes}d", padding=pick(0, 2, axes))
    del layer["padding_mode"]
    stride = layer["stride"] if isinstance(layer["stride"], list) else [layer["stride"]] * axes
    layer["output_padding"] = [random.randint(0, max(s, d) - 1)
                               for s, d in zip(stride, layer["dilation"])]
    return channels, layer


def pool(kind, axes):
    size = pick(1, 4, axes)
    layer = {"type": f"{kind}{axes}d", "kernel_size": size, "stride": pick(1, 3, axes),
             "ceil_mode": random.random() < 0.5}
    if kind != "LPPool":
        layer["padding"] = [random.randint(0, k // 2) for k in size]
    if kind == "MaxPool":
        layer["dilation"] = pick(1, 2, axes)
    if kind == "AvgPool":
        layer["count_include_pad"] = random.random() < 0.5
    if kind == "LPPool":
        layer["norm_type"] = random.choice([1, 2, 3])
    return random.randint(1, 3), layer


def rearranging(kind, axes):
    if kind.startswith("Adaptive"):
        return random.randint(1, 3), {"type": f"{kind}{axes}d", "output_size": pick(1, 6, axes)}
    if kind == "Upsample":
        key = random.choice(["size", "scale_factor"])
        value = pick(1, 12, axes) if key == "size" else random.choice([0.5, 1.5, 2, 2.5, 3])
        return random.randint(1, 3), {"type": kind, key: value}
    if kind == "PixelShuffle":
        return 4 * random.randint(1, 2), {"type": kind, "upscale_factor": 2}
    if kind == "Unfold":
        return random.randint(1, 2), {"type": kind, "kernel_size": pick(1, 3, 2),
                                      "stride": pick(1, 2, 2), "padding": pick(0, 2, 2),
                                      "dilation": pick(1, 2, 2)}
    return random.randint(1, 3), {"type": "ReLU"}


def random_scene():
    axes = random.randint(1, 3)
    kind = random.choice(["conv", "conv", "transposed", "transposed", "MaxPool", "AvgPool", "LPPool",
                          "AdaptiveMaxPool", "AdaptiveAvgPool", "Upsample", "PixelShuffle", "Unfold",
                          "ReLU", "MaxUnpool"])
    if kind in ("LPPool",):
        axes = min(axes, 2)
    if kind in ("PixelShuffle", "Unfold"):
        axes = 2
    sizes = pick(3, 8, axes) if axes < 3 else pick(3, 5, axes)
    if kind == "MaxUnpool":
        size = pick(1, 3, axes)
        layer = {"type": f"MaxPool{axes}d", "kernel_size": size, "stride": size}
        back = {"type": f"MaxUnpool{axes}d", "kernel_size": size, "stride": size}
        sizes = [k * random.randint(1, 3) for k in size]
        return {"input": source(random.randint(1, 2), sizes), "layers": [layer, back]}
    channels, layer = (conv(axes) if kind == "conv" else transposed(axes) if kind == "transposed"
                       else pool(kind, axes) if kind in ("MaxPool", "AvgPool", "LPPool")
                       else rearranging(kind, axes))
    scene = {"input": source(channels, sizes), "layer": layer}
    if kind == "LPPool":  # releases before absolute values: odd norms of negative sums are nan
        scene["input"]["random"]["low"] = 0
    if kind in ("conv", "transposed"):
        scene["kernel"] = {"random": {"seed": random.randint(0, 999), "low": -2, "high": 2, "decimals": 3}}
        if random.random() < 0.5:
            scene["bias"] = {"random": {"seed": 1, "low": -9, "high": 9}}
    return scene


def source(channels, sizes):
    return {"size": [channels] + sizes,
            "random": {"seed": random.randint(0, 999), "low": -9, "high": 9, "decimals": 2}}


def run(scene, *options):
    done = subprocess.run([PROGRAM, "trace", "-", *options], input=json.dumps(scene), text=True,
                          capture_output=True)
    return done.stdout if done.returncode == 0 else None


def module_of(line, trace):
    line = re.sub(r"=(same|valid|reflect|replicate|circular)", r"='\1'", line)
    module = eval("torch.nn." + line).double()
    if trace["kernel"] is not None:
        module.weight.data = torch.tensor(trace["kernel"], dtype=torch.float64)
        if trace["bias"] is not None:
            module.bias.data = torch.tensor(trace["bias"], dtype=torch.float64)
    return module


def compare(scene, lines, layers):
    value, indices = torch.tensor(layers[0]["input"], dtype=torch.float64)[None], None
    for line, trace in zip(lines, layers):
        module = module_of(line, trace)
        if len(layers) > 1 and "MaxPool" in line:
            module.return_indices = True
            value, indices = module(value)
        elif "Unpool" in line:
            value = module(value, indices)
        else:
            value = module(value)
        due = torch.tensor(trace["output"], dtype=torch.float64)
        if value[0].shape != due.shape or not torch.allclose(value[0], due, rtol=1e-9, atol=1e-9):
            sys.exit(f"PyTorch {torch.__version__} differs:\n{json.dumps(scene)}\n{line}\n"
                     f"{value[0].tolist()}\n{trace['output']}")


def main():
    random.seed(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    checked = tried = 0
    while checked < COUNT:
        tried += 1
        scene = random_scene()
        words, trace = run(scene, "--as", "pytorch"), run(scene, "--steps", "none")
        if words is None or trace is None:
            continue  # a window that does not fit, a padding that PyTorch has no words for
        trace = json.loads(trace)
        try:
            compare(scene, words.splitlines(), trace.get("layers", [trace]))
        except RuntimeError as refusal:  # PyTorch's own limits, 3-D pools with ceil_mode among them
            if "smaller than kernel" not in str(refusal):
                raise
            continue
        checked += 1
    print(f"{checked} layers agree with PyTorch {torch.__version__} ({tried} tried)")


main()
