"""Printing the window as it stands."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPageLayout, QPainter, QPixmap
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget


def print_picture(picture: QPixmap, parent: QWidget) -> None:
    """Ask for a printer and print a picture across the page."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    if QPrintDialog(printer, parent).exec():
        draw_on(picture, printer)


def draw_on(picture: QPixmap, printer: QPrinter) -> None:
    """Draw a picture as large as the page allows."""
    painter = QPainter(printer)
    page = painter.viewport()
    size = picture.size().scaled(page.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRect((page.width() - size.width()) // 2, 0, size.width(), size.height())
    painter.drawPixmap(place, picture)
    painter.end()
