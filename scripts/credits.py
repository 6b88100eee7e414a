#!/usr/bin/env -S uv run --script
# /// script
# requires-python = ">=3.10"
# dependencies = ["python-frontmatter>=1.1,<2", "requests>=2.32,<3", "sseclient-py>=1.8,<2", "urllib3>=2.2,<3"]
# ///
"""Show the balance of credits. Connects by itself when there is no token yet.

python3 scripts/credits.py
python3 scripts/credits.py --api local
"""

from __future__ import annotations

import argparse
from typing import Any

from nemovideo import cli


def parser() -> argparse.ArgumentParser:
    return cli.parser("Show the balance of credits.", ["", "--api local"])


def credits(client: Any, args: argparse.Namespace) -> dict[str, Any]:  # noqa: A001, ARG001 (the field's own name)
    """The balance: total = available + frozen."""
    balance = client.credits()
    return {"available": balance.available, "frozen": balance.frozen, "total": balance.total}


def main(argv: list[str] | None = None) -> int:
    return cli.run(parser(), credits, argv)


if __name__ == "__main__":
    raise SystemExit(main())
