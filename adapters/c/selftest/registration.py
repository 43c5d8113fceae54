# SPDX-License-Identifier: MIT
"""List subscribers: register, get and put, exit."""

from selftest.client import PAIRED, callbacks, count, gate, result, returned


def test_register_waits_for_open_sections(a):
    """MM-16, for both locks that a section can hold."""
    for via in ["mmap_lock", "rmap"]:
        a.reset("v6.12")
        a.request("define_subscriber", subscriber="A", type="list", callbacks=PAIRED)
        a.start("T", "r", via=via)
        a.call("R", "register", subscriber="A", mm="mm")
        assert a.blocked("R") == ("mmap_lock" if via == "mmap_lock" else "rmap_lock")
        events = a.end("T", "r")
        assert result(events, "R") == 0 and callbacks(events) == []


def test_unregister_waits_for_callbacks(a):
    a.reset("v6.12")
    a.list_subscriber("A", ["invalidate_range_start", "release"])
    assert a.counts() == (1, 2)
    a.script("A", "invalidate_range_start", gate("g"))
    a.call("T", "invalidate", mm="mm", start="0", end="1000")
    events = a.call("U", "unregister", subscriber="A")
    assert callbacks(events) == ["A.release"] and a.blocked("U") == "grace_period"
    assert returned(a.open("g"), "U") and a.counts() == (1, 1)
    events = a.call("U", "unregister", subscriber="A")
    assert count(events, "warning") == 1 and a.counts() == (1, 1)


def test_exit(a):
    """REG-15, INTV-30: RELEASE to the intervals, then release to the list; later removals drop."""
    a.reset("v6.12")
    a.interval("s")
    a.list_subscriber("A", [*PAIRED, "release"])
    events = a.call("T", "mmput", mm="mm")
    assert callbacks(events) == ["s.invalidate", "A.release"], events
    first = events[0]
    assert first["kind"] == "RELEASE" and first["end"] == "ffffffffffffffff" and first["start"] == "0"
    assert callbacks(a.call("T", "unregister", subscriber="A")) == []
    assert a.counts() == (0, 1)
    assert count(a.call("T", "interval_remove", subscriber="s"), "mm_free") == 1
    assert a.request("query", of="mm", mm="mm")["freed"]


def test_register_without_users_is_fatal(a):
    a.reset("v6.12")
    a.request("define_subscriber", subscriber="A", type="list", callbacks=[])
    a.call("T", "mmgrab", mm="mm")
    a.call("T", "mmput", mm="mm")
    events = a.call("T", "register", subscriber="A", mm="mm")
    assert count(events, "fatal") == 1 and not returned(events, "T") and a.blocked("T") is None
    assert a.call("U", "mmdrop", mm="mm") == []
    a.reset("v6.12")
    assert a.counts() == (1, 1)


def test_get_and_put(a):
    a.reset("v6.12")
    a.request("define_table", table="t", callbacks=["alloc_notifier", "free_notifier", "release"])
    a.request("define_table", table="u", callbacks=["alloc_notifier", "free_notifier", "release"])
    assert result(a.call("T", "get", table="t", mm="mm")) == "t#1"
    assert result(a.call("T", "get", table="t", mm="mm")) == "t#1"
    assert result(a.call("T", "get", table="u", mm="mm")) == "u#1"
    assert callbacks(a.call("T", "put", subscriber="t#1")) == []
    events = a.call("T", "put", subscriber="t#1")
    assert callbacks(events) == ["t#1.free_notifier"] and a.counts() == (1, 2), events
    assert result(a.call("T", "get", table="t", mm="mm")) == "t#2"


def test_put_frees_after_the_grace_period(a):
    """REG-23, -25, -28, -29."""
    a.reset("v6.12")
    a.call("T", "mm_create", mm="other")
    a.list_subscriber("A", ["invalidate_range_start"], mm="other")
    a.script("A", "invalidate_range_start", gate("g"))
    a.request("define_table", table="t", callbacks=["alloc_notifier", "free_notifier"])
    a.call("T", "get", table="t", mm="mm")
    a.call("C", "invalidate", mm="other", start="0", end="1000")
    events = a.call("T", "put", subscriber="t#1")
    assert returned(events, "T") and callbacks(events) == []
    assert count(a.call("T", "put", subscriber="t#1"), "warning") == 1
    assert result(a.call("T", "get", table="t", mm="mm")) == "t#2"
    a.call("S", "synchronize")
    assert a.blocked("S") == "grace_period"
    events = a.open("g")
    assert callbacks(events) == ["t#1.free_notifier"] and returned(events, "S"), events
