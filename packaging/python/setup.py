# SPDX-License-Identifier: MIT
"""A wheel of the program and of one file of Python. `make wheel` lays them into the folder convreel
beside this file, and asks the program for its version."""
import subprocess

from setuptools import setup
from wheel.bdist_wheel import bdist_wheel


class ProgramWheel(bdist_wheel):
    """For this kind of machine, and any Python 3."""

    def finalize_options(self):
        super().finalize_options()
        self.root_is_pure = False

    def get_tag(self):
        return ("py3", "none", super().get_tag()[2])


VERSION = subprocess.run(["convreel/convreel", "--version"], stdout=subprocess.PIPE, check=True)

setup(version=VERSION.stdout.decode().split()[1], packages=["convreel"],
      package_data={"convreel": ["convreel", "convreel-film.so"]},
      cmdclass={"bdist_wheel": ProgramWheel})
