"""What is done beside the window: values that worker.py carries over and `run` there. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from explorer.export import Order, content_of
from explorer.io.atomic import write_atomic
from explorer.ui.worker_process import Steps


@dataclass(frozen=True, slots=True)
class WriteFile:
    """Export to a file; the answer is its size in bytes, as digits."""

    path: Path
    order: Order

    def run(self, steps: Steps) -> bytes:
        """Make the content, then put it in the file's place: whole or not at all."""
        content = content_of(self.path, replace(self.order, progress=steps.progress))
        steps.commit()
        write_atomic(self.path, content)
        return str(len(content)).encode()


@dataclass(frozen=True, slots=True)
class MakeContent:
    """Export to memory, in the format of a suffix; the answer is the content."""

    suffix: str
    order: Order

    def run(self, steps: Steps) -> bytes:
        """Make the content."""
        return content_of(Path(f"sheet{self.suffix}"), replace(self.order, progress=steps.progress))


@dataclass(frozen=True, slots=True)
class WarmUp:
    """Loads what documents need, while the user still chooses. The answer is empty."""

    def run(self, steps: Steps) -> bytes:
        """Import and read; a fault here comes up again, with its words, when something is made."""
        from explorer.io.basemap import load_basemap
        from explorer.io.geodata import load_geometry

        load_basemap()
        steps.progress(1, 3)
        load_geometry()
        steps.progress(2, 3)
        import matplotlib.backends.backend_pdf
        import matplotlib.figure  # noqa: F401

        return b""
