"""Write the reference pages that are made from the code: docs/cli.md and docs/queries.md.

python docs/make_reference.py            # writes them
python docs/make_reference.py --check    # exit code 1 where a page is not up to date
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
from pathlib import Path

DOCS = Path(__file__).resolve().parent


def main() -> int:
    """Write the pages, or check them."""
    stale = [name for name, page in pages().items() if _put(DOCS / name, page, check="--check" in sys.argv)]
    for name in stale:
        sys.stderr.write(f"docs/{name} is not up to date; run: python docs/make_reference.py\n")
    return 1 if stale else 0


def pages() -> dict[str, str]:
    """The pages by file name."""
    return {"cli.md": _cli_page(), "queries.md": _queries_page()}


def _put(path: Path, page: str, *, check: bool) -> bool:
    if not check:
        path.write_text(page, encoding="utf-8")
    return check and (not path.exists() or path.read_text(encoding="utf-8") != page)


def _cli_page() -> str:
    sections = [
        "# The command line\n\nMade by `docs/make_reference.py` from `kg --help`; change the commands, not this page."
    ]
    for name in commands():
        sections.append(f"## kg {name}\n\n```\n{help_of(name)}\n```")
    return "\n\n".join(sections) + "\n"


def commands() -> list[str]:
    """The names of all commands, in the order of ``kg --help``."""
    from kg.cli.app import app

    return [str(c.name or (c.callback.__name__ if c.callback else "")) for c in app.registered_commands]


def help_of(command: str) -> str:
    """What ``kg COMMAND --help`` prints on a terminal 100 columns wide."""
    from kg.cli.app import run

    os.environ |= {"COLUMNS": "100", "TERMINAL_WIDTH": "100", "NO_COLOR": "1"}
    os.environ.pop("KG_STORE", None)
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        run([command, "--help"])
    return re.sub(r"[ \t]+$", "", out.getvalue(), flags=re.MULTILINE).strip()


def _queries_page() -> str:
    from kg.query import catalogue

    sections = [
        "# Named queries\n\nMade by `docs/make_reference.py` from `queries/*.rq`; ask them with `kg query NAME`."
    ]
    for query in catalogue():
        usage = " ".join(["kg query", query.name, *(p.usage for p in query.parameters)])
        parameters = "".join(f"- `{p.name}`: {p.description}\n" for p in query.parameters)
        sections.append(
            f"## {query.name}\n\n{query.title}. {query.description}\n\n```\n{usage}\n```\n\n{parameters}".rstrip()
        )
    return "\n\n".join(sections) + "\n"


if __name__ == "__main__":
    sys.exit(main())
