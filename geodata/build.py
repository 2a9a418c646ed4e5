"""Derives the committed geometry, basemap and fonts: python geodata/build.py [legs|basemap|fonts|all]."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

# The builder is no part of the installed program: it runs from its folder.
sys.path.insert(0, str(Path(__file__).resolve().parent))

from builder.manifest import check_manifest, write_manifest
from builder.paths import BuildError

__all__ = ["build", "check_manifest", "main"]


def build(what: str) -> None:
    """Build `legs`, `basemap`, `fonts` or `all`, and write the manifest.

    Raises
    ------
    BuildError
        If a table or a source package does not give what is needed; names the row.
    """
    if what in ("legs", "all"):
        from builder.legs import build_legs

        build_legs()
    if what in ("basemap", "all"):
        _build_basemap()
    if what in ("fonts", "all"):
        from builder.fonts import build_fonts

        build_fonts()
    write_manifest()


def _build_basemap() -> None:
    from builder.cities import build_cities
    from builder.countries import build_countries
    from builder.railways import build_railways
    from builder.water import build_lakes, build_rivers, build_seas

    for step in (build_countries, build_lakes, build_rivers, build_seas, build_cities, build_railways):
        step()


def main(arguments: list[str] | None = None) -> int:
    """Build what the command line asks for; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="?", default="all", choices=["legs", "basemap", "fonts", "all"])
    try:
        build(parser.parse_args(arguments).what)
    except BuildError as fault:
        print(fault, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
