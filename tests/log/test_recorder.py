import pytest

from ledger.log.contract import Condition, DCBEvent, IntegrityError, Item, Query, Written


def test_x(recorder):
    assert (
        recorder.append(
            [
                DCBEvent("a", b"1", ["x", "y"]),
                Written("b", b"2", ["x"], id="i1", by={"role": "editor"}),
            ]
        )
        == 2
    )
    print(recorder.head(), list(recorder.read()))
    with pytest.raises(IntegrityError):
        recorder.append(
            [DCBEvent("a", b"1", ["x", "y"])], Condition(Query([Item(tags=["x", "y"])]))
        )
    with pytest.raises(IntegrityError):
        recorder.append([Written("a", b"1", ["x", "y"], id="i1")])
    assert (
        recorder.append(
            [DCBEvent("a", b"1", ["x", "y"])], Condition(Query([Item(tags=["x", "y"])]), after=1)
        )
        == 3
    )
    with recorder.alone() as alone:
        assert alone.append([DCBEvent("a", b"1", ["x", "y"])]) == 4
        assert [e.position for e in alone.at([4, 1])] == [4, 1]
    assert len(recorder.scan(0, 10)) == 4
    assert recorder.find("i1").event.by == {"role": "editor"}
    assert recorder.positions_of(["i1", "zz"]) == {"i1": 2}
    assert recorder.position_at(recorder.head().recorded_at) == 4
