# SPDX-License-Identifier: MIT
"""Starts that fail, and callbacks that must not sleep."""

from selftest.client import INTERVAL_PROFILES, PAIRED, callbacks, count, gate, result, ret, returned


def failing_start(a, profile, blockable=False, answer="EAGAIN"):
    """A succeeds, B fails; the events of the start."""
    a.reset(profile)
    a.list_subscriber("A", PAIRED)
    a.list_subscriber("B", PAIRED)
    a.script("B", "invalidate_range_start", ret(answer))
    return a.start("T", "r") if blockable else a.start_nonblock("T", "r")


def test_pairing_after_a_failed_start(a):
    """PAIR-06, -08, -10: who gets an end, and how often the kernel would warn."""
    for profile, ends, warnings in [
        ("v5.3", [], 0),
        ("v5.3-rfc", ["A", "B"], 0),
        ("v5.4", [], 0),
        ("v5.5-prop", [], 0),
        ("v5.12", ["A", "B"], 1),
        ("v6.12", ["A", "B"], 1),
    ]:
        events = failing_start(a, profile)
        assert result(events) == "EAGAIN", events
        assert sorted(e.split(".")[0] for e in callbacks(events, callback="invalidate_range_end")) == ends, profile
        assert count(events, "warning") == warnings, (profile, events)
        messages = [e["text"] for e in events if e["event"] == "message"]
        assert len(messages) == 1 and "invalidate_range_start" in messages[0], messages
        assert "EAGAIN" in messages[0] and "non-blockable" in messages[0], messages
        assert a.error("call", thread="T", op="invalidate_range_end", args={"range": "r"}) == -32602


def test_wrong_results_warn(a):
    """PAIR-11, PAIR-13, PAIR-18: and a blockable start never runs the ends itself."""
    for profile, warnings in [("v5.3", 0), ("v5.3-rfc", 1), ("v5.4", 1), ("v6.12", 2)]:
        events = failing_start(a, profile, answer="EBUSY")
        assert result(events) == "EBUSY" and count(events, "warning") == warnings, (profile, events)
        events = failing_start(a, profile, blockable=True)
        assert result(events) is None and count(events, "warning") == warnings, (profile, events)
        assert callbacks(events, callback="invalidate_range_end") == []
        assert sorted(callbacks(a.end("T", "r"))) == ["A.invalidate_range_end", "B.invalidate_range_end"]


def test_list_failure_closes_the_tree_section(a):
    """PAIR-17: nobody waits for a section that failed to open."""
    for profile in INTERVAL_PROFILES:
        a.reset(profile)
        a.interval("s")
        a.list_subscriber("B", ["invalidate_range_start"])
        a.script("s", "invalidate", {"do": "set_seq"})
        a.script("B", "invalidate_range_start", ret("EAGAIN"))
        assert result(a.start_nonblock("T", "r")) == "EAGAIN"
        a.call("R", "read_begin", subscriber="s", token="q")
        assert a.blocked("R") is None, profile


def test_interval_false_stops_the_walk(a):
    """PAIR-14, -15: later intervals and the list are not called, the section is closed."""
    a.reset("v6.12")
    a.interval("s1", "1000")
    a.interval("s2", "1800")
    a.interval("s3", "1900")
    a.list_subscriber("L", PAIRED)
    a.script("s2", "invalidate", ret(False), blockable=False)
    events = a.start_nonblock("T", "r")
    assert result(events) == "EAGAIN" and callbacks(events) == ["s1.invalidate", "s2.invalidate"], events
    a.call("R", "interval_remove", subscriber="s1")
    assert a.blocked("R") is None


def test_user_lock_in_a_callback(a):
    """PAIR-05: a blockable callback waits for the lock, a non-blockable one gives up."""
    a.reset("v6.12")
    a.interval("s")
    a.script("s", "invalidate", {"do": "lock", "lock": "U"}, {"do": "unlock", "lock": "U"})
    a.call("U", "lock", lock="U")
    assert result(a.start_nonblock("T", "r")) == "EAGAIN"
    a.call("T", "invalidate", mm="mm", start="1000", end="2000")
    assert a.blocked("T") == "lock"
    assert returned(a.call("U", "unlock", lock="U"), "T")
    assert result(a.start_nonblock("T", "r")) == 0


def test_sleep_is_diagnosed(a):
    """PAIR-03, PAIR-20: in starts and ends of non-blockable ranges, and not waited for."""
    a.reset("v6.12")
    a.list_subscriber("A", PAIRED)
    a.script("A", "invalidate_range_start", gate("never"))
    a.script("A", "invalidate_range_end", {"do": "sleep"})
    events = a.start_nonblock("T", "r")
    assert result(events) == 0 and count(events, "warning") == 1
    assert count(a.end("T", "r"), "warning") == 1
    a.start("T", "r")
    assert a.blocked("T") == "gate"
