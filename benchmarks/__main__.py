"""Runs the benchmarks that are named, or all; fails when one of them does not reach its figure."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from typing import Protocol

from benchmarks import (
    appends,
    erasure,
    flatness,
    intake,
    money,
    overview,
    rebuild,
    register,
    start,
    views,
)


class Benchmark(Protocol):
    """What prints its figures, and gives 1 when it does not reach one."""

    main: Callable[[], int]


ALL: Mapping[str, Benchmark] = {
    "appends": appends,
    "register": register,
    "intake": intake,
    "views": views,
    "rebuild": rebuild,
    "flatness": flatness,
    "overview": overview,
    "money": money,
    "erasure": erasure,
    "start": start,
}


def run(chosen: Mapping[str, Benchmark]) -> int:
    """Run them in turn, also after one that falls short."""
    short = [name for name, benchmark in chosen.items() if benchmark.main() != 0]
    if short:
        print(f"fell short: {', '.join(short)}", file=sys.stderr)
    return 1 if short else 0


def main() -> int:
    """Run those that are named, or all."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", choices=ALL, help=", ".join(ALL))
    names = parser.parse_args().names or ALL
    return run({name: ALL[name] for name in names})


if __name__ == "__main__":
    sys.exit(main())
