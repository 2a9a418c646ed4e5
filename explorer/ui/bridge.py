"""The one way from the page into the program."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal, Slot

from explorer.errors import MessageError
from explorer.webmap.messages import Message, parse


class Bridge(QObject):
    """Receives JSON texts of the page and passes them on as checked messages."""

    received = Signal(object)
    refused = Signal(str)

    def event(self, event: QEvent) -> bool:
        """Stay: the channel carries out every slot that the page names, also QObject's own `deleteLater`."""
        return event.type() is QEvent.Type.DeferredDelete or super().event(event)

    @Slot(str)
    def receive(self, text: str) -> None:
        """Take one message; what follows no protocol is refused, with the reason."""
        try:
            message: Message = parse(text)
        except MessageError as error:
            self.refused.emit(str(error))
            return
        self.received.emit(message)
