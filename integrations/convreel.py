# SPDX-License-Identifier: MIT
"""convreel in Python and in notebooks: one file that needs Python 3.7 and the program.

    import convreel
    convreel.show(nn.Conv2d(1, 1, 3), x)     # a layer with its weights, and an array
    convreel.show({"type": "Conv2d", "kernel_size": 3}, 5, page=True)

    %load_ext convreel                       # then a cell that begins with
    %%convreel [--page [--height PIXELS]] [OPTION...]

and holds a scene; its options are those of convreel render. The program is the one that the
environment's CONVREEL names, else the one beside this file, else convreel on the PATH.
"""
import argparse
import html
import json
import os
import shlex
import subprocess
import sys

HEIGHT = 480  # pixels of a page


def program():
    """The path or the name of the program."""
    beside = os.path.join(os.path.dirname(os.path.abspath(__file__)), "convreel")
    return os.environ.get("CONVREEL") or (beside if os.path.isfile(beside) else "convreel")


def main():
    """The command convreel of an installed wheel."""
    os.execvp(program(), ["convreel"] + sys.argv[1:])


class Problem(ValueError):
    """What convreel says of a scene that it cannot draw."""


def run(scene, form, arguments=()):
    """A scene's text as a file of that format, bytes, and the warnings."""
    command = [program(), "render", "-", "-q", "--format", form, "-o", "-"]
    ended = subprocess.run(command + list(arguments), input=scene.encode(), stdout=subprocess.PIPE,
                           stderr=subprocess.PIPE, check=False)
    said = ended.stderr.decode()
    if ended.returncode:
        raise Problem(said)
    return ended.stdout, said


# ---- what a notebook shows ----

class Picture:
    """An SVG."""

    def __init__(self, svg):
        self.svg = svg

    def _repr_svg_(self):
        return self.svg


class Page:
    """A page to click through, in a frame that can do nothing but run the page's own script."""

    def __init__(self, page, height=HEIGHT):
        self.page = page
        self.height = height

    def _repr_html_(self):
        return (f'<iframe sandbox="allow-scripts" allow="autoplay; fullscreen" width="100%" '
                f'height="{self.height}" style="border: 0" srcdoc="{html.escape(self.page)}"></iframe>')


def render(scene, arguments=(), is_page=False, height=HEIGHT):
    """What a notebook shows of a scene's text. Problem: it is wrong."""
    made, said = run(scene, "html" if is_page else "svg", arguments)
    sys.stderr.write(said)
    return Page(made.decode(), height) if is_page else Picture(made.decode())


# ---- modules and arrays ----

# Layers with weights are read from their attributes, all others as they print themselves.
CONV = ("kernel_size", "stride", "padding", "dilation", "groups", "out_channels")
ATTRIBUTES = {"Conv": CONV + ("padding_mode",), "ConvTranspose": CONV + ("output_padding",)}


def numbers(array):
    """Nested lists of an array of PyTorch, NumPy or the like, or of lists themselves."""
    for name in ("detach", "tolist"):
        array = getattr(array, name, lambda array=array: array)()
    return array


def read_layer(module):
    """A layer of a scene, from a module of PyTorch, a map, or a text that PyTorch prints."""
    name = type(module).__name__
    attributes = ATTRIBUTES.get(name[:-2]) if name[-2:] in ("1d", "2d", "3d") else None
    if isinstance(module, (dict, str)):
        return module
    if attributes:
        layer = {"type": name, **{key: getattr(module, key) for key in attributes}}
    elif name == "Linear":
        layer = {"type": name, "out_channels": module.out_features}
    else:
        return repr(module)
    layer["kernel"] = {"values": numbers(module.weight)}
    if getattr(module, "bias", None) is not None:
        layer["bias"] = numbers(module.bias)
    return layer


def read_layers(module):
    """A module's layers, those of its children in their order."""
    children = list(module.children()) if hasattr(module, "children") else []
    return [layer for child in children for layer in read_layers(child)] or [read_layer(module)]


def read_input(array):
    """A number or a tuple is a size, all else holds values; a batch of one is its only item."""
    if isinstance(array, int) or (isinstance(array, tuple) and all(isinstance(n, int) for n in array)):
        return array if isinstance(array, int) else list(array)
    shape = getattr(array, "shape", ())
    return {"values": numbers(array[0] if len(shape) > 3 and shape[0] == 1 else array)}


def scene_of(module, array, keys):
    """A scene's text, which is JSON."""
    layers = read_layers(module)
    scene = {"input": read_input(array)}
    if len(layers) > 1:
        scene["layers"] = layers
    else:
        layer = dict(layers[0]) if isinstance(layers[0], dict) else layers[0]
        for key in ("kernel", "bias"):
            if isinstance(layer, dict) and key in layer:
                scene[key] = layer.pop(key)
        scene["layer"] = layer
    return json.dumps({**scene, **keys})


def show(module, array, page=False, height=HEIGHT, **keys):
    """A picture of a layer or of a model of PyTorch, with its weights, over an input: an array, or a
    size such as 5 or (3, 8, 8). page: to click through. Other keywords are keys of the scene:
    steps=4, theme="dark", view="heat", title="...". PyTorch itself is not needed."""
    return render(scene_of(module, array, keys), is_page=page, height=height)


# ---- the magic ----

def convreel(line, cell):
    """The magic itself; None if the scene is wrong, which is told."""
    parser = argparse.ArgumentParser(prog="%%convreel", add_help=False, allow_abbrev=False)
    parser.add_argument("--page", action="store_true")
    parser.add_argument("--height", type=int, default=HEIGHT)
    own, arguments = parser.parse_known_args(shlex.split(line))
    try:
        return render(cell, arguments, own.page, own.height)
    except Problem as problem:
        sys.stderr.write(str(problem))
        return None


def load_ipython_extension(shell):
    """Called by %load_ext."""
    shell.register_magic_function(convreel, "cell", "convreel")
