"""Scorecards: which features of good professional learning the record of a collaboration shows.

A criterion says that a feature of the design is evidenced in the record. It never says that the
work was worth anything: features may all be there and pupils gain nothing (Sims and
Fletcher-Wood, 2020). So a scorecard stands beside what changed, and is never multiplied with it.
"""

from ledger.figures.scorecards import dfe, great_teaching, mechanisms
from ledger.figures.scorecards.finding import Standard

STANDARDS: tuple[Standard, ...] = (dfe.STANDARD, great_teaching.STANDARD, mechanisms.STANDARD)
"""The standards that a collaboration is held against."""
