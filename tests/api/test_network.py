"""What front ends ask of networks and of schools that are alike."""

from __future__ import annotations

from tests.api.desk import ADA, ANN, ASTOR, AUD, BEN, DEAL, DOVER, EAST, EVE, NED, Desk
from tests.api.test_engagement_figures import visited

FOURTH, FIFTH = "900004", "900005"
NETWORK = (
    "network { density { value state sentence } linkCount { value } groupCount { value } "
    "reciprocity { state } insularity { state } contrast { value } acrossPhases { value } "
    "acrossTrusts { value } acrossAuthorities { value } bridgeCount { value } "
    "cutSchoolCount { value } unlinkedCount { value } centralisation { value } "
    "links { isBridge schools { name } contacts { value } } groups { schools { name } } "
    "unlinked { name } cutSchools { name } }"
)


def five(desk: Desk) -> None:
    """Two more schools of the east; Astor and Dover met twice, and both have said so."""
    for urn, name in ((FOURTH, "Folkestone"), (FIFTH, "Faversham")):
        desk.record("registerSchool", ADA, school=urn, name=name, phase="PRIMARY", laCode="886",
                    trust=EAST, trustName="9101 trust")  # fmt: skip
    for _ in range(2):
        act = visited(desk)
        desk.record("confirmAttendance", BEN, act=act, school=DOVER, attended=2)


def test_a_trust_of_five_is_told_how_its_schools_hang_together(fresh: Desk):
    five(fresh)
    at = '(happenedBy: "2026-03-20")'
    found = fresh.read(f'trust(uid: "{EAST}") {{ {NETWORK} }}', EVE, at)["trust"]["network"]
    assert found["density"] == {
        "value": 0.1,
        "state": "MEASURED",
        "sentence": "1 of the 10 links that there could be between these schools",
    }
    assert (found["linkCount"]["value"], found["groupCount"]["value"]) == (1, 4)
    (link,) = found["links"]
    assert [school["name"] for school in link["schools"]] == ["Astor", "Dover"]
    assert (link["isBridge"], link["contacts"]["value"]) == (True, 2)
    assert [school["name"] for school in found["unlinked"]] == ["Deal", "Folkestone", "Faversham"]
    assert found["cutSchools"] == []
    for who in (ANN, NED, None):
        assert fresh.read(f'trust(uid: "{EAST}") {{ {NETWORK} }}', who)["trust"]["network"] is None


def test_of_three_schools_nothing_is_told(fresh: Desk):
    visited(fresh)
    for asked, who in (
        (f'trust(uid: "{EAST}") {{ {NETWORK} }}', AUD),
        (f"collaborations {{ nodes {{ {NETWORK} }} }}", ANN),
    ):
        told = fresh.read(asked, who)
        found = (told.get("trust") or told["collaborations"]["nodes"][0])["network"]
        assert found["density"]["state"] == "TOO_FEW"
        assert found["contrast"]["value"] is None
        assert found["links"] == found["groups"] == found["unlinked"] == []


SIMILAR = (
    f'school(urn: "{ASTOR}") {{ similar(first: 2) {{ edition variables schools {{ rank sameTrust '
    "alreadyPartners school { name } distance { value sentence } kmApart { value state } "
    "because { words ours theirs share } } pairing { school { name } } "
    "contrast { school { name } } } }"
)


def test_schools_with_pupils_like_ones_own_are_told(fresh: Desk):
    assert fresh.read(SIMILAR, ANN)["school"]["similar"] is None
    for n, urn in enumerate(("900021", "900022", "900023")):
        fresh.record("registerSchool", ADA, school=urn, name=f"Primary {n}", phase="PRIMARY",
                     pupils=200 + 10 * n, freeSchoolMeals=f"1{n}.0", gender="Mixed",
                     urbanRural="Rural village", easting=600_000 + 1_000 * n,
                     northing=140_000, religiousCharacter=f"Character {n % 2}")  # fmt: skip
    asked = SIMILAR.replace(ASTOR, "900021")
    found = fresh.read(asked, ANN)["school"]["similar"]
    assert found["edition"] == f"the register as known at position {fresh.size}"
    assert [one["school"]["name"] for one in found["schools"]] == ["Primary 1", "Primary 2"]
    first = found["schools"][0]
    assert (first["rank"], first["sameTrust"], first["alreadyPartners"]) == (1, False, None)
    assert first["kmApart"] == {"value": 1, "state": "MEASURED"}
    assert {one["words"] for one in first["because"]} == {
        "the number of pupils",
        "the share of pupils with free school meals",
    }
    sizes = next(one for one in first["because"] if one["words"] == "the number of pupils")
    assert (sizes["ours"], sizes["theirs"]) == (200, 210)
    assert found["contrast"] == {"school": {"name": "Primary 1"}}
    assert len(found["pairing"]) == 2


def test_an_academy_is_like_the_same_schools_under_its_old_number(fresh: Desk):
    for n, urn in enumerate(("900021", "900022", "900023")):
        fresh.record("registerSchool", ADA, school=urn, name=f"Primary {n}", phase="PRIMARY",
                     pupils=200 + 10 * n, freeSchoolMeals=f"1{n}.0", gender="Mixed",
                     urbanRural="Rural village")  # fmt: skip
    fresh.record("closeSchool", ADA, school="900021", closedOn="2025-08-31")
    fresh.record("registerSchool", ADA, school="900031", name="Academy", phase="PRIMARY",
                 pupils=200, freeSchoolMeals="10.0", gender="Mixed", urbanRural="Rural village",
                 openedOn="2025-09-01")  # fmt: skip
    fresh.record("succeedSchool", ADA, school="900021", successor="900031",
                 succession="SUCCESSION", happenedOn="2025-09-01")  # fmt: skip
    before, now = (
        fresh.read(SIMILAR.replace(ASTOR, urn), ANN)["school"]["similar"]
        for urn in ("900021", "900031")
    )
    assert before == now
    assert [one["school"]["name"] for one in now["schools"]] == ["Primary 1", "Primary 2"]


def test_partners_that_a_school_has_are_told_to_itself(fresh: Desk):
    act = visited(fresh)
    fresh.record("confirmAttendance", BEN, act=act, school=DOVER, attended=2)
    for n, urn in enumerate((ASTOR, DOVER, DEAL)):
        facts = {"pupils": f"{200 + n}", "free_school_meals": f"1{n}", "gender": "Mixed",
                 "urban_rural": "Rural village"}  # fmt: skip
        changes = [{"field": name, "old": None, "new": new} for name, new in facts.items()]
        fresh.record("changeSchoolDetails", ADA, school=urn, changes=changes)
    found = fresh.read(SIMILAR, ANN)["school"]["similar"]["schools"]
    assert {one["school"]["name"]: one["alreadyPartners"] for one in found} == {
        "Dover": True, "Deal": False,
    }  # fmt: skip
    assert all(one["sameTrust"] for one in found)
    assert fresh.read(SIMILAR, BEN)["school"]["similar"]["schools"][0]["alreadyPartners"] is None
