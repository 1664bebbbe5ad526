"""Runs every benchmark in turn; exit code 1 when one of them does not reach its figure."""

from __future__ import annotations

import sys

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

ALL = (appends, register, intake, views, rebuild, flatness, overview, money, erasure, start)


def main() -> int:
    """Run them all, also after one that falls short."""
    return max(benchmark.main() for benchmark in ALL)


if __name__ == "__main__":
    sys.exit(main())
