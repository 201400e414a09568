"""The command line. Data goes to standard output, talk to standard error; exit codes: 0 well, 1 failed, 2 usage."""

from __future__ import annotations

from kg.cli.app import main

__all__ = ["main"]
