"""Every way the ledger says no to a person.

* Refused                  the ledger will not record this
  + NotSignedIn            nobody knows who asks
  + RoleCannotRecord       this role does not record such a thing
    - TrusteeCannotRecord  trustees read; they never record
  + NotFound               nothing that the asker may see has that name
  + UnknownSchool          the register has no such school
  + SchoolNotOpen          the school was not open on that day
  + NotMember              a school is not in the collaboration
  + NotParticipant         only a school that takes part, or that it concerns, may say this
  + SameSchool             one school, or one and its successor, stands on both sides
  + CollaborationIsOver    the collaboration ended before that day
  + OutOfOrder             the act, or the collaboration, is not at a stage where this can happen
  + NotYet                 the day has not come
  + OutOfRange             a number, a text or a list is too small or too large, a day too early
  + NotWellFormed          an identifier or a text is not of the form that it needs
  + Missing                another fact is needed as well
  + AlreadySaid            this has been recorded before
  + OutOfBalance           the money does not add up
  + NeedsSecondPerson      someone else must agree to this
  + PupilIdentifier        the words could name a pupil
  + PersonNamed            the words name somebody
  + SmallGroup             so few are meant that they can be told apart
  + CaseNarrative          the words tell what happened to a child
  + SpecialCategory        the words tell what is most private of somebody
  + LocationTooFine        the words tell where somebody lives or was
  + GradedObservation      a lesson or a teacher is given a grade
  + StaffCapability        the words doubt that a colleague can do their work
  + ContactDetails         the words say how somebody can be reached
  + AttachmentBytes        the words are a file
  + UnattestedSample       nobody says that the pupils' work is anonymous
  + NoSafeguardingLeadNamed  a school in pastoral work has no safeguarding lead named
  + NoSharingAgreement     the schools have not agreed to share this with each other
  + LegalHold              the law wants words kept, whoever asks to be forgotten
  + PersonErased           whoever this is about, or by, has been forgotten
  + KeyReused              the idempotency key came before, with something else

Anything else that is raised is a defect in our own code, not a refusal.
"""

from __future__ import annotations


class Refused(Exception):
    """The ledger will not record this, and can say why in plain words."""

    def __init__(self, sentence: str, *path: str) -> None:
        super().__init__(sentence)
        self.path = path

    def at(self, *path: str) -> Refused:
        """The same refusal, about the fact that stands there."""
        self.path = path
        return self


class NotSignedIn(Refused):
    """Nobody knows who asks."""


class RoleCannotRecord(Refused):
    """This role does not record such a thing."""


class TrusteeCannotRecord(RoleCannotRecord):
    """Trustees read; they never record."""


class NotFound(Refused):
    """Nothing that the asker may see has that name."""


class UnknownSchool(Refused):
    """The register has no such school."""


class SchoolNotOpen(Refused):
    """The school was not open on that day."""


class NotMember(Refused):
    """A school is not in the collaboration."""


class NotParticipant(Refused):
    """Only a school that takes part, or that it concerns, may say this."""


class SameSchool(Refused):
    """One school, or one and its successor, stands on both sides."""


class CollaborationIsOver(Refused):
    """The collaboration ended before that day."""


class OutOfOrder(Refused):
    """The act, or the collaboration, is not at a stage where this can happen."""


class NotYet(Refused):
    """The day has not come."""


class OutOfRange(Refused):
    """A number, a text or a list is too small or too large, or a day too early."""


class NotWellFormed(Refused):
    """An identifier or a text is not of the form that it needs."""


class Missing(Refused):
    """Another fact is needed as well."""


class AlreadySaid(Refused):
    """This has been recorded before."""


class OutOfBalance(Refused):
    """The money does not add up."""


class NeedsSecondPerson(Refused):
    """Someone else must agree to this."""


class PupilIdentifier(Refused):
    """The words could name a pupil."""


class PersonNamed(Refused):
    """The words name somebody."""


class SmallGroup(Refused):
    """So few are meant that they can be told apart."""


class CaseNarrative(Refused):
    """The words tell what happened to a child. That belongs in a safeguarding system."""


class SpecialCategory(Refused):
    """The words tell the health, belief, origin, union, sexuality or offence of somebody."""


class LocationTooFine(Refused):
    """The words tell where somebody lives or was."""


class GradedObservation(Refused):
    """A lesson or a teacher is given a grade."""


class StaffCapability(Refused):
    """The words doubt that a colleague can do their work."""


class ContactDetails(Refused):
    """The words say how somebody can be reached."""


class AttachmentBytes(Refused):
    """The words are a file."""


class UnattestedSample(Refused):
    """Nobody says that the pupils' work is anonymous."""


class NoSafeguardingLeadNamed(Refused):
    """A school takes part in pastoral work and has not named its safeguarding lead."""


class NoSharingAgreement(Refused):
    """The schools have not agreed to share this with each other."""


class LegalHold(Refused):
    """The law wants words kept, whoever asks to be forgotten."""

    def __init__(self, sentence: str, *path: str, ground: str = "") -> None:
        super().__init__(sentence, *path)
        self.ground = ground


class PersonErased(Refused):
    """Whoever this is about, or by, has been forgotten."""


class KeyReused(Refused):
    """The idempotency key came before, with something else."""


CODES: tuple[type[Refused], ...] = (
    NotSignedIn, RoleCannotRecord, TrusteeCannotRecord, NotFound, UnknownSchool, SchoolNotOpen,
    NotMember, NotParticipant, SameSchool, CollaborationIsOver, OutOfOrder, NotYet, OutOfRange,
    NotWellFormed, Missing, AlreadySaid, OutOfBalance, NeedsSecondPerson, PupilIdentifier,
    PersonNamed, SmallGroup, CaseNarrative, SpecialCategory, LocationTooFine, GradedObservation,
    StaffCapability, ContactDetails, AttachmentBytes, UnattestedSample, NoSafeguardingLeadNamed,
    NoSharingAgreement, LegalHold, PersonErased, KeyReused,
)  # fmt: skip
"""Every code that a front end may meet. A code is never renamed."""
