"""Names of people, told by a title or by a first name that many have.

No list has every name, and many names are also words, places or schools. So this notices the usual
ways to write one, and lets pass what schools talk about every day: schools that are named after
somebody, authors with the year of their book, and people whom pupils learn about.
"""

from __future__ import annotations

from ledger.domain.refusal import PersonNamed
from ledger.domain.screening.first_names import FIRST_NAMES, STUDIED
from ledger.domain.screening.rule import Rule, either, exact_case

NO_NAME = "Say the role, not the name."

NOT_A_NAME = either(
    "Year", "Key", "Stage", "Term", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
    "Saturday", "Sunday", "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December", "School", "Primary", "Secondary",
    "Academy", "College", "Learning", "Day", "Week", "Half", "Autumn", "Spring", "Summer", "The",
    "And", "Men", "Who", "English", "Maths", "Science", "History", "Geography", "Class", "House",
    "Room", "Building", "Block", "Team", "Group",
)  # fmt: skip

INSTITUTION = either(
    "School", "Schools", "Primary", "Secondary", "Academy", "Academies", "College", "High",
    "Infants?", "Juniors?", "Nursery", "Grammar", "Sixth", "Trust", "Centre", "Center",
    "Foundation", "Hub", "Church", "Federation", "University", "Hospital", "Museum", "Library",
    "Institute", "Award", "Prize", "Road", "Street", "Lane", "Way", "Hall", "Park", "Catholic",
    "CE", "CofE", "RC", "C of E",
)  # fmt: skip
"""What is called after people."""

CITED = r"(?:,? (?:et al\.?|and|&) ?(?:[A-Z][\w'-]{1,30} ?)?)?,? ?\(?(?:19|20)\d\d"
"""The year of a book after its author, as in (2018)."""

PART = r"[A-Z][a-z]{1,24}"
SURNAME = (
    rf"(?!{NOT_A_NAME}\b)(?:[A-Z]'|Mc|Mac|[Dd]e |[Vv]an |[Aa]l-|[Ee]l-)?{PART}(?:-{PART})?(?!\w)"
)
IN_CAPITALS = rf"(?!(?i:{NOT_A_NAME})\b)[A-Z][A-Z'-]{{2,30}}(?!\w)"
"""A surname as registers and folders write it."""
NO_PLACE = (
    rf"(?!(?:'[sS])?(?: [A-Z][\w'-]{{1,30}}| of| and| the){{0,3}} "
    rf"(?:{INSTITUTION}|{INSTITUTION.upper()})\b)"
)
LONG_NAMES = [name.upper() for name in FIRST_NAMES.split() if len(name) > 3]
"""In capitals a shorter one is as often an acronym."""
TITLES = ("St", r"St\.", "Saint", "King", "Queen", "Prince", "Sir", "Lady", "Lord", "Professor",
          "Prof", r"Prof\.")  # fmt: skip
BEFORE = r"(?<!\w)(?=[A-Z])" + "".join(rf"(?<!\b{a} )(?<!\b{a.upper()} )" for a in TITLES)
"""A saint, a king or a professor is no colleague: a school, a topic, or somebody cited."""

FIRST = rf"{BEFORE}(?!{STUDIED}){either(*FIRST_NAMES.split())}"
FIRST_IN_CAPITALS = rf"{BEFORE}(?!(?i:{STUDIED})){either(*LONG_NAMES)}(?!\w)"
ANY_FIRST = either(FIRST, FIRST_IN_CAPITALS)
SOFTWARE = either("(?i:teams|word|excel|office|powerpoint|forms|outlook|windows|project)")
TOLD = either(
    "has", "had", "is", "was", "said", "says", "told", "asked", "hit", "kicked", "punched",
    "cried", "ran", "refused", "disclosed", "attends", "lives", "needs", "struggles", "finds",
    "cannot", "can't", "left", "came", "went", "got", "will", "teaches", "taught", "thinks",
    "thought", "agreed",
)  # fmt: skip

RULES = (
    Rule(
        "a title and a name", PersonNamed, NO_NAME,
        exact_case(
            rf"(?<!\w)(?:Mr|Mrs|Ms|Miss|Mx|Dr|Revd?|Fr)\.? (?:[A-Z]\.? ){{0,2}}"
            rf"{SURNAME}(?!{CITED}){NO_PLACE}",
            rf"(?<!\w)(?:MRS?|DR|MS(?! {SOFTWARE}))\.? (?:{IN_CAPITALS}|{SURNAME}){NO_PLACE}",
            r"(?<!\w)(?:Mr|Mrs|Ms|Miss(?! I\b)|Mx|Dr|MRS?)\.? (?:[A-Z]\.? ?){0,2}[A-Z]"
            r"(?![\w'*-]| [Ll]evel)",
            r"(?<!\w)(?:mr|mrs)\.? (?!men\b)[a-z]{2}",
        ),
    ),
    Rule(
        "a first name and a surname", PersonNamed, NO_NAME,
        exact_case(
            rf"{FIRST} (?:[A-Z]\.? ){{0,2}}(?:{SURNAME}|{IN_CAPITALS})(?!{CITED}){NO_PLACE}",
            rf"{FIRST_IN_CAPITALS} (?:[A-Z]\.? ){{0,2}}"
            rf"(?:{SURNAME}|{IN_CAPITALS})(?!{CITED}){NO_PLACE}",
            rf"(?<![\w'-]){IN_CAPITALS}, {ANY_FIRST}(?!\w){NO_PLACE}",
        ),
    ),
    Rule(
        "somebody by their first name", PersonNamed, NO_NAME,
        exact_case(
            rf"{FIRST} {TOLD}\b",
            rf"{FIRST}'s (?:mum|mother|dad|father|parents?|behaviour|attendance|brother|sister|"
            r"family|class|lessons?|teaching|work|book|progress)\b",
        ),
    ),
)  # fmt: skip
"""In the order in which they are told. A fact that may name people is not asked about them."""
