"""Derives the committed geometry, basemap and fonts: python geodata/build.py [legs|basemap|fonts|all]."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from builder.paths import BuildError


def main(arguments: list[str] | None = None) -> int:
    """Build what the command line asks for; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="?", default="all", choices=["legs", "basemap", "fonts", "all"])
    what = parser.parse_args(arguments).what
    try:
        if what in ("legs", "all"):
            from builder.legs import build_legs

            build_legs()
        if what in ("basemap", "all"):
            from builder.cities import build_cities
            from builder.countries import build_countries
            from builder.railways import build_railways
            from builder.water import build_lakes, build_rivers, build_seas

            for build in (build_countries, build_lakes, build_rivers, build_seas, build_cities, build_railways):
                build()
    except BuildError as fault:
        print(fault, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
