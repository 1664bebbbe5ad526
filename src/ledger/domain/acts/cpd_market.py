"""The market of training: what providers offer, and how their offers get better.

Row 57 of the article's list. An offer is never overwritten: each revision keeps what it said
before, so that whether a provider has got better is a difference to be read, not an opinion.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from ledger.domain.act import check_own_word, life_of, opening
from ledger.domain.cited import cited
from ledger.domain.entry import NameOf
from ledger.domain.evidence import WITH_ITS_AUTHOR
from ledger.domain.facts import facts_of, is_whole
from ledger.domain.identifiers import CitedAct, EntryId, FieldName, ProviderId, SchoolId
from ledger.domain.limits import Between, Each
from ledger.domain.matter import Continued, Raised, Settled
from ledger.domain.money import Vat, pounds
from ledger.domain.outcome import Outcome
from ledger.domain.past import Past, Role
from ledger.domain.plain import value_of
from ledger.domain.prose import on
from ledger.domain.refusal import (
    AlreadySaid,
    Missing,
    NeedsSecondPerson,
    NotFound,
    NotParticipant,
    NotWellFormed,
    Refused,
)
from ledger.domain.stored import (
    AS_THE_FACT,
    NOT_OF_THIS_KIND,
    in_words,
    recorded,
    said,
    stored_form,
)
from ledger.domain.words import Few, Focus, Money, Reason, Statement

MARKET = frozenset({Role.EDITOR, Role.ADMIN})
"""A school puts up an offer for a provider, or whoever keeps the register does."""

REVISABLE = frozenset({"sessions", "follow_up_sessions", "price", "vat", "evidence_cited"})
"""What may be revised. Another provider, subject or outcome is another offer."""


class OfferPublished(Raised):
    """A provider offers training to all schools."""

    TOPIC = "offer-published/1"
    COMMAND = "publish_offer"
    ROLES = MARKET
    IS_OPEN_TO_ALL = True

    posted_by: Annotated[SchoolId | None, "the school that puts it up, if one does"] = None
    provider: Annotated[ProviderId, "whose offer it is"]
    focus: Annotated[Focus, "what it is about"]
    outcomes: Annotated[tuple[Outcome, ...], "what pupils would gain", Between(1, 12)]
    sessions: Annotated[int, "how many times somebody comes", Between(1, 99)]
    follow_up_sessions: Annotated[Few, "how many follow-ups are part of it"]
    price: Annotated[Money, "what it costs in all"]
    vat: Annotated[Vat, "whether the price has value added tax in it"]
    evidence_cited: Annotated[
        tuple[str, ...], "the documents that it rests on, by their titles",
        Between(0, 12), Each(Between(3, 200)), WITH_ITS_AUTHOR,
    ] = ()  # fmt: skip

    def sentence(self, name_of: NameOf = str) -> str:
        what = f"Training in {self.focus.words} for {pounds(self.price)}"
        after = (
            f"follow-ups: {self.follow_up_sessions}" if self.follow_up_sessions else "no follow-up"
        )
        return f"{what} is on offer from {self.provider}; {after}."


class _ByPoster(Continued):
    """Something that only whoever put up the offer may say."""

    ROLES = MARKET

    def check(self, past: Past) -> None:
        super().check(past)
        if past.by.role is Role.EDITOR and past.by.school != offer_now(past).posted_by:
            raise NotParticipant("Only whoever put up the offer may say this.", "act")


class OfferRevised(_ByPoster):
    """A provider changed one thing in its offer. What it said before stays here."""

    TOPIC = "offer-revised/1"
    COMMAND = "revise_offer"

    field: Annotated[FieldName, "the fact that was changed"]
    old: Annotated[str, "what it said, as JSON in the stored form", Between(1, 2_000), AS_THE_FACT]
    new: Annotated[
        str, "what it says now, as JSON in the stored form", Between(1, 2_000), AS_THE_FACT
    ]

    def check(self, past: Past) -> None:
        super().check(past)
        if self.field not in REVISABLE:
            raise NotFound("That cannot be revised; publish another offer.", "field")
        before = offer_now(past)
        if stored_form(getattr(before, self.field)) != said(self.old, "old"):
            raise Missing("It does not say that (now). Read it again.", "old")
        new = said(self.new, "new")
        after = self.revise(before)
        if not is_whole(after) or stored_form(getattr(after, self.field)) != new:
            raise NotWellFormed(NOT_OF_THIS_KIND, "new")
        if after == before:
            raise AlreadySaid("That is what it says.", "new")
        try:
            after.check_facts(past)
        except Refused as refused:
            raise refused.at("new") from refused

    def revise(self, offer: OfferPublished) -> OfferPublished:
        """The offer as it is from now on."""
        (fact,) = (fact for fact in facts_of(OfferPublished) if fact.name == self.field)
        try:
            return replace(offer, **{fact.name: value_of(fact, recorded(self.new))})
        except (ValueError, TypeError, ArithmeticError) as wrong:
            raise NotWellFormed(NOT_OF_THIS_KIND, "new") from wrong

    def sentence(self, name_of: NameOf = str) -> str:
        field, is_pence = self.field.replace("_", " "), self.field == "price"
        was, now = (in_words(told, is_pence=is_pence) for told in (self.old, self.new))
        return f"Revised: {field} was {was} and is {now}."


class OfferWithdrawn(Settled):
    """The offer holds no longer."""

    TOPIC = "offer-withdrawn/1"
    COMMAND = "withdraw_offer"
    ROLES = MARKET

    reason: Reason

    def check(self, past: Past) -> None:
        super().check(past)
        if past.by.role is Role.EDITOR and past.by.school != offer_now(past).posted_by:
            raise NotParticipant("Only whoever put up the offer may say this.", "act")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"The offer was withdrawn on {on(self.happened_on)}."


class _ByBuyer(Continued):
    """Something that a school says that has dealt with the provider in a commission."""

    WIDENS = True

    school: Annotated[SchoolId, "the school that says so"]
    commission: Annotated[CitedAct, "the joint commission in which it dealt with the provider"]

    def check(self, past: Past) -> None:
        super().check(past)
        check_own_word(past, self.school)
        if not cited(past, self.commission, "commission").is_of("joint_commission"):
            raise NotFound("That is no joint commission.", "commission")


class BriefResponded(_ByBuyer):
    """The provider answered the brief of a joint commission with this offer."""

    TOPIC = "brief-responded/1"
    COMMAND = "respond_to_brief"

    def sentence(self, name_of: NameOf = str) -> str:
        return f"With this the provider answered a brief of {name_of(self.school)}."


class ProviderImprovementClaimed(_ByPoster):
    """A provider says that it has got better at something."""

    TOPIC = "provider-improvement-claimed/1"
    COMMAND = "claim_provider_improvement"

    claim: Annotated[Statement, "what has got better"]

    def sentence(self, name_of: NameOf = str) -> str:
        return f"On {on(self.happened_on)} the provider said that it had got better."


class ProviderImprovementVerified(_ByBuyer):
    """A school that bought from the provider says whether it is so."""

    TOPIC = "provider-improvement-verified/1"
    COMMAND = "verify_provider_improvement"

    improvement: Annotated[EntryId, "the entry that claimed it"]
    is_borne_out: Annotated[bool, "whether the school saw it"]

    def check(self, past: Past) -> None:
        super().check(past)
        claimed = past.entry(self.improvement)
        if claimed is None or not isinstance(claimed.event, ProviderImprovementClaimed):
            raise NotFound("This offer has no such claim.", "improvement")
        offer = offer_now(past)
        if self.school == offer.posted_by:
            raise NeedsSecondPerson("Another school than the one that put it up says so.", "school")
        bought = cited(past, self.commission, "commission")
        if not bought.speaks_of(f"provider:{offer.provider}"):
            raise NotFound("That provider was not part of it.", "commission")
        if past.has(ProviderImprovementVerified, school=self.school, improvement=self.improvement):
            raise AlreadySaid("This school has said so; amend that.", "improvement")

    def sentence(self, name_of: NameOf = str) -> str:
        saw = "saw" if self.is_borne_out else "did not see"
        return f"{name_of(self.school)} {saw} what was claimed."


def offer_now(past: Past) -> OfferPublished:
    """The offer as its revisions leave it."""
    offer = opening(past)
    assert isinstance(offer, OfferPublished), "one file is one family"
    for entry in life_of(past, OfferRevised):
        offer = entry.event.revise(offer)
    return offer


KINDS = (
    OfferPublished, OfferRevised, OfferWithdrawn, BriefResponded, ProviderImprovementClaimed,
    ProviderImprovementVerified,
)  # fmt: skip
