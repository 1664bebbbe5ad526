"""What the rules notice in a text, and what they let pass: every text, with its code."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.domain import privacy
from ledger.domain.acts import KINDS
from ledger.domain.acts.cpd_market import OfferPublished
from ledger.domain.acts.culture import EvidenceExplored
from ledger.domain.acts.inspiration import InspirationCited
from ledger.domain.acts.joint_commission import BriefWritten
from ledger.domain.acts.shared_evaluation import EvaluationPublished, SharedEvaluationDesigned
from ledger.domain.facts import leaves, rewrite
from ledger.domain.identifiers import ProviderId
from ledger.domain.past import SYSTEM, Past
from ledger.domain.record import Sealed
from ledger.domain.refusal import OutOfRange, PersonNamed, PupilIdentifier, Refused
from ledger.domain.school import REGISTRARS
from ledger.domain.screening import PASTORAL, PUBLIC, USUAL, complaint
from ledger.domain.soundness import TEXTS
from tests.privacy.harmless import HARMLESS, PASTORAL_HARMLESS
from tests.privacy.texts import PASTORAL_REFUSED, REFUSED
from tests.scenario import ANN, BEGUN, NOW, school
from tests.test_every_kind import golden

BAD = [(code, text) for code, texts in REFUSED.items() for text in texts]
PASTORAL_BAD = [(code, text) for code, texts in PASTORAL_REFUSED.items() for text in texts]
SCREENED = [kind for kind in KINDS if kind.SCREENED_AS is USUAL]
ANN_NOW = Past((), ANN, NOW)


@pytest.mark.parametrize(("code", "text"), BAD, ids=lambda told: str(told)[:40])
def test_a_text_that_tells_too_much_is_refused(code: type[Refused], text: str) -> None:
    assert type(complaint(text)) is code
    assert complaint(text, PASTORAL) is not None


@pytest.mark.parametrize(("code", "text"), PASTORAL_BAD, ids=lambda told: str(told)[:40])
def test_pastoral_leaders_may_write_less(code: type[Refused], text: str) -> None:
    assert type(complaint(text, PASTORAL)) is code
    assert complaint(text, USUAL) is None


@pytest.mark.parametrize("text", [*HARMLESS, *PASTORAL_HARMLESS], ids=lambda text: text[:40])
def test_what_schools_talk_about_passes(text: str) -> None:
    assert complaint(text) is None


@pytest.mark.parametrize("text", PASTORAL_HARMLESS, ids=lambda text: text[:40])
def test_what_pastoral_leaders_talk_about_passes(text: str) -> None:
    assert complaint(text, PASTORAL) is None


def test_the_sweep_is_wide_enough() -> None:
    assert len(BAD) >= 40
    assert len(HARMLESS) >= 60


def test_every_rule_notices_something() -> None:
    texts = [text for _, text in BAD + PASTORAL_BAD]
    seen = {
        rule.notices for rule in PASTORAL for text in texts if complaint(text, (rule,)) is not None
    }
    assert seen == {rule.notices for rule in PASTORAL}


@pytest.mark.parametrize("rule", PASTORAL, ids=lambda rule: rule.notices)
def test_a_refusal_says_what_to_do_and_repeats_nothing(rule: Any) -> None:
    assert re.fullmatch(r"[A-Z].*\.", rule.way_out)
    assert rule.refusal.__doc__


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    told=st.sampled_from(BAD),
    before=st.sampled_from(HARMLESS),
    after=st.sampled_from(HARMLESS),
    space=st.sampled_from([" ", "\n", "  ", "\t", "\u00a0", " \u200b"]),
)
def test_it_is_found_wherever_it_stands(
    told: tuple[type[Refused], str], before: str, after: str, space: str
) -> None:
    """Nothing around it hides it: neither other words, nor spaces that are none."""
    _, text = told
    assert complaint(space.join((before, text.replace(" ", space), after))) is not None


@settings(max_examples=200, deadline=None, derandomize=True)
@given(text=st.text(max_size=300), rules=st.sampled_from([USUAL, PASTORAL]))
def test_any_text_is_answered(text: str, rules: Any) -> None:
    refused = complaint(text, rules)
    assert refused is None or len(text) < 4 or text not in str(refused)


ADVERSE = (
    "a", "A", "9", "1 ", "a.", "@", "the ", "Year 9 ", "the boy ", "he was ", "teaching x ",
    "our three ", "one of the ", "Sarah A. ", "Mr A. ", "lives at a ", "https://a", "a-", "A-",
    "ring a", "J.S. ", "the x ", "an an an head of ", "D'", "+4 ", "yesterday ", "safeguarding ",
)  # fmt: skip


@pytest.mark.parametrize("piece", ADVERSE)
def test_no_text_is_gone_over_again_and_again_however_it_is_made(piece: str) -> None:
    """A rule that did so would take hours over this, and the test would never end."""
    text = piece * (50_000 // len(piece))
    for rule in PASTORAL:
        rule.pattern.search(text)


@pytest.mark.parametrize("kind", SCREENED, ids=lambda kind: kind.__name__)
def test_every_text_of_every_kind_is_screened(kind: Any) -> None:
    entry = golden(kind)
    for fact, value, there in leaves(entry):
        if fact.word not in TEXTS - {ProviderId}:
            continue
        for code, text in BAD:
            if fact.may_name and code is PersonNamed:
                continue
            worded = Sealed(text) if isinstance(value, Sealed) else text
            with pytest.raises(Refused) as refused:
                put(entry, there, worded).check_facts(ANN_NOW)
            # Some facts are so short that the text is too long for them already.
            assert type(refused.value) in (code, OutOfRange)
            assert there[: len(refused.value.path)] == refused.value.path


def put(entry: Any, there: Any, worded: Any) -> Any:
    """The same entry with another text there."""
    return rewrite(entry, lambda value, path: worded if path == there else value)


def test_a_test_may_be_called_after_who_made_it() -> None:
    entry = golden(SharedEvaluationDesigned)
    named = replace(entry.measures[0], instrument="Sarah Pettigrew Reading Scale, 2nd edition")
    replace(entry, measures=(named,)).check_facts(ANN_NOW)
    shown = replace(entry.measures[0], instrument="Ring 01632 960 123")
    with pytest.raises(Refused) as refused:
        replace(entry, measures=(shown,)).check_facts(ANN_NOW)
    assert refused.value.path == ("measures", "0", "instrument")


AUTHORS = {
    InspirationCited: ("cited_work", "Andy Hargreaves, Professional Capital"),
    EvaluationPublished: ("published_in", "Sarah Pettigrew and John Quux, Two years with maps"),
    BriefWritten: ("evidence_cited", ("Sarah Pettigrew, Reading aloud",)),
    OfferPublished: ("evidence_cited", ("Dr Pettigrew, Reading aloud",)),
}
"""What cites a published work, which may be told with whoever wrote it."""


@pytest.mark.parametrize("kind", AUTHORS, ids=lambda kind: kind.__name__)
def test_a_published_work_may_name_its_author(kind: Any) -> None:
    fact, text = AUTHORS[kind]
    replace(golden(kind), **{fact: text}).check_facts(ANN_NOW)
    told = "Callum in Year 8 wrote it"
    with pytest.raises(PupilIdentifier):
        replace(golden(kind), **{fact: told if isinstance(text, str) else (told,)}).check_facts(
            ANN_NOW
        )


def test_a_document_that_was_used_may_name_its_author() -> None:
    entry = golden(EvidenceExplored)
    read = replace(entry.documents[0], document_title="Sarah Pettigrew, Maps",
                   cited_as="Dr Pettigrew")  # fmt: skip
    replace(entry, documents=(read,)).check_facts(ANN_NOW)


def test_the_register_is_public_and_everything_else_is_screened() -> None:
    assert {kind for kind in KINDS if kind.SCREENED_AS is PUBLIC} == {
        kind for kind in KINDS if kind.ROLES == REGISTRARS and kind not in privacy.KINDS
    }
    school("900009", name="Sarah Pettigrew Primary").check_facts(Past((), SYSTEM, NOW))


def test_a_pastoral_kind_is_screened_by_its_own_rules() -> None:
    class Talked(type(BEGUN)):  # type: ignore[misc]
        SCREENED_AS = PASTORAL

    facts = vars(BEGUN)
    Talked(**facts).check_facts(ANN_NOW)
    for text in chain.from_iterable(PASTORAL_REFUSED.values()):
        with pytest.raises(Refused):
            Talked(**facts | {"title": Sealed(text)}).check_facts(ANN_NOW)
        replace(BEGUN, title=Sealed(text)).check_facts(ANN_NOW)
