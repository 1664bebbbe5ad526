"""An example to look at: some sixty made-up schools, and three years of learning together."""

from ledger.example.loading import NotEmpty, load

__all__ = ["NotEmpty", "load"]
