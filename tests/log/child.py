"""What a process does that other tests kill, or wait for: it appends and tells what was kept."""

from __future__ import annotations

import threading
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from ledger.log.engine import open_database
from ledger.log.recorder import Recorder
from tests.log.cast import unless, written

CONTEXT = get_context("forkserver")
"""Children come from a process without threads, which has loaded this module already."""

CONTEXT.set_forkserver_preload(["tests.log.child"])


def append_for_ever(url: str, name: str, writers: int, told: Connection) -> None:
    """Append in several threads until killed; tell each id and position once acknowledged."""
    recorder = Recorder(open_database(url))
    one_by_one = threading.Lock()

    def write(writer: int) -> None:
        tag = f"act:{name}-{writer}"
        position = 0
        for n in range(1_000_000):
            ids = [f"{name}-{writer}-{n}-{part}" for part in range(1 + n % 3)]
            events = [written(event_id, tag, "school:100001") for event_id in ids]
            position = recorder.append(events, unless(tag, after=position))
            with one_by_one:
                told.send((ids, position))

    for writer in range(writers):
        threading.Thread(target=write, args=(writer,)).start()


def append_once(url: str, event_id: str) -> None:
    engine = open_database(url)
    Recorder(engine).append([written(event_id)])
    engine.dispose()


def start(target: object, *arguments: object) -> BaseProcess:
    process = CONTEXT.Process(target=target, args=arguments)  # type: ignore[arg-type]
    process.start()
    return process


def finish(process: BaseProcess) -> int | None:
    process.join()
    code = process.exitcode
    process.close()
    return code
