"""Examples of every kind of entry, family by family. A new family is a file here, and no more."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from tests.api.examples.calendar import CALENDAR
from tests.api.examples.collaboration import COLLABORATION, PROPOSAL
from tests.api.examples.common import Step, Stories
from tests.api.examples.privacy import PERSON, TEXT
from tests.api.examples.register import REGISTER

__all__ = ["ACTS", "CALENDAR", "COLLABORATION", "EXAMPLES", "PROPOSAL", "REGISTER", "Step"]

FAMILIES = [import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
ACTS: Stories = {
    name: story for family in FAMILIES for name, story in getattr(family, "STORIES", {}).items()
}
EXAMPLES = {
    kind: facts
    for story in (REGISTER, CALENDAR, COLLABORATION, PROPOSAL, PERSON, TEXT, *ACTS.values())
    for kind, _, _, facts in story
}
