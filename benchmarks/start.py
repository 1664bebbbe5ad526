"""How fast `ledger serve` starts: from the command to the first GraphQL answer.

Beside it stands the least that could answer: Starlette and Strawberry with one field, under
uvicorn. Whole processes in turn, so that both meet the machine in the same mood. Both find their
modules compiled, as whatever is installed does.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import Request, urlopen

from benchmarks import result

ROUNDS = 7
"""Starts of each. The median of seven forgives two that were disturbed."""

REACH = 3.0
"""How many times as long the ledger may take: it opens a database, and its schema is a book."""

MINIMAL = """
import strawberry, sys, uvicorn
from starlette.applications import Starlette
from strawberry.asgi import GraphQL

@strawberry.type
class Query:
    @strawberry.field
    def hello(self) -> str:
        return "hello"

app = Starlette()
app.add_route("/graphql", GraphQL(strawberry.Schema(Query)))
uvicorn.run(app, port=int(sys.argv[1]), log_level="warning")
"""

HELLO = [sys.executable, "-c", MINIMAL]
LEDGER = [sys.executable, "-c", "from api.cli import main; main()"]

Ask = Callable[[int], None]
"""Asks one question at a port."""

QUESTION = '{ ledger { position school(urn: "900001") { name engagement { sentence } } } }'

PATIENCE_SECONDS = 180
"""How long an answer is waited for. The first start loads the example, which is not timed."""

ENVIRONMENT = os.environ | {"PYTHONPATH": "src"}
ROOT = Path(__file__).parents[1]


def main() -> int:
    """Measure both and print the result; 1 when it is not reached."""
    with TemporaryDirectory(prefix="ledger-bench-") as folder:
        serve = [*LEDGER, "serve", "--data", folder]
        of_school, hello = asking(QUESTION, token(folder)), asking("{ hello }")
        started([*serve, "--example", "--port"], of_school)  # loads the example, and compiles
        started(HELLO, hello)
        ours, beside = [], []
        for _ in range(ROUNDS):
            ours.append(started([*serve, "--port"], of_school))
            beside.append(started(HELLO, hello))
    of_ours, of_beside = (1_000 * median(each) for each in (ours, beside))
    return 0 if result("start", of_ours, of_beside, REACH, "ms", at_most=True) else 1


def token(folder: str) -> str:
    """What the school shows that is asked about; without it, its engagement is not told."""
    words = [*LEDGER, "token", "--data", folder, "--role", "editor", "--school", "900001"]
    told = subprocess.run(
        words, check=True, capture_output=True, text=True, cwd=ROOT, env=ENVIRONMENT
    )
    return told.stdout.strip()


def asking(question: str, shown: str = "") -> Ask:
    """What asks this at a port, and fails where there is no whole answer."""
    headers = {"Content-Type": "application/json"}
    if shown:
        headers["Authorization"] = f"Bearer {shown}"
    body = json.dumps({"query": question}).encode()

    def ask(port: int) -> None:
        with urlopen(
            Request(f"http://127.0.0.1:{port}/graphql", body, headers), timeout=PATIENCE_SECONDS
        ) as answer:
            told = answer.read()
        assert b"null" not in told, told
        assert b"errors" not in told, told

    return ask


def started(command: list[str], ask: Ask) -> float:
    """Seconds from the start of a process to its first answer."""
    port = free_port()
    begun = time.perf_counter()
    with subprocess.Popen(
        [*command, str(port)], stdout=subprocess.DEVNULL, cwd=ROOT, env=ENVIRONMENT
    ) as server:
        try:
            first_answer(port, ask)
            return time.perf_counter() - begun
        finally:
            server.terminate()


def first_answer(port: int, ask: Ask) -> None:
    """Ask until there is an answer."""
    patience_ends = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < patience_ends:
        try:
            return ask(port)
        except URLError:
            time.sleep(0.01)
    raise TimeoutError("no answer came")


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


if __name__ == "__main__":
    sys.exit(main())
