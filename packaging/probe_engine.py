"""Whether Qt's web engine starts and loads a page here: exit code 0 if so.

Set-up asks once, in a process of its own, since a missing piece ends the whole process.
"""

import os
import sys

from PySide6.QtCore import QTimer
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication

FAILED = 4
TIMEOUT_MS = 60_000

app = QApplication(sys.argv)
view = QWebEngineView()
view.loadFinished.connect(lambda ok: app.exit(0 if ok else FAILED))
QTimer.singleShot(TIMEOUT_MS, lambda: app.exit(FAILED))
view.setHtml("<p>ready")
view.show()
# Leaves at once: how the engine winds up is not the question here.
os._exit(app.exec())
