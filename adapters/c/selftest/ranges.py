# SPDX-License-Identifier: MIT
"""The list of open sections (2014-09-prop)."""

from selftest.client import PAIRED, callbacks, count, gate, nested, result, returned

PROFILE = "2014-09-prop"


def prepare(a, *steps, callback="invalidate_range_start"):
    a.reset(PROFILE)
    a.list_subscriber("S", PAIRED)
    if steps:
        a.script("S", callback, *steps)


def valid(a, start="1000", end="2000", thread="Q"):
    return result(a.call(thread, "range_is_valid", mm="mm", start=start, end=end))


def wait(a, thread, start="1000", end="2000"):
    return a.call(thread, "range_wait_valid", mm="mm", start=start, end=end)


def nested_answers(events):
    return [e["result"] for e in events if e["event"] == "return" and e.get("nested")]


def test_only_in_its_profile(a):
    """The helpers exist in the proposal alone, and it has no range that may not block."""
    a.reset("v6.12")
    assert a.error("call", thread="Q", op="range_is_valid", args={"mm": "mm", "start": "0", "end": "1"}) == -32001
    a.reset(PROFILE)
    args = {"range": "r", "mm": "mm", "start": "1000", "end": "2000"}
    assert a.error("call", thread="T", op="invalidate_range_start_nonblock", args=args) == -32001
    prepare(a)
    assert all("blockable" not in event for event in a.start("T", "r"))


def test_listed_after_the_starts_until_the_ends(a):
    """TRK-02, TRK-03: seen neither in its start callbacks nor in its end callbacks."""
    ask = nested("range_is_valid", mm="mm", start="1000", end="2000")
    prepare(a, ask)
    a.script("S", "invalidate_range_end", ask)
    assert nested_answers(a.start("T", "r")) == [True]
    assert valid(a) is False
    assert nested_answers(a.end("T", "r")) == [True]
    assert valid(a) is True


def test_overlap(a):
    """TRK-04, TRK-11: half-open on both sides; every section counts, and the list is walked to its end."""
    prepare(a)
    a.start("T", "far", "8000", "9000")
    a.start("T", "r", "1000", "2000")
    a.start("T", "again", "1000", "2000")
    for start, end, answer in [
        ("2000", "3000", True),
        ("0", "1000", True),
        ("1fff", "2001", False),
        ("1800", "1800", False),
        ("2000", "2000", True),
        ("0", "9000", False),
    ]:
        assert valid(a, start, end) is answer, (start, end)
    a.end("T", "r")
    assert valid(a) is False
    a.end("T", "again")
    assert valid(a) is True and valid(a, "8000", "8001") is False


def test_without_subscribers(a):
    """TRK-13: nobody ever registered."""
    a.reset(PROFILE)
    a.start("T", "r")
    assert valid(a) is True
    assert returned(wait(a, "W"), "W")


def test_all_who_wait_are_woken(a):
    """TRK-05, TRK-10: one end, three who wait."""
    prepare(a)
    a.start("T", "r")
    for thread in ("W1", "W2", "W3"):
        wait(a, thread)
        assert a.blocked(thread) == "interval"
    events = a.end("T", "r")
    assert all(returned(events, thread) for thread in ("W1", "W2", "W3")), events


def test_who_waits_goes_on_after_the_end_callbacks(a):
    """TRK-09, ILV-42: also one that asks, or is woken, while they run."""
    prepare(a, gate("g"), callback="invalidate_range_end")
    a.start("T", "r")
    wait(a, "W1")
    a.end("T", "r")
    assert a.blocked("W1") == "interval" and valid(a) is True
    wait(a, "W2")
    assert a.blocked("W2") == "interval"
    events = a.open("g")
    assert returned(events, "W1") and returned(events, "W2"), events


def test_a_section_elsewhere_in_place_of_the_one_that_ended(a):
    """TRK-06, ILV-34: the number of sections is the same as before, and nothing is in the way."""
    prepare(a, gate("g"), callback="invalidate_range_end")
    a.start("T", "r")
    wait(a, "W")
    a.end("T", "r")
    a.start("U", "elsewhere", "8000", "9000")
    assert returned(a.open("g"), "W")


def test_an_end_that_was_never_listed(a):
    """TRK-15: diagnosed, and the list stays as it is."""
    a.reset(PROFILE)
    a.request("define_subscriber", subscriber="S", type="list", callbacks=PAIRED)
    a.call("T", "mmap_lock", mm="mm", mode="write")
    a.start("T", "early")
    assert result(a.call("T", "register_locked", subscriber="S", mm="mm")) == 0
    a.start("T", "late", "3000", "4000")
    events = a.end("T", "early")
    assert count(events, "warning") == 1 and callbacks(events) == ["S.invalidate_range_end"], events
    assert valid(a, "3000", "4000") is False
    assert count(a.end("T", "late"), "warning") == 0
    assert valid(a, "3000", "4000") is True
