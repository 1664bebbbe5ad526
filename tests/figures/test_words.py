"""Every sentence that the ledger can say of a figure stands in a file that a person can read."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st

from ledger.domain.contact import DAYS_TO_CONFIRM
from ledger.domain.past import LATE_DAYS
from ledger.figures.caveats import SMALL
from ledger.figures.comparison import MOST_PIECES
from ledger.figures.figure import Caution, FigureState, FigureUnit, Measured, Range, hidden
from ledger.figures.saying import MINUS, key, number, sentence
from ledger.figures.words import TABLES, en
from ledger.statistics.isolation import FAR_KM, SINGLE_FORM, Reason

SNAPSHOT = Path(__file__).parent / "every_sentence.txt"

CAUSAL = re.compile(
    r"\b(caus\w*|led to|leads to|thanks to|impact of|because of|result of|due to|effect of|"
    r"works|made .* better)\b"
)
"""Words that say that one thing brought about another."""

LEFT_OPEN = re.compile(r"\bcannot say the joint work caused it\b")
"""The one sentence in which such a word stands, to say that it cannot be said."""

CHANGE = Measured(unit=FigureUnit.POINTS, message="change", matters=1.0)
COMPARED = replace(CHANGE, message="compared")
SHARE = Measured(unit=FigureUnit.SHARE, value=0.625)
TERMS = Measured(unit=FigureUnit.TERMS, value=5)
SHARES = (
    "coverage", "followed", "linked", "returned", "contrast", "contrast.lately", "first_time",
    "late", "across.phase", "across.trust", "across.la", "same_way", "completeness", "delivered",
    "came_back", "faithful",
)  # fmt: skip
"""Families that say what of what, and say none and all in words."""
RECORDED = {
    "amended": FigureUnit.ENTRIES, "withdrawn": FigureUnit.ENTRIES,
    "in_dispute": FigureUnit.ENTRIES, "unanswered": FigureUnit.CONTACTS,
    "orphaned": FigureUnit.ACTS,
}  # fmt: skip
"""Families that say how good the record is."""
BIAS = Measured(unit=FigureUnit.GRADES, value=0.3)
FOLLOW_UPS = Measured(unit=FigureUnit.FOLLOW_UPS)
MONEY = Measured(unit=FigureUnit.PENCE, message="money", value=120_050)

EXAMPLES: dict[str, Measured] = {
    "not_recorded": Measured(state=FigureState.NOT_RECORDED),
    "too_few": Measured(state=FigureState.TOO_FEW),
    "not_applicable": Measured(state=FigureState.NOT_APPLICABLE),
    "not_applicable.why": Measured(state=FigureState.NOT_APPLICABLE, reasons=("few_schools",)),
    "baseline_only": Measured(state=FigureState.BASELINE_ONLY),
    "count": Measured(unit=FigureUnit.SCHOOLS, value=12),
    "count.none": Measured(unit=FigureUnit.ACTS, value=0),
    "found": Measured(unit=FigureUnit.BARRIERS, message="found", value=1),
    "found.none": Measured(unit=FigureUnit.BARRIERS, message="found", value=0),
    "first_met": Measured(unit=FigureUnit.PARTNERS, message="first_met", value=3),
    "first_met.none": Measured(unit=FigureUnit.PARTNERS, message="first_met", value=0),
    "claimed": Measured(unit=FigureUnit.CONTACTS, message="claimed", value=2),
    "claimed.none": Measured(unit=FigureUnit.CONTACTS, message="claimed", value=0),
    "unconfirmed": Measured(unit=FigureUnit.CONTACTS, message="unconfirmed", value=1),
    "unconfirmed.none": Measured(unit=FigureUnit.CONTACTS, message="unconfirmed", value=0),
    "active": Measured(unit=FigureUnit.SCHOOLS, message="active", value=10, n=12),
    "active.all": Measured(unit=FigureUnit.SCHOOLS, message="active", value=12, n=12),
    "active.none": Measured(unit=FigureUnit.SCHOOLS, message="active", value=0, n=12),
    "unfollowed": Measured(unit=FigureUnit.ACTS, message="unfollowed", value=41),
    "unfollowed.none": Measured(unit=FigureUnit.ACTS, message="unfollowed", value=0),
    **{
        f"watch.{what}": Measured(unit=FigureUnit.SCHOOLS, message=f"watch.{what}", value=2, n=12)
        for what in ("clear", "watch", "priority", "unknown")
    },
    "structural": Measured(unit=FigureUnit.POINTS, message="structural", value=1),
    "contact": Measured(unit=FigureUnit.POINTS, message="contact", value=1),
    "way": Measured(unit=FigureUnit.KILOMETRES, message="way", value=8.766),
    "way.none": Measured(unit=FigureUnit.KILOMETRES, message="way", value=0),
    "groups": Measured(unit=FigureUnit.GROUPS, message="groups", value=3),
    "groups.one": Measured(unit=FigureUnit.GROUPS, message="groups", value=1),
    "brief": Measured(unit=FigureUnit.POINTS, message="brief", value=6),
    "even": Measured(message="even", value=0.53),
    "even.none": Measured(message="even", value=0),
    "even.all": Measured(message="even", value=1),
    "bridges": Measured(unit=FigureUnit.LINKS, message="bridges", value=1),
    "bridges.none": Measured(unit=FigureUnit.LINKS, message="bridges", value=0),
    "mutual": Measured(message="mutual", value=0.53),
    "centred": Measured(message="centred", value=0.53),
    "inward": Measured(message="inward", value=-0.25),
    "distance": Measured(message="distance", value=0.42),
    "published_distance": Measured(message="published_distance", value=0.42),
    "cadence": Measured(unit=FigureUnit.DAYS, message="cadence", value=21.5),
    "money": MONEY,
    "money.range": replace(MONEY, range=Range(100_000, 140_000)),
    "money.saved": replace(MONEY, message="money.saved"),
    "money.not_saved": replace(MONEY, message="money.not_saved", value=-120_050),
    "money.not_comparable": replace(MONEY, message="money.not_comparable"),
    "change.rose": replace(CHANGE, value=3.4, range=Range(2.5, 4.3)),
    "change.rose_little": replace(CHANGE, value=1.9, range=Range(0.2, 3.6)),
    "change.unclear": replace(CHANGE, value=0.03, range=Range(-0.06, 0.12)),
    "change.fell": replace(CHANGE, value=-3.4, range=Range(-4.3, -2.5)),
    "change.fell_little": replace(CHANGE, value=-1.9, range=Range(-3.6, -0.2)),
    "change.up": replace(CHANGE, value=2.0),
    "change.down": replace(CHANGE, value=-1.0),
    "change.same": replace(CHANGE, value=0.0),
    "compared.rose": replace(COMPARED, value=3.4, range=Range(2.5, 4.3)),
    "compared.rose_little": replace(COMPARED, value=1.9, range=Range(0.2, 3.6)),
    "compared.unclear": replace(COMPARED, value=0.03, range=Range(-0.06, 0.12)),
    "compared.fell": replace(COMPARED, value=-3.4, range=Range(-4.3, -2.5)),
    "gave_way": replace(SHARE, message="gave_way", value=5 / 8, n=8, range=Range(0.31, 0.86)),
    "lag": Measured(unit=FigureUnit.DAYS, message="lag", value=2.5),
    "lag.none": Measured(unit=FigureUnit.DAYS, message="lag", value=0),
    "agreement": Measured(message="agreement", value=0.59),
    "agreement.range": Measured(message="agreement", value=0.59, range=Range(0.39, 0.79)),
    "money.per_teacher": replace(MONEY, message="money.per_teacher", value=48_000),
    "money.per_teacher_hour": replace(MONEY, message="money.per_teacher_hour", value=4_000),
    "money.per_follow_up": replace(MONEY, message="money.per_follow_up", value=240_000),
    "balance.even": replace(MONEY, message="balance.even", value=0),
    "balance.over": replace(MONEY, message="balance.over", value=1),
    "balance.short": replace(MONEY, message="balance.short", value=-1),
    "break_even": Measured(unit=FigureUnit.SCHOOLS, message="break_even", value=3),
    "alike": replace(SHARE, message="alike", value=0.733),
    "alike.near": replace(SHARE, message="alike.near", value=0.978),
    "alike.between": replace(SHARE, message="alike.between", value=0.7, n=40),
    "alike.within": replace(SHARE, message="alike.within", value=9 / 12, n=12),
    "bias.generous": replace(BIAS, message="bias.generous"),
    "bias.strict": replace(BIAS, message="bias.strict", value=-0.2),
    "bias.even": replace(BIAS, message="bias.even", value=0),
    "reliability": Measured(message="reliability", value=0.82),
    "scale": Measured(message="scale", value=0.4),
    "scale.range": Measured(message="scale", value=0.4, range=Range(0.1, 0.7)),
    "rating": Measured(message="rating", unit=FigureUnit.POINTS, value=4.125, n=6),
    "revised.more": replace(FOLLOW_UPS, message="revised.more", value=1),
    "revised.less": replace(FOLLOW_UPS, message="revised.less", value=-2),
    "revised.same": replace(FOLLOW_UPS, message="revised.same", value=0),
    "revised.dearer": replace(MONEY, message="revised.dearer", value=5_000),
    "revised.cheaper": replace(MONEY, message="revised.cheaper", value=-5_000),
    **{
        f"{family}.{way}": Measured(message=f"{family}.{way}", unit=FigureUnit.POINTS, value=value)
        for family in ("rating", "trend")
        for way, value in (("up", 0.25), ("down", -0.25), ("same", 0))
    },
    "delivered.more": replace(SHARE, message="delivered.more", value=1.5, n=2),
    "days.to_share": Measured(message="days.to_share", unit=FigureUnit.DAYS, value=117),
    "days.shared": Measured(message="days.shared", unit=FigureUnit.DAYS, value=104.5),
    "days.due": Measured(message="days.due", unit=FigureUnit.DAYS, value=0.5),
    "days.over": Measured(message="days.over", unit=FigureUnit.DAYS, value=-2),
    "days.even": Measured(message="days.even", unit=FigureUnit.DAYS, value=0),
    "money.yearly": replace(MONEY, message="money.yearly"),
    "money.per_day": replace(MONEY, message="money.per_day", value=37_736),
    "uneven": Measured(message="uneven", value=0.0312),
}
EXAMPLES |= {
    name.replace("change.", "better."): replace(figure, message="better")
    for name, figure in EXAMPLES.items()
    if name.startswith("change.")
}
EXAMPLES |= {
    "level": Measured(unit=FigureUnit.POINTS, message="level", value=101.5),
    "level.range": Measured(
        unit=FigureUnit.POINTS, message="level", value=101.5, range=Range(97.0, 106.0)
    ),
    "by_chance": replace(SHARE, message="by_chance"),
    "by_chance.all": replace(SHARE, message="by_chance", value=1),
    "differ": replace(SHARE, message="differ"),
    "differ.none": replace(SHARE, message="differ", value=0),
    "agreeing": Measured(unit=FigureUnit.SCHOOLS, message="agreeing", value=3),
    "agreeing.none": Measured(unit=FigureUnit.SCHOOLS, message="agreeing", value=0),
    "dissenting": Measured(unit=FigureUnit.SCHOOLS, message="dissenting", value=1),
    "dissenting.none": Measured(unit=FigureUnit.SCHOOLS, message="dissenting", value=0),
    **{f"grade.{n}": Measured(message=f"grade.{n}", value=n) for n in range(6)},
}
EXAMPLES |= {
    name: replace(SHARE, message=family, value=value, n=48)
    for family in SHARES
    for name, value in (
        (family, 0.625), (f"{family}.none", 0.0), (f"{family}.all", 1.0),
    )
    if name != "coverage.none"
}  # fmt: skip
EXAMPLES |= {
    name: replace(TERMS, message=family, value=value)
    for family in ("active", "last_six", "current", "gaps", "span", "longest")
    for family, name, value in (
        (f"terms.{family}", f"terms.{family}", 5), (f"terms.{family}", f"terms.{family}.none", 0),
    )
} | {
    f"terms.{family}.one": replace(TERMS, message=f"terms.{family}", value=1)
    for family in ("current", "span", "longest")
}  # fmt: skip
EXAMPLES |= {
    name: Measured(unit=unit, message=family, value=value)
    for family, unit in RECORDED.items()
    for name, value in ((family, 3), (f"{family}.none", 0))
}
EXAMPLES |= {
    name: Measured(unit=FigureUnit.SCHOOLS, message=family, value=value, n=12)
    for family in ("silent", "unlinked", "cut_schools")
    for name, value in ((family, 2), (f"{family}.all", 12), (f"{family}.none", 0))
    if name in en.TABLE
} | {
    name: Measured(unit=FigureUnit.CRITERIA, message="criteria", value=value, n=14)
    for name, value in (("criteria", 12), ("criteria.all", 14), ("criteria.none", 0))
}
EXAMPLES["terms.last_six.all"] = replace(TERMS, message="terms.last_six", value=6, n=6)
EXAMPLES["completeness"] = replace(SHARE, message="completeness", value=2 / 3, n=3)
EXAMPLES["followed"] = replace(SHARE, message="followed", value=5 / 9, n=9)
CAUTIONED = {
    f"caution.{caution.value}": replace(EXAMPLES["change.rose"], cautions=(caution,))
    for caution in Caution
}


def told() -> str:
    lines = [f"{name}: {sentence(figure)}" for name, figure in (EXAMPLES | CAUTIONED).items()]
    lines += [f"{name}: {text}" for name, text in en.TABLE.items() if name.startswith("reason.")]
    return "\n".join(lines) + "\n"


def test_every_sentence_stands_in_the_file():
    """To accept new words, read them; then `python -m tests.figures.test_words` writes them."""
    assert SNAPSHOT.read_text(encoding="utf-8") == told()


def test_no_key_of_the_table_goes_unsaid():
    reasons = {name for name in en.TABLE if name.startswith("reason.")}
    assert en.TABLE.keys() == EXAMPLES.keys() | CAUTIONED.keys() | reasons


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_example_is_told_by_its_own_key(name: str):
    assert key(EXAMPLES[name]) == name


def test_every_language_has_the_same_keys():
    for table in TABLES.values():
        assert table.keys() == en.TABLE.keys()


@pytest.mark.parametrize("name", en.TABLE)
def test_no_words_say_that_one_thing_brought_about_another(name: str):
    assert CAUSAL.search(LEFT_OPEN.sub("", en.TABLE[name])) is None


def test_a_fall_is_told_as_plainly_as_a_rise():
    assert sentence(EXAMPLES["change.rose"]) == "rose, most likely by 2.5 to 4.3 points"
    assert sentence(EXAMPLES["change.fell"]) == "fell, most likely by 2.5 to 4.3 points"


def test_nothing_found_is_no_clear_change_and_nothing_softer():
    assert sentence(EXAMPLES["change.unclear"]) == (
        "no clear change: anything from a fall of 0.06 to a rise of 0.12 points fits"
    )


@for_any(low=st.floats(-1e6, 1e6), width=st.floats(0, 1e6), matters=st.floats(0, 10))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_whatever_the_range_a_rise_is_never_said_that_may_be_a_fall(low, width, matters):
    high = low + width
    figure = replace(CHANGE, value=(low + high) / 2, range=Range(low, high), matters=matters)
    said = sentence(figure)
    assert said.startswith("rose") == (low > 0)
    assert said.startswith("fell") == (high < 0)
    assert ("no clear change" in said) == (low <= 0 <= high)


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (0.0, FigureUnit.POINTS, "0"),
        (1234.0, FigureUnit.ACTS, "1,234"),
        (-3.0, FigureUnit.POINTS, f"{MINUS}3"),
        (0.0312, FigureUnit.POINTS, "0.03"),
        (2.345, FigureUnit.POINTS, "2.3"),
        (23.45, FigureUnit.POINTS, "23.5"),
        (7.04, FigureUnit.DAYS, "7"),
        (0.625, FigureUnit.SHARE, "63%"),
        (-0.1, FigureUnit.SHARE, f"{MINUS}10%"),
        (480_000, FigureUnit.PENCE, "£4,800"),
        (-12_345, FigureUnit.PENCE, f"{MINUS}£123.45"),
    ],
)
def test_a_number_has_the_digits_that_can_be_defended(value, unit, words):
    assert number(value, unit) == words


def test_standard_deviations_are_told_in_hundredths():
    rose = replace(CHANGE, value=0.27, range=Range(0.211, 0.6), unit=FigureUnit.STANDARD_DEVIATIONS)
    assert (
        sentence(rose) == "rose, perhaps by too little to matter (0.21 to 0.60 standard deviations)"
    )
    assert "0.2 to 0.6 points" in sentence(replace(rose, unit=FigureUnit.POINTS))


def test_a_value_is_told_no_finer_than_its_range():
    read = Measured(unit=FigureUnit.POINTS, message="level", value=101.46, range=Range(97.1, 105.8))
    assert sentence(read) == "101 points, most likely between 97 and 106"


def test_one_is_one_only_if_it_is_told_as_one():
    unclear = replace(CHANGE, value=-13.0, range=Range(-27.2, 1.3))
    assert sentence(unclear).endswith("a fall of 27 to a rise of 1 point fits")


def test_of_few_things_a_share_is_told_by_how_many_they_are():
    """One of three is no 33 per cent: a percentage sounds like many."""
    few = replace(SHARE, message="same_way", value=2 / 3, n=3)
    assert sentence(few) == "2 of the 3 schools went the same way"
    assert sentence(replace(few, value=15 / 20, n=20)) == "75% of the 20 schools went the same way"
    no_part = replace(few, value=0.5)
    assert sentence(no_part) == "50% of the 3 schools went the same way"


def test_none_that_is_known_is_not_none_that_is_not_recorded():
    none = Measured(unit=FigureUnit.BARRIERS, value=0)
    assert sentence(none) == "no barriers recorded, which is not the same as none"
    assert sentence(replace(none, message="found")) == "no barriers"


def test_a_day_is_not_cut_in_two_in_a_sentence():
    days = Measured(unit=FigureUnit.DAYS, message="cadence", value=12.5)
    assert sentence(days) == "half the time within 13 school days from one contact to the next"
    assert "within 1 school day from" in sentence(replace(days, value=1))
    assert sentence(replace(days, message="days.due", value=0.7)) == "0.7 of a day still due"


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_sentence_has_a_gap_where_a_unit_is_missing(name: str):
    bare = sentence(replace(EXAMPLES[name], unit=FigureUnit.NONE))
    assert not re.search(r"  | [,;)]", bare)


def test_what_is_nearly_nothing_is_not_told_as_nothing():
    nearly = replace(CHANGE, value=0.4, range=Range(-0.004, 1.0))
    assert sentence(nearly) == (
        "no clear change: anything from a fall of less than 0.01 to a rise of 1.0 points fits"
    )


@for_any(counts=st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 60), min_size=1))
@settings(max_examples=500, deadline=None, derandomize=True)
def test_no_sum_tells_what_a_hidden_cell_holds(counts):
    out = hidden(counts)
    shown = {name: count for name, count in counts.items() if name not in out}
    assert all(count == 0 or count >= 10 for count in shown.values())
    left = sum(counts.values()) - sum(shown.values())
    can_be_helped = any(count >= 10 for count in counts.values())
    assert not out or not can_be_helped or (len(out) > 1 and left >= 10)


@pytest.mark.parametrize(
    ("words", "limit"),
    [
        (en.TABLE["reason.too_many_pieces"], f"more than {MOST_PIECES} pieces"),
        (en.TABLE["caution.small_n"], f"fewer than {SMALL} people"),
        (en.TABLE["unconfirmed"], f"within {DAYS_TO_CONFIRM} days"),
        (en.TABLE["unanswered"], f"more than {DAYS_TO_CONFIRM} days"),
        (en.TABLE["late"], f"more than {LATE_DAYS} days"),
        (en.ALONE[Reason.SINGLE_FORM], f"{SINGLE_FORM} pupils a year or fewer"),
        (en.ALONE[Reason.FAR_AWAY], f"more than {FAR_KM} kilometres"),
    ],
)
def test_a_limit_that_is_told_is_the_limit_that_holds(words: str, limit: str):
    assert limit in words


if __name__ == "__main__":
    SNAPSHOT.write_text(told(), encoding="utf-8")
