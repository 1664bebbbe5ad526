"""What a front end reads of a hub."""

from __future__ import annotations

from tests.api.desk import A_DAY, ANN, ASTOR, BEN, DOVER, WIN, Desk

COMPANY = (
    "company { schools { value } phases { value } selective { value } trusts { value } "
    "firstExternal { value state n sourceCount } }"
)


def test_who_came_to_a_hub(desk: Desk):
    hub = desk.record(
        "establishHub", ANN, hubKind="CPD_EXCELLENCE", leadSchool=ASTOR, region="SOUTH_EAST",
        happenedOn=A_DAY,
    )["id"]  # fmt: skip
    for day, came, new in ((A_DAY, (13, 13), 15), ("2026-03-09", (3, 2), 1)):
        attendance = [
            {"school": one, "attended": many}
            for one, many in zip((ASTOR, DOVER), came, strict=True)
        ]
        desk.record(
            "holdHubMeeting", ANN, act=hub, happenedOn=day, minutes=90, startsAt="16:30",
            isAfterSchool=True, firstExternalCount=new, attendance=attendance,
        )  # fmt: skip
    fields = f"{COMPANY} meetings {{ happenedOn people {{ value state }} {COMPANY} }}"
    told = desk.read(f'hub(id: "{hub}") {{ {fields} schools {{ name }} }}', WIN)["hub"]
    assert told["company"]["schools"] == {"value": 2}
    assert told["company"]["firstExternal"] == {
        "value": 15 / 26, "state": "MEASURED", "n": 26, "sourceCount": 1,
    }  # fmt: skip
    big, small = told["meetings"]
    assert (big["people"], small["people"]) == (
        {"value": 26, "state": "MEASURED"},
        {"value": None, "state": "TOO_FEW"},
    )
    assert small["company"]["firstExternal"]["state"] == "TOO_FEW"
    assert told["schools"] == [{"name": "Astor"}, {"name": "Dover"}]
    assert desk.read(f'hub(id: "{hub}") {{ {COMPANY} }}', None)["hub"] is None
    other = desk.begin()
    assert desk.read(f'hub(id: "{other}") {{ {COMPANY} }}', BEN)["hub"] is None
