# SPDX-License-Identifier: MIT
"""Scenes in Jupyter notebooks: %load_ext convreel_magic, then a cell that begins with

    %%convreel [--page [--height PIXELS]] [OPTION...]

and holds a scene. It shows a picture, or with --page the page to click through. The options are those
of convreel render, such as --steps last or --theme dark. Needs Python 3.7 and the program: convreel on
the PATH, or the one that the environment's CONVREEL names.
"""
import argparse
import html
import os
import shlex
import subprocess
import sys

HEIGHT = 480  # pixels of a page


class Picture:
    """An SVG, for notebooks."""

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
        return (f'<iframe sandbox="allow-scripts" allow="fullscreen" width="100%" height="{self.height}" '
                f'style="border: 0" srcdoc="{html.escape(self.page)}"></iframe>')


def render(scene, arguments, is_page=False, height=HEIGHT):
    """What a notebook shows of a scene's text; None if it is wrong, which is told."""
    program = os.environ.get("CONVREEL", "convreel")
    command = [program, "render", "-", "-q", "--format", "html" if is_page else "svg", "-o", "-"]
    ended = subprocess.run(command + arguments, input=scene.encode(), stdout=subprocess.PIPE,
                           stderr=subprocess.PIPE, check=False)
    sys.stderr.write(ended.stderr.decode())
    if ended.returncode:
        return None
    text = ended.stdout.decode()
    return Page(text, height) if is_page else Picture(text)


def convreel(line, cell):
    """The magic itself."""
    parser = argparse.ArgumentParser(prog="%%convreel", add_help=False, allow_abbrev=False)
    parser.add_argument("--page", action="store_true")
    parser.add_argument("--height", type=int, default=HEIGHT)
    own, arguments = parser.parse_known_args(shlex.split(line))
    return render(cell, arguments, own.page, own.height)


def load_ipython_extension(shell):
    """Called by %load_ext."""
    shell.register_magic_function(convreel, "cell", "convreel")
