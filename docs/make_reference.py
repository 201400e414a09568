"""Write the reference pages that are made from the code: docs/cli.md and docs/queries.md.

python docs/make_reference.py            # writes them
python docs/make_reference.py --check    # exit code 1 where a page is not up to date
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

DOCS = Path(__file__).resolve().parent
README = DOCS.parent / "README.md"
CONFIDENCE = {
    "rows": " Rows of statements less sure than `--min-confidence` (0.5) are left out.",
    "counts": " Statements less sure than `--min-confidence` (0.5) are not counted.",
}
SESSION = re.compile(r"(?<=```console\n).*?(?=```)", re.DOTALL)


def main() -> int:
    """Write the pages, or check them."""
    wanted = {**pages(), README: readme()}
    stale = [path for path, page in wanted.items() if _put(path, page, check="--check" in sys.argv)]
    for path in stale:
        sys.stderr.write(f"{path.name} is not up to date; run: python docs/make_reference.py\n")
    return 1 if stale else 0


def pages() -> dict[Path, str]:
    """The reference pages by path."""
    return {DOCS / "cli.md": _cli_page(), DOCS / "queries.md": _queries_page()}


def readme() -> str:
    """README.md with its sessions run again."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "papers").symlink_to(DOCS.parent / "tests" / "samples" / "papers")
        return SESSION.sub(lambda session: _rerun(session.group(), folder), README.read_text(encoding="utf-8"))


def _rerun(session: str, folder: str) -> str:
    lines = [line for line in session.splitlines() if line.startswith("$ ")]
    return "\n".join(f"{line}\n{_ran(line[2:], folder)}" for line in lines)


def _ran(command: str, folder: str) -> str:
    """What a command prints on standard output for a terminal 100 columns wide."""
    settings = {"COLUMNS": "100", "NO_COLOR": "1", "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    environment = {key: value for key, value in os.environ.items() if key != "KG_STORE"} | settings
    done = subprocess.run(
        command, shell=True, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    return re.sub(r"[ \t]+$", "", done.stdout, flags=re.MULTILINE)


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
    """The names of all commands, in the order of ``kg --help``; those of groups ("review edit") after the others."""
    from kg.cli.app import app

    groups = [(f"{group.name} ", group.typer_instance) for group in app.registered_groups]
    return [
        prefix + str(c.name or (c.callback.__name__ if c.callback else ""))
        for prefix, each in [("", app), *groups]
        for c in (each.registered_commands if each else ())
    ]


def help_of(command: str) -> str:
    """What ``kg COMMAND --help`` prints on a terminal 100 columns wide."""
    from kg.cli.app import run

    kept = dict(os.environ)
    os.environ |= {"COLUMNS": "100", "TERMINAL_WIDTH": "100", "NO_COLOR": "1"}
    os.environ.pop("KG_STORE", None)
    out = io.StringIO()
    try:
        with contextlib.redirect_stdout(out):
            run([*command.split(), "--help"])
    finally:
        os.environ.clear()
        os.environ.update(kept)
    return re.sub(r"[ \t]+$", "", out.getvalue(), flags=re.MULTILINE).strip()


def _queries_page() -> str:
    from kg.query import catalogue

    sections = [
        "# Named queries\n\nMade by `docs/make_reference.py` from `queries/*.rq`; ask them with `kg query NAME`. "
        "`--limit`, `--sort` and `--min-confidence` go with all of them ([asking](asking.md))."
    ]
    for query in catalogue():
        usage = " ".join(["kg query", query.name, *(p.usage for p in query.parameters)])
        parameters = "".join(f"- `{p.name}`: {p.description}\n" for p in query.parameters)
        columns = f"Columns: {', '.join(f'`{column}`' for column in query.columns)}."
        columns += CONFIDENCE[query.confidence] if query.confidence else ""
        sections.append(
            f"## {query.name}\n\n{query.title}. {query.description}\n\n```\n{usage}\n```\n\n{parameters}\n{columns}"
        )
    return "\n\n".join(sections) + "\n"


if __name__ == "__main__":
    sys.exit(main())
