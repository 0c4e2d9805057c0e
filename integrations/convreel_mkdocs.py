# SPDX-License-Identifier: MIT
"""Scenes in MkDocs from 1.4 on: in mkdocs.yml

    hooks: [convreel_mkdocs.py]

with convreel.py beside this file. A fence as in pandoc then is a picture:

    ``` {.convreel steps=last size=640x360 alt="A stride of two"}
    input: 5
    layer: {type: Conv2d, kernel_size: 3, stride: 2}
    ```

The attributes steps, size, theme, language, view, dpi and background are options of convreel render.
The picture is SVG in the page itself.
"""
import html
import os
import re
import shlex
import sys

from mkdocs.exceptions import PluginError

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import convreel  # noqa: E402

OPTIONS = ("steps", "size", "theme", "language", "view", "dpi", "background")
FENCE = re.compile(r"^(?P<fence>`{3,}|~{3,})[ ]*(?:convreel|\{\s*\.convreel\b(?P<words>[^\n]*)\})[ ]*\n"
                   r"(?P<scene>.*?)^(?P=fence)[ ]*$", re.MULTILINE | re.DOTALL)


def picture(match, page):
    """A figure in place of a fence."""
    words = dict(word.split("=", 1) for word in shlex.split(match["words"] or "") if "=" in word)
    arguments = [word for name in OPTIONS if name in words for word in ("--" + name, words[name])]
    try:
        svg = convreel.run(match["scene"], "svg", arguments)[0].decode()
    except convreel.Problem as problem:
        raise PluginError(f"{page.file.src_path}: {problem}") from None
    svg = svg[svg.index("<svg"):]
    if "alt" in words:
        svg = re.sub(r'aria-labelledby="[^"]*"', f'aria-label="{html.escape(words["alt"])}"', svg, 1)
    return f'<figure class="convreel">\n{svg.strip()}\n</figure>'


def on_page_markdown(markdown, page, **_):
    """Called by MkDocs for each page."""
    return FENCE.sub(lambda match: picture(match, page), markdown)
