"""What the display here can do, as an exit code: 0 windows with OpenGL, 3 windows only, else no display.

Qt ends the whole process when it cannot reach a display, so run.sh asks in a process of its own.
"""

import sys

from PySide6.QtGui import QGuiApplication, QOffscreenSurface, QOpenGLContext

NO_OPENGL = 3


def has_opengl() -> bool:
    """Whether a context can be made and used; the web engine asks for no more than that."""
    surface = QOffscreenSurface()
    surface.create()
    context = QOpenGLContext()
    return context.create() and context.makeCurrent(surface)


app = QGuiApplication(sys.argv)
sys.exit(0 if has_opengl() else NO_OPENGL)
