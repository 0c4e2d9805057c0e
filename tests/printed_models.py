# SPDX-License-Identifier: MIT
"""Published models as print(torchvision.models.NAME()) writes them: printed_models.py FOLDER NAME...
writes a scene of each, NAME.yaml."""
import sys


def conv(channels, out, size, stride=1, padding=0, groups=1, bias=False):
    text = "Conv2d(%d, %d, kernel_size=(%d, %d), stride=(%d, %d)" % (
        channels, out, size, size, stride, stride)
    text += ", padding=(%d, %d)" % (padding, padding) if padding else ""
    text += ", groups=%d" % groups if groups > 1 else ""
    return text + (")" if bias else ", bias=False)")


def norm(channels):
    return "BatchNorm2d(%d, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True)" % channels


def pool(size, stride=2, padding=0, ceil_mode=True):
    return "MaxPool2d(kernel_size=%d, stride=%d, padding=%d, dilation=1, ceil_mode=%s)" % (
        size, stride, padding, ceil_mode)


def block(name, kind, rows):
    return ["(%s): %s(" % (name, kind)] + ["  " + row for row in rows] + [")"]


def model(kind, rows):
    return [kind + "("] + ["  " + row for row in rows] + [")"]


def residual(channels, width, out, stride, is_bottleneck):
    if is_bottleneck:
        rows = ["(conv1): " + conv(channels, width, 1), "(bn1): " + norm(width),
                "(conv2): " + conv(width, width, 3, stride, 1), "(bn2): " + norm(width),
                "(conv3): " + conv(width, out, 1), "(bn3): " + norm(out),
                "(relu): ReLU(inplace=True)"]
    else:
        rows = ["(conv1): " + conv(channels, width, 3, stride, 1), "(bn1): " + norm(width),
                "(relu): ReLU(inplace=True)", "(conv2): " + conv(width, width, 3, 1, 1),
                "(bn2): " + norm(width)]
    if stride != 1 or channels != out:
        rows += block("downsample", "Sequential",
                      ["(0): " + conv(channels, out, 1, stride), "(1): " + norm(out)])
    return rows


def resnet(counts, is_bottleneck):
    kind = "Bottleneck" if is_bottleneck else "BasicBlock"
    rows = ["(conv1): " + conv(3, 64, 7, 2, 3), "(bn1): " + norm(64), "(relu): ReLU(inplace=True)",
            "(maxpool): " + pool(3, 2, 1, False)]
    channels = 64
    for stage, count in enumerate(counts):
        width, stride = 64 << stage, 2 if stage else 1
        out, inner, first = width * 4 if is_bottleneck else width, [], 0
        if channels != out or stride != 1:
            inner += block("0", kind, residual(channels, width, out, stride, is_bottleneck))
            first = 1
        left = count - first
        name = "%d-%d" % (first, count - 1) if left > 1 else str(first)
        inner += block(name, ("%d x " % left if left > 1 else "") + kind,
                       residual(out, width, out, 1, is_bottleneck))
        rows += block("layer%d" % (stage + 1), "Sequential", inner)
        channels = out
    return model("ResNet", rows + ["(avgpool): AdaptiveAvgPool2d(output_size=(1, 1))",
                                   "(fc): Linear(in_features=%d, out_features=1000, bias=True)" %
                                   channels])


def fire(channels, squeezed, out):
    relu = "ReLU(inplace=True)"
    return ["(squeeze): " + conv(channels, squeezed, 1, bias=True), "(squeeze_activation): " + relu,
            "(expand1x1): " + conv(squeezed, out, 1, bias=True), "(expand1x1_activation): " + relu,
            "(expand3x3): " + conv(squeezed, out, 3, 1, 1, bias=True),
            "(expand3x3_activation): " + relu]


def squeezenet():
    rows = ["(0): " + conv(3, 64, 3, 2, bias=True), "(1): ReLU(inplace=True)", "(2): " + pool(3)]
    for i, sizes in enumerate(((64, 16, 64), (128, 16, 64), None, (128, 32, 128), (256, 32, 128), None,
                               (256, 48, 192), (384, 48, 192), (384, 64, 256), (512, 64, 256))):
        rows += block(str(3 + i), "Fire", fire(*sizes)) if sizes else ["(%d): %s" % (3 + i, pool(3))]
    return model("SqueezeNet", block("features", "Sequential", rows) + block(
        "classifier", "Sequential", ["(0): Dropout(p=0.5, inplace=False)",
                                     "(1): " + conv(512, 1000, 1, bias=True), "(2): ReLU(inplace=True)",
                                     "(3): AdaptiveAvgPool2d(output_size=(1, 1))"]))


def activated(name, *numbers, **keys):
    return block(name, "Conv2dNormActivation", ["(0): " + conv(*numbers, **keys),
                                                "(1): " + norm(numbers[1]), "(2): ReLU6(inplace=True)"])


def mobilenet():
    rows, channels, number = activated("0", 3, 32, 3, 2, 1), 32, 1
    for t, out, count, first_stride in ((1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2),
                                        (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)):
        for i in range(count):
            inner, stride, parts = channels * t, 1 if i else first_stride, []
            parts += activated("0", channels, inner, 1) if t > 1 else []
            parts += activated(str(int(t > 1)), inner, inner, 3, stride, 1, groups=inner)
            parts += ["(%d): %s" % (1 + (t > 1), conv(inner, out, 1)),
                      "(%d): %s" % (2 + (t > 1), norm(out))]
            rows += block(str(number), "InvertedResidual", block("conv", "Sequential", parts))
            channels, number = out, number + 1
    rows += activated(str(number), 320, 1280, 1)
    return model("MobileNetV2", block("features", "Sequential", rows) + block(
        "classifier", "Sequential", ["(0): Dropout(p=0.2, inplace=False)",
                                     "(1): Linear(in_features=1280, out_features=1000, bias=True)"]))


def basic(name, *numbers):
    return block(name, "BasicConv2d", ["(conv): " + conv(*numbers), "(bn): " + norm(numbers[1])])


def inception(name, channels, a, b, c, d, e, f):
    return block(name, "Inception", basic("branch1", channels, a, 1) + block(
        "branch2", "Sequential", basic("0", channels, b, 1) + basic("1", b, c, 3, 1, 1)) + block(
            "branch3", "Sequential", basic("0", channels, d, 1) + basic("1", d, e, 3, 1, 1)) + block(
                "branch4", "Sequential", ["(0): " + pool(3, 1, 1)] + basic("1", channels, f, 1)))


def googlenet():
    rows = basic("conv1", 3, 64, 7, 2, 3) + ["(maxpool1): " + pool(3)] + basic("conv2", 64, 64, 1)
    rows += basic("conv3", 64, 192, 3, 1, 1) + ["(maxpool2): " + pool(3)]
    for name, *sizes in (("3a", 192, 64, 96, 128, 16, 32, 32), ("3b", 256, 128, 128, 192, 32, 96, 64),
                         ("maxpool3", 3), ("4a", 480, 192, 96, 208, 16, 48, 64),
                         ("4b", 512, 160, 112, 224, 24, 64, 64), ("4c", 512, 128, 128, 256, 24, 64, 64),
                         ("4d", 512, 112, 144, 288, 32, 64, 64),
                         ("4e", 528, 256, 160, 320, 32, 128, 128), ("maxpool4", 2),
                         ("5a", 832, 256, 160, 320, 32, 128, 128),
                         ("5b", 832, 384, 192, 384, 48, 128, 128)):
        rows += (["(%s): %s" % (name, pool(*sizes))] if len(sizes) == 1
                 else inception("inception" + name, *sizes))
    rows += block("aux1", "InceptionAux", basic("conv", 512, 128, 1) + [
        "(fc1): Linear(in_features=2048, out_features=1024, bias=True)"])
    return model("GoogLeNet", rows + ["(aux2): None", "(avgpool): AdaptiveAvgPool2d(output_size=(1, 1))",
                                      "(dropout): Dropout(p=0.2, inplace=False)",
                                      "(fc): Linear(in_features=1024, out_features=1000, bias=True)"])


def densenet(counts):
    rows, channels = ["(conv0): " + conv(3, 64, 7, 2, 3), "(norm0): " + norm(64),
                      "(relu0): ReLU(inplace=True)", "(pool0): " + pool(3, 2, 1, False)], 64
    for stage, count in enumerate(counts, 1):
        inner = []
        for i in range(count):
            inner += block("denselayer%d" % (i + 1), "_DenseLayer",
                           ["(norm1): " + norm(channels), "(relu1): ReLU(inplace=True)",
                            "(conv1): " + conv(channels, 128, 1), "(norm2): " + norm(128),
                            "(relu2): ReLU(inplace=True)", "(conv2): " + conv(128, 32, 3, 1, 1)])
            channels += 32
        rows += block("denseblock%d" % stage, "_DenseBlock", inner)
        if stage < len(counts):
            rows += block("transition%d" % stage, "_Transition",
                          ["(norm): " + norm(channels), "(relu): ReLU(inplace=True)",
                           "(conv): " + conv(channels, channels // 2, 1),
                           "(pool): AvgPool2d(kernel_size=2, stride=2, padding=0)"])
            channels //= 2
    return model("DenseNet", block("features", "Sequential", rows + ["(norm5): " + norm(channels)]) +
                 ["(classifier): Linear(in_features=%d, out_features=1000, bias=True)" % channels])


def classified(kind, rows, side, *sizes):
    """With an AdaptiveAvgPool2d and a head of several Linear."""
    head = []
    for i, (units, out) in enumerate(zip(sizes, sizes[1:])):
        head += ["(%d): Linear(in_features=%d, out_features=%d, bias=True)" % (3 * i, units, out),
                 "(%d): ReLU(inplace=True)" % (3 * i + 1),
                 "(%d): Dropout(p=0.5, inplace=False)" % (3 * i + 2)]
    rows = ["(%d): %s" % item for item in enumerate(rows)]
    return model(kind, block("features", "Sequential", rows) + [
        "(avgpool): AdaptiveAvgPool2d(output_size=(%d, %d))" % (side, side)] +
                 block("classifier", "Sequential", head[:-2]))


def vgg16():
    rows, channels = [], 3
    for out, count in ((64, 2), (128, 2), (256, 3), (512, 3), (512, 3)):
        for _ in range(count):
            rows += [conv(channels, out, 3, 1, 1, bias=True), "ReLU(inplace=True)"]
            channels = out
        rows.append(pool(2, 2, 0, False))
    return classified("VGG", rows, 7, 25088, 4096, 4096, 1000)


def alexnet():
    rows = []
    for numbers in (3, 64, 11, 4, 2), (64, 192, 5, 1, 2), (192, 384, 3, 1, 1), (384, 256, 3, 1, 1), \
            (256, 256, 3, 1, 1):
        rows += [conv(*numbers, bias=True), "ReLU(inplace=True)"]
        if numbers[1] in (64, 192) or numbers[0] == numbers[1]:
            rows.append(pool(3, 2, 0, False))
    return classified("AlexNet", rows, 6, 9216, 4096, 4096, 1000)


MODELS = {"resnet18": lambda: resnet((2, 2, 2, 2), False), "resnet34": lambda: resnet((3, 4, 6, 3), False),
          "resnet50": lambda: resnet((3, 4, 6, 3), True),
          "resnet101": lambda: resnet((3, 4, 23, 3), True),
          "densenet121": lambda: densenet((6, 12, 24, 16)), "vgg16": vgg16, "alexnet": alexnet,
          "squeezenet1_1": squeezenet,
          "mobilenet_v2": mobilenet, "googlenet": googlenet}

if __name__ == "__main__":
    for name in sys.argv[2:]:
        with open(f"{sys.argv[1]}/{name}.yaml", "w", encoding="utf-8") as file:
            print("input: [3, 224, 224]\nlayers: |", file=file)
            print("\n".join("  " + row for row in MODELS[name]()), file=file)
