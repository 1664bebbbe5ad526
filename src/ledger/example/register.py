"""The made-up register: sixty schools in two trusts and in none, and who writes for each.

Their numbers lie outside those that real schools have. The places are real, so that a map of
them makes sense; no school of these names is there.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from ledger.domain.identifiers import PersonId, SchoolId, TrustId
from ledger.domain.past import By, Role
from ledger.domain.school import Phase, SchoolRegistered

TIDEWAY, BEACON = TrustId("90001"), TrustId("90002")
TRUSTS = {TIDEWAY: "Tideway Learning Trust", BEACON: "Beacon and Moor Schools Trust"}

REGISTERED_ON = date(2023, 9, 1)
"""The day on which the ledger learnt of the schools, before any story begins."""


class Place(NamedTuple):
    """A town, its local authority, and about where it lies on the British National Grid."""

    town: str
    la_code: str
    la_name: str
    easting: int
    northing: int
    urban_rural: str


CITY, TOWN, VILLAGE = "Urban city and town", "Rural town and fringe", "Rural village"
ROCHDALE = Place("Rochdale", "354", "Rochdale", 389_600, 413_200, CITY)
OLDHAM = Place("Oldham", "353", "Oldham", 392_700, 405_000, CITY)
BURY = Place("Bury", "351", "Bury", 380_400, 410_800, CITY)
DOVER = Place("Dover", "886", "Kent", 631_900, 141_500, CITY)
DEAL = Place("Deal", "886", "Kent", 637_700, 152_600, CITY)
FOLKESTONE = Place("Folkestone", "886", "Kent", 622_900, 136_200, CITY)
RAMSGATE = Place("Ramsgate", "886", "Kent", 638_300, 165_000, CITY)
TAVISTOCK = Place("Tavistock", "878", "Devon", 248_200, 74_400, TOWN)
OKEHAMPTON = Place("Okehampton", "878", "Devon", 258_800, 95_200, TOWN)
DARTMOUTH = Place("Dartmouth", "878", "Devon", 287_800, 51_400, TOWN)
LISKEARD = Place("Liskeard", "908", "Cornwall", 225_200, 64_500, TOWN)
LUDLOW = Place("Ludlow", "893", "Shropshire", 351_200, 274_800, TOWN)
SHREWSBURY = Place("Shrewsbury", "893", "Shropshire", 349_100, 312_500, CITY)
CLUN = Place("Clun", "893", "Shropshire", 330_100, 280_900, VILLAGE)


def primary(
    school: str, name: str, place: Place, pupils: int, meals: str, **other: Any
) -> SchoolRegistered:
    """A primary school, with how many pupils it has and how many per cent have free meals."""
    other |= {"school": school, "name": name, "pupils": pupils, "free_school_meals": meals}
    return _school(place, {"phase": Phase.PRIMARY, "low_age": 4, "high_age": 11} | other)


def secondary(
    school: str, name: str, place: Place, pupils: int, meals: str, **other: Any
) -> SchoolRegistered:
    """A secondary school, with how many pupils it has and how many per cent have free meals."""
    other |= {"school": school, "name": name, "pupils": pupils, "free_school_meals": meals}
    return _school(place, {"phase": Phase.SECONDARY, "low_age": 11, "high_age": 18} | other)


def _school(place: Place, facts: dict[str, Any]) -> SchoolRegistered:
    trust = facts.get("trust")
    usual = {
        "establishment_type": "Academy converter" if trust else "Community school",
        "gender": "Mixed",
        "trust_name": TRUSTS[trust] if trust else None,
    }
    exact = {
        "school": SchoolId(facts["school"]),
        "free_school_meals": Decimal(facts["free_school_meals"]),
    }
    return SchoolRegistered(**place._asdict() | usual | facts | exact)


def _numbers(first: int, many: int) -> tuple[SchoolId, ...]:
    return tuple(SchoolId(str(number)) for number in range(first, first + many))


# In and around Rochdale.
MOSSBANK, SPODDEN, HEALEY, IRKFIELD, TONGE_MOSS = _numbers(900_001, 5)

# The twelve of the moor and the coast, in the South West.
BRENTOR, WALKHAM, LYD, TAW, HALSTOCK, DARTCOMBE = _numbers(900_011, 6)
FERRY_STEPS, LOOE_VALE, CARADON, TRETHEVY, PENHALE, TAMAR = _numbers(900_017, 6)

# On the Kent coast.
SNARGATE, SAMPHIRE, OLD_PARK, HOUGHAM, WALMER, GOODWIN_SANDS = _numbers(900_031, 6)
CAPSTAN_HOUSE, SUGARLOAF, LEAS_LIFT, CRETEWAY, PEGWELL, LANGDON = _numbers(900_037, 6)
STONAR_CUT, DUMPTON_GAP, WARREN_HALT = _numbers(900_043, 3)
GRAND_SHAFT = SchoolId("900050")
LANGDON_ACADEMY = SchoolId("900060")
"""What Langdon became when it joined a trust: a new number for the same school."""

# In the Shropshire hills.
CORVE, WHITCLIFFE, TEME, FROG_LANE, SEVERN_LOOP, HAUGHMOND, REDLAKE = _numbers(900_051, 7)
STOKESAY, LONG_MYND = _numbers(900_058, 2)


REGISTER: tuple[SchoolRegistered, ...] = (
    secondary(MOSSBANK, "Mossbank Road High School", ROCHDALE, 1_020, "38.2"),
    primary(SPODDEN, "Spodden Water Primary School", ROCHDALE, 412, "41.5", trust=BEACON),
    primary(HEALEY, "Healey Fold Primary School", ROCHDALE, 228, "29.0", trust=BEACON),
    secondary(IRKFIELD, "Irkfield Park School", OLDHAM, 1_148, "35.9", trust=BEACON),
    secondary(TONGE_MOSS, "Tonge Moss Community School", BURY, 874, "27.3"),
    primary("900006", "Cutgate Lane Infant and Junior School", ROCHDALE, 355, "22.8", trust=BEACON),
    primary("900007", "Naden Bridge Primary School", ROCHDALE, 198, "33.1"),
    primary("900008", "Medlock Top Primary School", OLDHAM, 420, "44.6", trust=BEACON),
    secondary("900009", "Chadder Hill High School", OLDHAM, 964, "31.7"),
    primary("900010", "Elton Reservoir Primary School", BURY, 301, "18.4"),
    primary(BRENTOR, "Brentor View Primary School", TAVISTOCK, 96, "11.5", trust=TIDEWAY),
    primary(WALKHAM, "Walkham Bridge Primary School", TAVISTOCK, 184, "14.1", trust=TIDEWAY),
    primary(LYD, "Lyd Meadow Primary School", OKEHAMPTON, 72, "9.7", trust=TIDEWAY),
    primary(TAW, "Taw Marsh Primary School", OKEHAMPTON, 205, "17.6", trust=TIDEWAY),
    primary(HALSTOCK, "Halstock Green Primary School", OKEHAMPTON, 311, "19.3"),
    primary(DARTCOMBE, "Dartcombe Primary School", DARTMOUTH, 148, "21.6", trust=TIDEWAY),
    primary(FERRY_STEPS, "Ferry Steps Primary School", DARTMOUTH, 104, "12.5"),
    primary(LOOE_VALE, "Looe Vale Primary School", LISKEARD, 216, "23.1", trust=TIDEWAY),
    primary(CARADON, "Caradon Mine Primary School", LISKEARD, 167, "26.3"),
    primary(TRETHEVY, "Trethevy Stone Primary School", LISKEARD, 122, "20.5"),
    primary(PENHALE, "Penhale Cross Primary School", LISKEARD, 88, "18.2", trust=TIDEWAY),
    primary(TAMAR, "Tamar Quay Primary School", TAVISTOCK, 259, "16.2"),
    primary("900023", "Burrator Edge Primary School", TAVISTOCK, 131, "10.7", trust=TIDEWAY),
    primary("900024", "Yes Tor Primary School", OKEHAMPTON, 143, "13.3"),
    secondary("900025", "Meldon Viaduct College", OKEHAMPTON, 1_204, "16.9", trust=TIDEWAY),
    secondary("900026", "Gunnislake Bridge School", TAVISTOCK, 1_087, "15.2"),
    primary("900027", "Slapton Ley Primary School", DARTMOUTH, 79, "11.4"),
    secondary("900028", "Dart Estuary School", DARTMOUTH, 642, "19.8", trust=TIDEWAY),
    primary("900029", "Seaton Mill Primary School", LISKEARD, 190, "24.7"),
    secondary("900030", "Bodmin Gate School", LISKEARD, 1_015, "22.2", trust=TIDEWAY),
    secondary(SNARGATE, "Snargate Street School", DOVER, 918, "42.7", trust=BEACON),
    primary(SAMPHIRE, "Samphire Cove Primary School", DOVER, 402, "46.1", trust=BEACON),
    primary(OLD_PARK, "Old Park Down Primary School", DOVER, 210, "39.5", trust=TIDEWAY),
    secondary(
        HOUGHAM,
        "Hougham Grammar School for Girls",
        DOVER,
        871,
        "9.2",
        gender="Girls",
        admissions="Selective",
    ),
    primary(WALMER, "Walmer Strand Primary School", DEAL, 318, "18.9", trust=TIDEWAY),
    secondary(GOODWIN_SANDS, "Goodwin Sands School", DEAL, 1_106, "28.8", trust=TIDEWAY),
    secondary(
        CAPSTAN_HOUSE,
        "Capstan House Grammar School for Boys",
        DOVER,
        842,
        "8.1",
        gender="Boys",
        admissions="Selective",
    ),
    primary(SUGARLOAF, "Sugarloaf Down Primary School", FOLKESTONE, 176, "24.4", trust=BEACON),
    primary(LEAS_LIFT, "Leas Lift Primary School", FOLKESTONE, 420, "37.9", trust=BEACON),
    secondary(CRETEWAY, "Creteway School", FOLKESTONE, 1_230, "33.4", trust=BEACON),
    primary(PEGWELL, "Pegwell Sands Primary School", RAMSGATE, 365, "35.6"),
    primary(LANGDON, "Langdon Hole Primary School", DOVER, 195, "31.8"),
    primary(STONAR_CUT, "Stonar Cut Primary School", DEAL, 204, "22.1"),
    secondary(DUMPTON_GAP, "Dumpton Gap School", RAMSGATE, 1_043, "40.2", trust=TIDEWAY),
    primary(WARREN_HALT, "Warren Halt Primary School", FOLKESTONE, 233, "29.6"),
    primary("900046", "Military Canal Primary School", FOLKESTONE, 298, "27.5", trust=TIDEWAY),
    primary("900047", "Royal Esplanade Primary School", RAMSGATE, 411, "38.8", trust=BEACON),
    primary("900048", "Betteshanger Pit Primary School", DEAL, 187, "30.4"),
    primary("900049", "Western Heights Primary School", DOVER, 260, "43.3", trust=TIDEWAY),
    primary(GRAND_SHAFT, "Grand Shaft Primary School", DOVER, 244, "36.9", trust=BEACON),
    primary(CORVE, "Corve Mill Primary School", LUDLOW, 204, "19.6"),
    primary(WHITCLIFFE, "Whitcliffe Rise Primary School", LUDLOW, 298, "23.4"),
    primary(TEME, "Teme Weir Primary School", LUDLOW, 146, "14.4"),
    primary(FROG_LANE, "Frog Lane Primary School", SHREWSBURY, 388, "26.8"),
    primary(SEVERN_LOOP, "Severn Loop Primary School", SHREWSBURY, 415, "21.2"),
    primary(HAUGHMOND, "Haughmond Foot Primary School", SHREWSBURY, 192, "17.7"),
    primary(REDLAKE, "Redlake Valley Primary School", CLUN, 61, "13.1", capacity=70),
    secondary(STOKESAY, "Stokesay Gatehouse School", LUDLOW, 702, "18.3"),
    primary(LONG_MYND, "Long Mynd End Primary School", CLUN, 84, "15.5"),
)


def editor(school: SchoolId, colleague: int = 1) -> By:
    """A member of staff who writes for a school, by a made-up pseudonym."""
    person = PersonId(f"00000000-0000-4000-800{colleague}-000000{school}")
    return By(person, Role.EDITOR, school)
