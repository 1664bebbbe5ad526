"""The desks of the front end, for what must never be found behind them."""

from __future__ import annotations

import logging

import pytest

from tests.api.conftest import fresh, serving

__all__ = ["fresh", "serving"]


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """All that any library logs, down to the last detail, but for the rows that a database gives.

    Those are shown by a debugging switch of SQLAlchemy that nobody can reach from outside. Levels
    are set by way of pytest, which puts them back: the next test may look for silence.
    """
    caplog.set_level(logging.INFO, logger="sqlalchemy.engine")
    caplog.set_level(logging.DEBUG)
    return caplog
