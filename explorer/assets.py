"""Where the packaged files are: the only code that knows about resources/ and geodata/.

In a source checkout both folders stand beside the package; in a wheel they are inside it.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from explorer.errors import DataError

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    """The packaged folder `name`, in the wheel or else in the checkout."""
    inside = _PACKAGE / "_data" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def resources_dir() -> Path:
    """The folder with web files, icons, fonts and themes."""
    return _folder("resources")


def geodata_dir() -> Path:
    """The folder with tables/ and derived/."""
    return _folder("geodata")


def stories_dir() -> Path:
    """The folder with the built-in stories and their index."""
    return geodata_dir() / "stories"


def leaflet_dir() -> Path:
    """The folder with leaflet.js, leaflet.css and images/ as XStatic-Leaflet carries them.

    Raises
    ------
    DataError
        When XStatic-Leaflet is not installed.
    """
    spec = find_spec("xstatic.pkg.leaflet")
    if spec is None or spec.origin is None:
        raise DataError(["XStatic-Leaflet is not installed, so there is no map. Install the program again."])
    return Path(spec.origin).parent / "data"
