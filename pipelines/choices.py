"""What a caller may choose between when papers are read, with the defaults.

Said once, here, for the library and the command line; nothing is imported, so that ``kg --help`` answers at once.
"""

from __future__ import annotations

from typing import Literal

Model = Literal["mpnet", "none"]
Engine = Literal["pdfminer", "pdfium"]
Recognition = Literal["auto", "off"]

MODEL: Model = "mpnet"
ENGINE: Engine = "pdfminer"
RECOGNITION: Recognition = "auto"
