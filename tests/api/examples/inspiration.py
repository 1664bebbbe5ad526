"""Inspirations: one example of every kind of entry, as such things go."""

from tests.api.desk import A_DAY, ANN, ASTOR, TALK
from tests.api.examples.common import Stories

STORIES: Stories = {
    "an inspiration": [
        ("InspirationCited", ANN, "citeInspiration",
         {"school": ASTOR, "inspiredBy": "SCHOOLS_ELSEWHERE", "focus": TALK,
          "citedWork": "Professional learning communities in Canada",
          "statement": "Teachers learn best from teachers.", "happenedOn": A_DAY}),
    ],
}  # fmt: skip
