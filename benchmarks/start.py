"""How fast `ledger serve` starts: from the command to the first GraphQL answer.

Beside it stands the least that could answer: Starlette and Strawberry with one field, under
uvicorn. Whole processes in turn, so that both meet the machine in the same mood. Both find their
modules compiled, as whatever is installed does: an environment that keeps Python from writing
bytecode would have each start measure its compiler instead.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
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

HELLO = """
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

LEDGER = "from api.cli import main; main()"

QUESTION = '{ ledger { position school(urn: "900001") { name engagement { sentence } } } }'

ENVIRONMENT = os.environ | {"PYTHONPATH": "src", "PYTHONDONTWRITEBYTECODE": ""}


def main() -> int:
    """Measure both and print the result; 1 when it is not reached."""
    with TemporaryDirectory(prefix="ledger-bench-") as folder:
        serve = [sys.executable, "-c", LEDGER, "serve", "--data", folder]
        started([*serve, "--example", "--port"], QUESTION)  # loads the example, and compiles
        started([sys.executable, "-c", HELLO], "{ hello }")
        ours, beside = [], []
        for _ in range(ROUNDS):
            ours.append(started([*serve, "--port"], QUESTION))
            beside.append(started([sys.executable, "-c", HELLO], "{ hello }"))
    name = "start (less is better)"
    return int(result(name, 1_000 * median(ours), 1_000 * median(beside), REACH, "ms"))


def started(command: list[str], question: str) -> float:
    """Seconds from the start of a process to its first answer."""
    port = free_port()
    begun = time.perf_counter()
    with subprocess.Popen(
        [*command, str(port)], stdout=subprocess.DEVNULL, cwd=Path(__file__).parents[1],
        env=ENVIRONMENT,
    ) as server:  # fmt: skip
        try:
            ask(port, question)
            return time.perf_counter() - begun
        finally:
            server.terminate()


def ask(port: int, question: str) -> None:
    """Ask until there is an answer."""
    body = json.dumps({"query": question}).encode()
    request = Request(
        f"http://127.0.0.1:{port}/graphql", body, {"Content-Type": "application/json"}
    )
    for _ in range(3_000):
        try:
            with urlopen(request, timeout=30) as answer:
                assert json.load(answer)["data"]
                return
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
