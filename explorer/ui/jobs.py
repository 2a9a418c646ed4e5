"""What is done beside the window: values that worker.py carries over and `run` there."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.core.network import Network
from explorer.errors import ExportError
from explorer.export import Order, content_of
from explorer.io.atomic import write_atomic
from explorer.ui.worker_process import Steps

if TYPE_CHECKING:
    from PySide6.QtGui import QImage


@dataclass(frozen=True, slots=True)
class WriteFile:
    """Export to a file; the answer is JSON: its size in `bytes`, and in `faults` what was missing."""

    path: Path
    order: Order

    def run(self, steps: Steps) -> bytes:
        """Make the content, then put it in the file's place: whole or not at all."""
        faults: list[str] = []
        order = replace(self.order, progress=steps.progress, warn=faults.append)
        content = content_of(self.path, order)
        steps.commit()
        write_atomic(self.path, content)
        return json.dumps({"bytes": len(content), "faults": faults}).encode()


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
    """Loads what documents need, while the user still chooses. The answer is empty.

    The network comes along, so that it is on the other side when the first file is asked for.
    """

    network: Network

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


@dataclass(frozen=True, slots=True)
class WriteContent:
    """Put what is made already into a file; the answer is its size in bytes, as digits."""

    path: Path
    content: bytes

    def run(self, steps: Steps) -> bytes:
        """Write it, whole or not at all."""
        steps.commit()
        write_atomic(self.path, self.content)
        return str(len(self.content)).encode()


@dataclass(frozen=True, slots=True)
class DrawPage:
    """One page of a PDF as dots; the answer is its rows from the top, three bytes a dot.

    Here and not in the window, since drawing a page keeps a thread busy for a third of a second.
    """

    document: bytes
    page: int
    width: int
    height: int

    def run(self, steps: Steps) -> bytes:
        """Draw it on white.

        Raises
        ------
        ExportError
            When the document has no such page or cannot be read.
        """
        from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
        from PySide6.QtGui import QImage, QPainter
        from PySide6.QtPdf import QPdfDocument

        steps.progress(self.page, self.page + 1)
        source = QBuffer()
        source.setData(QByteArray(self.document))
        source.open(QIODevice.OpenModeFlag.ReadOnly)
        document = QPdfDocument()
        document.load(source)
        drawn = document.render(self.page, QSize(self.width, self.height))
        document.close()
        if drawn.isNull():
            raise ExportError(f"Page {self.page + 1} could not be drawn. Save it as PDF and print that.")
        paper = QImage(self.width, self.height, QImage.Format.Format_RGB32)
        paper.fill(0xFFFFFFFF)
        painter = QPainter(paper)
        painter.drawImage(0, 0, drawn)
        painter.end()
        return _rows(paper.convertToFormat(QImage.Format.Format_RGB888))


def _rows(picture: QImage) -> bytes:
    """The dots of a picture without the padding at the end of its rows."""
    dots, step, used = picture.constBits(), picture.bytesPerLine(), picture.width() * 3
    return b"".join(bytes(dots[row * step : row * step + used]) for row in range(picture.height()))
