"""Every way in which a statistic says that these numbers have no answer.

* NoAnswer        these numbers have no such answer
  + TooFew        there are not enough of them
  + NoSpread      they are all alike, so nothing can be measured against their spread
  + NoConnection  some of them were never compared with the others
  + Impossible    no such number can be

None of them is a number: a figure without an answer must never look like a nought.
"""

from __future__ import annotations


class NoAnswer(ValueError):
    """These numbers have no such answer, for a reason in plain words."""


class TooFew(NoAnswer):
    """There are not enough of them."""


class NoSpread(NoAnswer):
    """They are all alike, so nothing can be measured against their spread."""


class NoConnection(NoAnswer):
    """Some of them were never compared with the others."""


class Impossible(NoAnswer):
    """No such number can be: it is below nought, beyond all bounds, or no number at all."""
