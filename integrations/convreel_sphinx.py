# SPDX-License-Identifier: MIT
"""Scenes in Sphinx: extensions = ["convreel_sphinx"] in conf.py, with this file and convreel.py on
Python's path. In reStructuredText a directive, in Markdown (MyST) a fence ```{convreel}:

    .. convreel::
       :steps: last
       :alt: a stride of two

       input: 5
       layer: {type: Conv2d, kernel_size: 3, stride: 2}

The options steps, size, theme, language, view, dpi and background are those of convreel render.
HTML gets SVG, LaTeX gets PDF.
"""
import hashlib
import os

import convreel
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import ensuredir

OPTIONS = ("steps", "size", "theme", "language", "view", "dpi", "background")


class convreel_scene(nodes.General, nodes.Inline, nodes.Element):
    """A scene's text with the options of its picture."""


class Convreel(SphinxDirective):
    """The directive: the body is the scene."""

    has_content = True
    option_spec = {**{name: directives.unchanged for name in OPTIONS},
                   "alt": directives.unchanged, "width": directives.unchanged}

    def run(self):
        scene = "\n".join(self.content) + "\n"
        arguments = [word for name in OPTIONS if name in self.options
                     for word in ("--" + name, self.options[name])]
        try:  # a mistake belongs to this line of the document, whatever is built
            convreel.run(scene, "svg", arguments)
        except convreel.Problem as problem:
            raise self.error(str(problem)) from None
        return [convreel_scene("", scene=scene, arguments=arguments, alt=self.options.get("alt", ""),
                               width=self.options.get("width", ""))]


def picture(translator, node, form):
    """The name of the scene's picture among the builder's images."""
    words = "\0".join([node["scene"], *node["arguments"]])
    name = "convreel-" + hashlib.sha256(words.encode()).hexdigest()[:16] + "." + form
    images = os.path.join(translator.builder.outdir, translator.builder.imagedir)
    ensuredir(images)
    with open(os.path.join(images, name), "wb") as file:
        file.write(convreel.run(node["scene"], form, node["arguments"])[0])
    return name


def visit_html(translator, node):
    """An <img>."""
    name = picture(translator, node, "svg")
    translator.body.append(translator.starttag(
        node, "img", "", src=f"{translator.builder.imgpath}/{name}", alt=node["alt"],
        **({"style": f"width: {node['width']}"} if node["width"] else {})))
    raise nodes.SkipNode


def visit_latex(translator, node):
    """As wide as the text, if it says nothing else."""
    name = picture(translator, node, "pdf")
    translator.body.append(f"\\noindent\\sphinxincludegraphics[width=\\linewidth]{{{name}}}\n")
    raise nodes.SkipNode


def visit_text(translator, node):
    """Readers without pictures."""
    translator.add_text(node["alt"])
    raise nodes.SkipNode


def setup(app):
    """Called by Sphinx."""
    app.add_node(convreel_scene, html=(visit_html, None), latex=(visit_latex, None),
                 text=(visit_text, None))
    app.add_directive("convreel", Convreel)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
