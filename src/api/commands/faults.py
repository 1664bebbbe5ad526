"""The faults that a person can mend, each told in one sentence that says what to do.

A database that is away, a folder that cannot be written, a setting that cannot be meant: whoever
typed the command reads that, and no lines of code. What is not here is a defect of ours.
"""

from __future__ import annotations

from typing import Any

OF_SQLITE = {
    "SQLITE_BUSY": "Another program keeps the database locked. Try again once it is done.",
    "SQLITE_NOTADB": "The file is no database of the ledger: {why}. Name another.",
    "SQLITE_CORRUPT": "The database file is damaged: {why}. Bring back a copy of it.",
    "SQLITE_FULL": "There is no room left for the database: {why}. Make some, and try again.",
}
"""What SQLite says by its own code. An extended code begins with the plain one."""

AWAY = (
    "The database cannot be used: {why}. See whether it runs and may be written, and whether "
    "LEDGER_DATABASE and LEDGER_KEYS name it."
)


def sentence_of(error: Exception) -> str | None:
    """What to tell a person; None for a defect, which is traced."""
    if isinstance(error, _told_as_they_are()):
        return str(error)
    if isinstance(error, OSError):
        # One without a file is a pipe that nobody reads any more, or the like: not for us.
        return None if error.filename is None else f"{error.filename}: {error.strerror}."
    return _of_database(error)


def _told_as_they_are() -> tuple[type[Exception], ...]:
    """The faults whose message is the sentence. Imported when there is one."""
    from api.identity import NotIdentified, UnsafeKey
    from ledger.domain.refusal import Refused
    from ledger.intake.apart import Ended
    from ledger.log.address import Unusable
    from ledger.projections.parking import CannotPark
    from ledger.projections.rebuild import CannotRebuild
    from ledger.settings import BrokenSettings

    return (
        BrokenSettings, Unusable, UnsafeKey, NotIdentified, CannotRebuild, CannotPark, Refused,
        Ended,
    )  # fmt: skip


def _of_database(error: Exception) -> str | None:
    """The fault of a database that is away, locked or damaged, not of what it was asked."""
    import sqlalchemy as sa

    from ledger.log.contract import OperationalError

    is_away = isinstance(error, sa.exc.OperationalError | sa.exc.InterfaceError | OperationalError)
    if not is_away and type(error) is not sa.exc.DatabaseError:
        return None
    # The recorder's own error was raised upon that of the driver, or of SQLAlchemy upon that.
    told = error.__cause__ if isinstance(error, OperationalError) and error.__cause__ else error
    fault: Any = getattr(told, "orig", None) or told
    why = str(fault).partition("\n")[0].rstrip(". ")
    name = getattr(fault, "sqlite_errorname", None) or ""
    sentence = next((OF_SQLITE[code] for code in OF_SQLITE if name.startswith(code)), AWAY)
    return sentence.format(why=why)
