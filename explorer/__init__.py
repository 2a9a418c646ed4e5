"""Corridor Explorer: freight corridors between China and Europe, and what happens when one closes."""

__version__ = "0.1.0"
PROGRAM = f"corridor-explorer {__version__}"
