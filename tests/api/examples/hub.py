"""Hubs, networks, pairs and associations, and the steps that schools were advised to take."""

from tests.api.desk import A_DAY, ANN, ASTOR, BEN, DEAL, DOT, DOVER, LATER
from tests.api.examples.common import HELD, Stories

SOON, LATE = {"happenedOn": A_DAY}, {"happenedOn": LATER}
SUGGESTED = SOON | {"school": ASTOR, "answerBy": "2026-03-06"}
NETWORK = SOON | {
    "school": ASTOR, "networkKind": "TDT_NETWORK", "networkName": "The network of like minds",
    "memberUntil": "2027-03-01",
}  # fmt: skip

STORIES: Stories = {
    "a hub": [
        ("HubEligibilityEnquired", ANN, "enquireHubEligibility",
         SOON | {"school": ASTOR, "askedOf": "teacher-development"}),
        ("HubEligibilityAssessed", ANN, "assessHubEligibility",
         SOON | {"criteriaMet": ["LEADERSHIP", "VENUE"], "criteriaUnmet": ["CAPACITY"]}),
        ("HubEstablished", ANN, "establishHub",
         SOON | {"hubKind": "CPD_EXCELLENCE", "leadSchool": ASTOR, "region": "SOUTH_EAST",
                 "enquiry": "$0"}),
        ("HubLaunched", ANN, "launchHub", SOON),
        ("HubMeetingHeld", DOT, "holdHubMeeting",
         HELD | {"attendance": [{"school": ASTOR, "attended": 4}, {"school": DEAL, "attended": 1}],
                 "startsAt": "16:30", "isAfterSchool": True, "firstExternalCount": 3,
                 "attendeesByRole": [{"role": "HEAD", "attended": 2},
                                     {"role": "CPD_LEAD", "attended": 3}]}),
        ("AttendanceConfirmed", DOT, "confirmAttendance",
         {"school": DEAL, "occasion": "$4", "attended": 1}),
        ("HubClosed", ANN, "closeHub", LATE),
    ],
    "a network": [
        ("NetworkJoined", ANN, "joinNetwork", NETWORK),
        ("NetworkRenewed", ANN, "renewNetwork", LATE | {"memberUntil": "2028-03-01"}),
        ("NetworkLeft", ANN, "leaveNetwork", LATE | {"whyLeftNetwork": "BUDGET"}),
    ],
    "a pair that found each other": [
        ("FamilyMatchConsulted", ANN, "consultFamilyMatch",
         SOON | {"school": ASTOR, "matchSource": "EEF", "matchEdition": "2019", "candidates": 50,
                 "matchVariables": ["PRIOR_ATTAINMENT", "FREE_SCHOOL_MEALS"]}),
        ("PairingProposed", ANN, "proposePairing",
         SOON | {"school": ASTOR, "pairWith": DOVER, "area": "ATTENDANCE", "foundBy": "$0"}),
        ("PairingAgreed", BEN, "agreePairing", LATE | {"school": DOVER}),
        ("PairingEnded", BEN, "endPairing", LATE | {"howPairingEnded": "COMPLETED"}),
    ],
    "a research school": [
        ("ResearchSchoolLinked", ANN, "linkResearchSchool",
         SOON | {"school": ASTOR, "researchSchool": DOVER}),
        ("ResearchEngagementHeld", BEN, "holdResearchEngagement",
         HELD | {"researchActivity": "TRAINING"}),
        ("ResearchLinkEnded", ANN, "endResearchLink", LATE),
    ],
    "a subject association": [
        ("SubjectAssociationJoined", ANN, "joinSubjectAssociation",
         SOON | {"school": ASTOR, "association": "mathematics-hubs", "subject": "MATHEMATICS",
                 "role": "SUBJECT_LEAD", "hasNetwork": True}),
        ("AssociationActivityAttended", ANN, "attendAssociationActivity",
         LATE | {"associationActivity": "NETWORK_MEETING", "attended": 2}),
        ("SubjectAssociationLeft", ANN, "leaveSubjectAssociation", LATE),
    ],
    "next steps that were suggested to a school": [
        ("NextStepSuggested", BEN, "suggestNextStep",
         SUGGESTED | {"nextStep": "PAIRING", "suggestedBy": DOVER}),
        ("NextStepDeclined", ANN, "declineNextStep", LATE | {"barrier": "GEOGRAPHY"}),
        ("NextStepSuggested", ANN, "suggestNextStep", SUGGESTED | {"nextStep": "RESEARCH_SCHOOL"}),
        ("NextStepLapsed", ANN, "letNextStepLapse", LATE),
        ("NetworkJoined", ANN, "joinNetwork", NETWORK),
        ("NextStepSuggested", ANN, "suggestNextStep",
         SUGGESTED | {"nextStep": "NETWORK", "suggestedAt": "$4"}),
        ("NextStepTaken", ANN, "takeNextStep", LATE | {"takenBy": "$4"}),
    ],
}  # fmt: skip
