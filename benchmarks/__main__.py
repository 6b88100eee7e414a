"""`make bench`, or `python -m benchmarks [wire | render]` for a part of it."""

from __future__ import annotations

import sys
from importlib import import_module

PARTS = ("wire", "render")


def main(arguments: list[str]) -> int:
    unknown = set(arguments) - set(PARTS)
    if unknown:
        print(f"no such benchmark: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    for part in arguments or PARTS:
        import_module(f"benchmarks.{part}").main()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
