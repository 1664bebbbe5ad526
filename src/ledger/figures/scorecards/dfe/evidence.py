"""Part two: it rests on evidence and on people who know. `domain.md` 2.1, S2."""

from __future__ import annotations

from ledger.domain.acts.culture import EvidenceExplored
from ledger.domain.acts.idea import ScepticalReviewRecorded
from ledger.domain.acts.lesson_study import PostLessonDiscussionHeld, ResearchLessonTaught
from ledger.figures.scorecards.facts import (
    PEDAGOGY,
    SUBJECT,
    credentials,
    documents,
    expert_led,
    has_tag,
    is_of_evidence,
)
from ledger.figures.scorecards.finding import (
    Criteria,
    Finding,
    by_schools,
    judged,
)
from ledger.figures.scorecards.record import Record

CRITERIA = Criteria()
PRACTICE = ("visit", "lesson_study", "joint_planning", "peer_observation")


@CRITERIA.asks("S2.1", "theory and practice belong together")
def theory_and_practice(record: Record) -> Finding:
    """Met: evidence was explored and practice looked at in one term. Partly: in different ones."""
    theory = {record.term(e.event.happened_on): e.position for e in record.all(EvidenceExplored)}
    practice = {record.term(m.day): m.entry for m in record.meetings(*PRACTICE)}
    proof = [*theory.values(), *practice.values()]
    lacking = "No term has both: evidence explored, and a visit, a lesson or joint planning."
    return judged(bool(theory.keys() & practice), bool(theory and practice), proof, lacking)


@CRITERIA.asks("S2.2", "how to teach is linked to the subject")
def pedagogy_of_subject(record: Record) -> Finding:
    """Met: an act is about a subject and about how it is taught. Partly: about a subject."""
    subject = [done.act for done in record.held_acts if has_tag(done, SUBJECT)]
    both = [act.act for act in record.held_acts if has_tag(act, SUBJECT) and has_tag(act, PEDAGOGY)]
    lacking = "No act is about a subject and about how it is taught."
    return judged(bool(both), bool(subject), both or subject, lacking)


@CRITERIA.asks("S2.3", "it draws on the evidence there is")
def evidence_base(record: Record) -> Finding:
    """Met: two documents were used, one of them a review or a trial. Partly: one document."""
    found = documents(record)
    is_evidence = any(is_of_evidence(document) for document, _ in found.values())
    lacking = "Fewer than two documents were used, or none of them is a review or a trial."
    proof = [position for _, position in found.values()]
    return judged(len(found) >= 2 and is_evidence, bool(found), proof, lacking)


@CRITERIA.asks("S2.4", "people with expertise support it")
def expertise(record: Record) -> Finding:
    """Met: in two terms an act was led by a research school, or by an expert with a credential.

    Partly: in one term, or by an expert whose credential nobody recorded. The credential of a paid
    expert stands in the plan or the award, that of a shared expert is a milestone reached by then.
    """
    led = expert_led(record)
    known = {meeting.entry: credentials(record, meeting) for meeting in led}
    terms = {record.term(meeting.day) for meeting in led if known[meeting.entry]}
    lacking = "No expert with a credential on record has led an act in two terms."
    proof = [place for entry, told in known.items() for place in (entry, *told)]
    return judged(len(terms) >= 2, bool(led), proof, lacking)


@CRITERIA.asks("S2.5", "it challenges what people believe and expect")
def challenge(record: Record) -> Finding:
    """Met: each school doubted an idea, or talked a lesson over. Partly: one school did."""
    showing = record.each(ScepticalReviewRecorded)
    for meeting in record.held:
        if isinstance(taught := meeting.event, ResearchLessonTaught):
            talked = meeting.done.all(PostLessonDiscussionHeld)
            places = [e.position for e in talked if e.event.cycle == taught.cycle]
            for school in meeting.came:
                showing.setdefault(school, []).extend(places)
    lacking = "These schools reviewed no idea with scepticism and talked no lesson over: {}."
    return by_schools(record, record.attending, showing, lacking, (1.0, 0.0))


whole = CRITERIA.part("S2", "robust evidence and expertise", met=4, partly=2)
