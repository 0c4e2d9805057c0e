# SPDX-License-Identifier: MIT
"""How much of a picture is drawing, and how large its cells are: each scene here has bounds, in
percent of the picture, and in pixels of a page of 1080 rows. Drawing is what has a hue, thin
strokes and letters aside. Every third scene, with LONG all of them."""
import json
import os
import subprocess
import sys
import tempfile

from PIL import Image, ImageChops, ImageFilter, ImageMath

ROWS = 540  # of the pictures: as large a share of the page as at 1080, and four times as fast
SIZES = {"slide": f"{ROWS * 16 // 9}x{ROWS}", "story": f"{ROWS}x{ROWS * 16 // 9}",
         "square": f"{ROWS}x{ROWS}"}
VALUES = "{size: [5, 5], random: {seed: 3}}"
CONV = "layer: {type: Conv2d, kernel_size: 3"
SOBEL = "kernel: sobel_x"


def panels(*each):
    return "panels: [" + ", ".join(f"{{{CONV}{keys}}}}}" for keys in each) + "]"


def layers(*each):
    return "layers: [" + ", ".join(f"{{type: {keys}}}" for keys in each) + "]"


# name: (scene, least area in percent, least cell in pixels)
SCENES = {
    "one": (f"input: {VALUES}\n{CONV}}}\n{SOBEL}", 9, 48),
    "one padded": (f"input: {VALUES}\n{CONV}, padding: 1}}\n{SOBEL}", 9, 48),
    "one with a stride": (
        f"input: {{size: [7, 7], random: {{seed: 1}}}}\n{CONV}, stride: 2, padding: 1}}\n{SOBEL}", 9, 48),
    "a pool": ("input: {size: [6, 6], random: {seed: 1}}\nlayer: {type: MaxPool2d, kernel_size: 2}", 9, 48),
    "transposed": (
        "input: {size: [3, 3], random: {seed: 1}}\n"
        "layer: {type: ConvTranspose2d, kernel_size: 3, stride: 2}", 9, 30),
    "padded by two": (f"input: {{size: [3, 6], random: {{seed: 1}}}}\n{CONV}, padding: 2}}", 9, 48),
    "an upsampling": (
        "input: {size: [3, 3], random: {seed: 1}}\nlayer: {type: Upsample, scale_factor: 3}", 9, 48),
    "oblique and transposed": (
        "input: 3\nlayer: {type: ConvTranspose2d, kernel_size: 3, stride: 3, padding: 1}", 6, 48),
    "oblique and padded by two": (f"input: [5, 4]\n{CONV}, padding: 2}}", 6, 48),
    "oblique": (f"input: 5\n{CONV}}}", 6, 48),
    "oblique padded": (f"input: 5\n{CONV}, padding: 1}}", 6, 48),
    "oblique with a stride": (f"input: 7\n{CONV}, stride: 2}}", 6, 48),
    "oblique dilated": (f"input: 7\n{CONV}, dilation: 2}}", 6, 48),
    "oblique and not square": (
        "input: [4, 9]\nlayer: {type: Conv2d, kernel_size: [2, 5], stride: [1, 3]}", 6, 48),
    "oblique and large": ("input: 28\nlayer: {type: Conv2d, kernel_size: 5, padding: 2}", 6, 14),
    "two panels": (f"input: {VALUES}\n{SOBEL}\n{panels('', ', padding: 1')}", 7, 40),
    "two panels with a stride": (
        f"input: {{size: [7, 7], random: {{seed: 2}}}}\n{SOBEL}\n{panels('', ', stride: 2')}", 7, 40),
    "three panels": (
        f"input: {VALUES}\n{SOBEL}\n{panels('', ', padding: 1', ', stride: 2')}", 6, 28),
    "three oblique": (f"input: 7\n{panels('', ', stride: 2', ', stride: 3')}", 4.5, 28),
    "six oblique": ("input: 5\n" + panels("", ", padding: 1", ", padding: 2", ", stride: 2",
                                           ", padding: 1, stride: 2", ", dilation: 2"), 3.5, 18),
    "8 channels": (f"input: [8, 6, 6]\n{CONV}, padding: 1, out_channels: 8}}", 8, 30),
    "depthwise": (f"input: [8, 6, 6]\n{CONV}, padding: 1, groups: 8}}", 8, 30),
    "4 channels with values": (
        f"input: {{size: [4, 8, 5], random: {{seed: 1}}}}\n{CONV}, padding: 1}}", 6, 28),
    "a pool of maps": ("input: [6, 8, 8]\nlayer: {type: MaxPool2d, kernel_size: 2}", 6, 30),
    "an upsampling of maps": (
        "input: {size: [3, 4, 4], random: {seed: 1}}\nlayer: {type: Upsample, scale_factor: 2}", 7, 60),
    "a shuffle of channels": (
        "input: {size: [6, 5, 4], random: {seed: 1}}\nlayer: {type: ChannelShuffle, groups: 2}", 6, 40),
    "maps in colours": (f"input: [4, 12, 12]\nview: heat\n{CONV}, out_channels: 4}}", 15, 0),
    "a pool in colours": (
        "input: [4, 9, 9]\nview: heat\nlayer: {type: MaxPool2d, kernel_size: 3}", 20, 0),
    "RGB": (f"input: [3, 8, 8]\n{CONV}, padding: 1, out_channels: 16}}", 6, 30),
    "LeNet": ("input: [1, 32, 32]\n" + layers(
        "Conv2d, kernel_size: 5, out_channels: 6", "AvgPool2d, kernel_size: 2",
        "Conv2d, kernel_size: 5, out_channels: 16", "AvgPool2d, kernel_size: 2"), 5, 0),
    "Inception": ("input: [192, 28, 28]\n" + layers(*(
        keys for i in range(4) for keys in (f"Conv2d, from: input, out_channels: {16 << i}, kernel_size: 1",
                                            f"Conv2d, out_channels: 64, kernel_size: 3, padding: 1, name: b{i}")),
        "Concat, from: [b0, b1, b2, b3]"), 5, 0),
    "U-Net": ("input: [1, 128, 128]\n" + layers(
        *(keys for i in range(4) for keys in (
            f"Conv2d, kernel_size: 3, padding: 1, out_channels: {16 << i}, name: down{i}", "MaxPool2d, kernel_size: 2")),
        *(keys for i in reversed(range(4)) for keys in (
            f"ConvTranspose2d, kernel_size: 2, stride: 2, out_channels: {16 << i}, name: up{i}",
            f"Concat, from: [down{i}, up{i}]", f"Conv2d, kernel_size: 3, padding: 1, out_channels: {16 << i}"))), 5, 0),
    "VGG's block": ("input: [64, 56, 56]\n" + layers(
        "Conv2d, kernel_size: 3, padding: 1, out_channels: 128", "MaxPool2d, kernel_size: 2"), 5, 0),
    "a line": (
        "input: {size: 12, random: {seed: 3}}\nlayer: {type: Conv1d, kernel_size: 5, stride: 2}", 9, 96),
    "a padded line": (
        "input: {size: 9, random: {seed: 3}}\n"
        "layer: {type: Conv1d, kernel_size: 5, stride: 2, padding: 1}", 9, 96),
    "large maps": (
        f"input: {{size: [16, 16], random: {{seed: 3}}}}\n{CONV}, padding: 1}}\n{SOBEL}", 15, 0),
    "large maps that a pool reads": (
        "input: {size: [18, 18], random: {seed: 3}}\nlayer: {type: MaxPool2d, kernel_size: 2}", 20, 0),
    "a square of a transposed layer": (
        "input: {size: [2, 3], random: {seed: 3}}\n"
        "layer: {type: ConvTranspose2d, kernel_size: 3, stride: 2}\noutput: {size: square}", 9, 40),
    "a square with a large kernel": (
        "input: {size: [7, 7], random: {seed: 3}}\nlayer: {type: Conv2d, kernel_size: 5, padding: 1}\n"
        "output: {size: square}", 9, 45),
    "oblique with values": (
        f"input: {VALUES}\nview: stacked\n{CONV}, padding: 1, stride: 2}}\n{SOBEL}", 9, 60),
    "story": (f"input: {VALUES}\n{CONV}, padding: 1}}\n{SOBEL}\noutput: {{size: story}}", 9, 48),
    "story of two panels": (
        f"input: {VALUES}\n{SOBEL}\n{panels('', ', padding: 1')}\noutput: {{size: story}}", 9, 40),
}


def area(path):
    """The share of pixels that have a hue, in percent; strokes of up to 7 pixels of 1080 are gone."""
    image = Image.open(path).convert("RGB")
    red, green, blue = image.split()
    high = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    low = ImageChops.darker(ImageChops.darker(red, green), blue)
    # HSL's saturation above 12 %
    hued = ImageMath.eval("convert(((high - low) * 100 > 12 * (255 - abs(high + low - 255))) * 255, 'L')",
                          high=high, low=low)
    # Opened by squares: a mean is 255 where all are, and more than 0 where one is.
    square = ImageFilter.BoxBlur(max(3, round(7 * min(image.size) / 1080) | 1) // 2)
    eroded = hued.filter(square).point(lambda mean: 255 * (mean == 255))
    opened = eroded.filter(square).point(lambda mean: 255 * (mean > 0))
    return 100 * opened.histogram()[255] / (image.width * image.height)


def asked(folder):
    """For each size of page the files of scenes that are asked for now, each with their bounds."""
    files = {}
    for number, (name, (scene, least_area, least_cell)) in enumerate(SCENES.items()):
        if number % 3 and not os.environ.get("LONG"):
            continue
        path = os.path.join(folder, f"scene{number}.yaml")
        scene, _, page = scene.partition("\noutput: {size: ")
        with open(path, "w", encoding="utf-8") as file:
            file.write(scene + "\n")
        files.setdefault(SIZES[page.rstrip("}") or "slide"], {})[path] = name, least_area, least_cell
    return files


def cells(program, paths, size):
    """Of each scene its smallest cell, in pixels of a page of 1080 rows."""
    told = subprocess.run([program, "check", *paths, "--size", size, "--json"], check=True,
                          capture_output=True, text=True)
    scenes = map(json.loads, told.stdout.splitlines())
    return {scene["file"]: scene["cell_px"] * 1080 / ROWS for scene in scenes}


def main(program):
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for size, scenes in asked(folder).items():
            subprocess.run([program, "render", "-q", *scenes, "--theme", "light", "--size", size,
                            "--steps", "3", "-o", os.path.join(folder, "%s.png")],
                           check=True, stderr=subprocess.DEVNULL)
            found_cells = cells(program, [path for path, bounds in scenes.items() if bounds[2]], size)
            for path, (name, least_area, least_cell) in scenes.items():
                found = area(path.replace(".yaml", ".png"))
                cell = found_cells.get(path, 0)
                if found >= least_area and cell >= least_cell:
                    passed += 1
                else:
                    failed += 1
                    print(f"not so: {name}: area {found:.1f} %, at least {least_area}; "
                          f"cells {cell:.0f} pixels, at least {least_cell}")
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
