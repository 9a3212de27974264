"""Kernels forked from a warm process: imports, IPython and fonts are up before a notebook starts."""
