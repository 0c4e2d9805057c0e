# SPDX-License-Identifier: MIT
"""Published networks as scenes: networks.py NAME prints one."""
import sys

lines = []


def layer(kind, source=None, name=None, **keys):
    text = ", ".join("%s: %s" % item for item in keys.items())
    name = name or "l%d" % len(lines)
    origin = ", from: %s" % source if source else ""
    lines.append("  - {name: %s, type: %s%s%s}" % (name, kind, ", " + text if text else "", origin))
    return name


def conv(size, out, stride=1, source=None, **keys):
    return layer("Conv2d", source, kernel_size=size, padding=size // 2, stride=stride,
                 out_channels=out, **keys)


def resnet18():
    conv(7, 64, 2)
    last, channels = layer("MaxPool2d", kernel_size=3, stride=2, padding=1), 64
    for stage in range(4):
        for block in range(2):
            out, stride = 64 << stage, 2 if stage and not block else 1
            conv(3, out, stride, last)
            main = conv(3, out)
            side = last if out == channels else conv(1, out, stride, last)
            last, channels = layer("Add", "[%s, %s]" % (main, side)), out
    return 224


def mobilenetv2():
    last, channels = conv(3, 32, 2), 32
    for t, c, n, s in ((1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1),
                       (6, 160, 3, 2), (6, 320, 1, 1)):
        for i in range(n):
            inner, stride = channels * t, 1 if i else s
            if t > 1:
                conv(1, inner, source=last)
            conv(3, inner, stride, groups=inner)
            out = conv(1, c)
            if stride == 1 and channels == c:
                out = layer("Add", "[%s, %s]" % (out, last))
            last, channels = out, c
    conv(1, 1280)
    return 224


def dcgan():
    layer("ConvTranspose2d", kernel_size=4, out_channels=512)
    for out in (256, 128, 64, 3):
        layer("ConvTranspose2d", kernel_size=4, stride=2, padding=1, out_channels=out)
    return 1


def unet():
    skips = []
    for depth in range(5):
        if depth:
            layer("MaxPool2d", kernel_size=2)
        conv(3, 64 << depth, bias=0)
        skips.append(conv(3, 64 << depth, bias=0))
    for depth in range(3, -1, -1):
        up = layer("ConvTranspose2d", kernel_size=2, stride=2, out_channels=64 << depth, bias=0)
        layer("Concat", "[%s, %s]" % (skips[depth], up))
        conv(3, 64 << depth, bias=0)
        conv(3, 64 << depth, bias=0)
    conv(1, 2, bias=0)
    return 512


side = {"resnet18": resnet18, "mobilenetv2": mobilenetv2, "dcgan": dcgan, "unet": unet}[sys.argv[1]]()
channels = {"dcgan": 100, "unet": 1}.get(sys.argv[1], 3)
print("input: [%d, %d, %d]\nlayers:" % (channels, side, side))
print("\n".join(lines))
