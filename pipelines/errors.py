"""What can go wrong on the text side. Every message names the file and the remedy, on one line.

EngagementError             anything this project raises on purpose; the command line prints it and goes on
    ReadError               a file could not be turned into text
        NoPapers            a path does not exist, or a folder holds nothing to read
        EmptyFile           nothing in it
        UnknownFormat       no reader knows these bytes
        DamagedFile         the format is known, the bytes are not in order (truncated, mislabelled)
        EncryptedFile       a password is needed
        NoTextLayer         pages are pictures; text recognition is needed
        TooCostly           over the time or memory limit for one file
    RecordError             an extraction record does not keep to the contract
    MissingModel            a model package that extraction needs is not installed

``kg.errors`` adds the graph side's branches under the same root.
"""

from __future__ import annotations

from typing import ClassVar


class EngagementError(Exception):
    """Anything this project raises on purpose. ``exit_code`` is what the command line ends with: 1 failed, 2 usage."""

    exit_code: ClassVar[int] = 1


class ReadError(EngagementError):
    """A file could not be turned into text."""


class NoPapers(ReadError):
    """A path does not exist, or a folder holds nothing to read."""


class EmptyFile(ReadError):
    """There is nothing in the file."""


class UnknownFormat(ReadError):
    """No reader knows these bytes."""


class DamagedFile(ReadError):
    """The format is known, but the bytes are not in order."""


class EncryptedFile(ReadError):
    """The file cannot be opened without a password."""


class NoTextLayer(ReadError):
    """The pages are pictures without text."""


class TooCostly(ReadError):
    """Reading went over the time or memory limit for one file."""


class RecordError(EngagementError):
    """An extraction record does not keep to the contract."""


class MissingModel(EngagementError):
    """A model package that extraction needs is not installed."""
