# SPDX-License-Identifier: MIT
"""Interval notifiers of v5.5-prop: release, insert_safe, update."""

from selftest.client import PAIRED, callbacks, count, gate, nested, result, returned


def test_release_callback(a):
    """IREL-01 to -03, -07: remove returns at once, and release comes with the end of the period."""
    a.reset("v5.5-prop")
    for name in ["s1", "s2"]:
        a.interval(name, callbacks=["invalidate", "release"])
        a.script(name, "invalidate", nested("interval_remove", subscriber=name), call=1)
    a.list_subscriber("L", PAIRED)
    events = a.start("T", "r")
    assert callbacks(events)[:2] == ["s1.invalidate", "s2.invalidate"] and result(events) is None
    events = a.end("T", "r")
    order = callbacks(events)
    assert sorted(order[:2]) == ["s1.release", "s2.release"] and order[2:] == ["L.invalidate_range_end"], order
    assert a.counts() == (1, 2)
    assert callbacks(a.call("T", "invalidate", mm="mm", start="1000", end="2000"), callback="invalidate") == []


def test_release_at_once(a):
    """IREL-04, -31, -34: in idle inside remove; and the object may be inserted again in it."""
    a.reset("v5.5-prop")
    a.interval("s", callbacks=["invalidate", "release"])
    again = nested("interval_insert_safe", subscriber="s", mm="mm", start="5000", length="1000")
    a.script("s", "release", again, call=1)
    events = a.call("T", "interval_remove", subscriber="s")
    assert callbacks(events) == ["s.release"] and events[-1]["event"] == "return"
    assert a.counts() == (1, 2)
    assert callbacks(a.call("T", "invalidate", mm="mm", start="5000", end="6000")) == ["s.invalidate"]
    assert callbacks(a.call("T", "interval_remove", subscriber="s")) == ["s.release"]
    events = a.call("T", "interval_remove", subscriber="s")
    assert callbacks(events) == [] and count(events, "warning") == 1 and a.counts() == (1, 1)


def test_insert_safe_needs_interval_mode(a):
    """IREL-09."""
    a.reset("v5.5-prop")
    a.list_subscriber("L", [])
    a.request("define_subscriber", subscriber="s", type="interval", callbacks=["invalidate", "release"])
    assert result(a.insert("T", "s", op="interval_insert_safe")) == "EINVAL"
    assert result(a.call("T", "register_null", mm="mm")) == 0
    assert result(a.insert("T", "s", op="interval_insert_safe")) == 0


def monitored(a, start, end):
    return callbacks(a.call("probe", "invalidate", mm="mm", start=start, end=end), "s", "invalidate") != []


def test_update(a):
    """IREL-12, -13, -15, -18, -20, -22, ILV-27: at once in idle, at the end of the period in one."""
    a.reset("v5.5-prop")
    a.interval("hit")
    a.interval("s", "1000", callbacks=["invalidate", "release"], memory="garbage")
    a.call("R", "read_begin", subscriber="s", token="q")
    assert result(a.call("T", "interval_update", subscriber="s", start="4000", length="1000")) == 0
    assert result(a.call("R", "read_retry", subscriber="s", token="q")) is True
    assert monitored(a, "4000", "5000") and not monitored(a, "1000", "2000")
    a.start("T", "r")
    for start, length in [("7000", "1000"), ("0", "1")]:
        assert result(a.call("U", "interval_update", subscriber="s", start=start, length=length)) == 0
    assert monitored(a, "4000", "5000") and not monitored(a, "0", "1")
    assert callbacks(a.end("T", "r")) == []
    assert monitored(a, "0", "1") and not monitored(a, "1", "8000")
    a.start("T", "r")
    a.call("U", "interval_remove", subscriber="s")
    events = a.call("U", "interval_update", subscriber="s", start="0", length="1")
    assert result(events) == "EINVAL" and count(events, "warning") == 1
    assert callbacks(a.end("T", "r")) == ["s.release"]


def test_update_collides_with_open_sections(a):
    """IREL-21, ILV-14, ILV-15: a section that is open over the new range makes readers wait."""
    for other in [None, "hit"]:
        a.reset("v5.5-prop")
        a.interval("s", "1000", callbacks=["invalidate", "release"])
        if other:
            a.interval(other, "20000")
            a.start("X", "x", "20000", "21000")
        a.start("T", "r", "8000", "9000")
        a.call("U", "interval_update", subscriber="s", start="8000", length="1000")
        a.call("R", "read_begin", subscriber="s", token="q")
        assert a.blocked("R") == "interval"
        a.end("T", "r")
        if other:
            assert a.blocked("R") == "interval"
            a.end("X", "x")
        assert a.blocked("R") is None


def test_update_without_release_waits(a):
    """IREL-19."""
    a.reset("v5.5-prop")
    a.interval("s")
    a.start("T", "r")
    a.call("U", "interval_update", subscriber="s", start="4000", length="1000")
    assert a.blocked("U") == "interval"
    assert result(a.end("T", "r"), "U") == 0


def test_remove_does_not_touch_a_released_object(a):
    """IREL-30, ILV-53."""
    a.reset("v5.5-prop")
    a.interval("s", callbacks=["invalidate", "release"])
    a.start("T", "r")
    a.request("hold", gate="queued", thread="R", point="after-queueing")
    a.call("R", "interval_remove", subscriber="s")
    assert callbacks(a.end("T", "r")) == ["s.release"]
    assert returned(a.open("queued"), "R") and a.counts() == (1, 1)
