"""The desks of the front end, for what must never be found behind them."""

from tests.api.conftest import fresh, serving

__all__ = ["fresh", "serving"]
