"""Errors that carry a message meant for the person at the screen: what, where, what to do."""

from __future__ import annotations


class ExplorerError(Exception):
    """Anything the program can explain to its user; its text is shown as it is."""


class DataError(ExplorerError):
    """Packaged or own data that cannot be used; lists every fault found."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(faults))


class PlaceError(ExplorerError):
    """A place name or id that fits no node, or more than one.

    `matches` are the node ids nearest to what was typed, best first.
    """

    def __init__(self, message: str, matches: tuple[str, ...] = ()) -> None:
        self.matches = matches
        super().__init__(message)


class ScenarioError(ExplorerError):
    """A scenario or trip that cannot be answered as it stands."""


class ScenarioFileError(ScenarioError):
    """A scenario file that cannot be read or written."""


class ExportError(ExplorerError):
    """An export that could not be written; the old file, if any, is untouched."""


class MessageError(ExplorerError):
    """A message from the map page that does not follow the protocol."""


class ExportCancelled(ExportError):
    """Whoever asked for an export stopped it; nothing was written."""


class JournalError(ExplorerError):
    """The journal of edits cannot be kept or read."""
