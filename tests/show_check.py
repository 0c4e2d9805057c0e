# SPDX-License-Identifier: MIT
"""convreel.show with modules that look like PyTorch's, and arrays that look like its tensors: the
outputs of the trace against sums worked out here."""
import json
import re
import subprocess
import sys

import convreel


class Tensor:
    """Nested lists behind PyTorch's names."""

    def __init__(self, values):
        self.values = values

    @property
    def shape(self):
        shape, values = [], self.values
        while isinstance(values, list):
            shape.append(len(values))
            values = values[0]
        return tuple(shape)

    def __getitem__(self, index):
        return Tensor(self.values[index])

    def detach(self):
        return self

    def tolist(self):
        return self.values


class Module:
    def __init__(self, **attributes):
        self.__dict__.update(attributes)

    def children(self):
        return iter(())


class Conv2d(Module):
    pass


class ConvTranspose2d(Module):
    pass


class Linear(Module):
    pass


class MaxPool2d(Module):
    def __repr__(self):
        return "MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)"


class ReLU(Module):
    def __repr__(self):
        return "ReLU()"


class Sequential(Module):
    def children(self):
        return iter(self.items)


COMMON = {"kernel_size": (2, 2), "stride": (1, 1), "padding": (0, 0), "dilation": (1, 1), "groups": 1}


def check(what, wanted, got):
    if wanted != got:
        sys.exit(f"{what}: {got}, not {wanted}")


def outputs(module, array):
    """What the trace of the module's scene says its output is."""
    scene = convreel.scene_of(module, array, {})
    ended = subprocess.run([convreel.program(), "trace", "-"], input=scene.encode(),
                           stdout=subprocess.PIPE, check=True)
    trace = json.loads(ended.stdout)
    return trace["layers"][-1]["output"] if "layers" in trace else trace["output"]


def main():
    size = 3
    x = [[[c * 9 + y * size + i for i in range(size)] for y in range(size)] for c in range(2)]
    weight = [[[[1, 2], [3, 4 + o + c]] for c in range(2)] for o in range(3)]
    bias = [10, 20, 30]
    conv = Conv2d(out_channels=3, padding_mode="zeros", weight=Tensor(weight), bias=Tensor(bias),
                  **COMMON)
    wanted = [[[bias[o] + sum(x[c][y + a][i + b] * weight[o][c][a][b]
                              for c in range(2) for a in range(2) for b in range(2))
                for i in range(2)] for y in range(2)] for o in range(3)]
    check("a convolution over a batch of one", wanted, outputs(conv, Tensor([x])))
    stamps = [[[0] * 4 for _ in range(4)]]
    for c in range(2):
        for y in range(size):
            for i in range(size):
                for a in range(2):
                    for b in range(2):
                        stamps[0][y + a][i + b] += x[c][y][i] * weight[c][0][a][b]
    transposed = ConvTranspose2d(out_channels=1, output_padding=(0, 0), bias=None,
                                 weight=Tensor([[weight[c][0]] for c in range(2)]), **COMMON)
    check("a transposed one", stamps, outputs(transposed, x))
    linear = Linear(out_features=2, weight=Tensor([[1, 2, 3], [4, 5, 6]]), bias=Tensor([1, -1]))
    check("a linear layer", [15, 31], [int(n) for n in re.findall(
        r"-?\d+", str(outputs(linear, Tensor([1, 2, 3]))))])
    model = Sequential(items=[conv, ReLU(), MaxPool2d()])
    check("a model", [[[max(max(row) for row in plane)]] for plane in wanted], outputs(model, x))
    svg = convreel.show(conv, x, steps=2, theme="dark")._repr_svg_()
    check("a picture", True, "The layer is Conv2d" in svg)
    check("a page", True, "<iframe" in convreel.show(conv, (2, 5, 5), page=True)._repr_html_())
    try:
        convreel.show({"type": "Conv2d", "kernel_size": 9}, 5)
        sys.exit("a mistake is not told")
    except convreel.Problem as problem:
        check("a mistake", True, "kernel_size 9 does not fit" in str(problem))
    check("without PyTorch", False, "torch" in sys.modules)


main()
