# SPDX-License-Identifier: MIT
"""Interval notifiers: insert, remove, readers."""

from selftest.client import callbacks, count, gate, result, returned


def test_insert_is_deferred(a):
    """INTV-09, INTV-11: in a period that is open an insert returns, and takes effect at its end."""
    a.reset("v6.12")
    a.interval("s")
    a.start("T", "r")
    a.request("define_subscriber", subscriber="n", type="interval", callbacks=["invalidate"])
    assert result(a.insert("I", "n")) == 0
    assert callbacks(a.call("I", "invalidate", mm="mm", start="1000", end="2000")) == ["s.invalidate"]
    a.call("R", "read_begin", subscriber="n", token="q")
    assert a.blocked("R") == "interval"
    assert returned(a.end("T", "r"), "R")
    events = a.call("T", "invalidate", mm="mm", start="1fff", end="2000")
    assert sorted(callbacks(events)) == ["n.invalidate", "s.invalidate"]
    assert callbacks(a.call("T", "invalidate", mm="mm", start="2000", end="3000")) == []


def test_insert_in_a_partial_period(a):
    """INTV-08: an open section that hit nothing may still cover the new interval."""
    a.reset("v6.12")
    a.interval("s")
    a.start("T", "r", "8000", "9000")
    a.request("define_subscriber", subscriber="n", type="interval", callbacks=["invalidate"])
    a.insert("I", "n", "8000")
    a.call("R", "read_begin", subscriber="n", token="q")
    assert a.blocked("R") == "interval"
    assert returned(a.end("T", "r"), "R")


def test_insert_limits(a):
    """INTV-02, INTV-03, INTV-04."""
    a.reset("v6.12")
    a.interval("s", "ffffffffffffffff", "1")
    a.request("define_subscriber", subscriber="n", type="interval", callbacks=["invalidate"])
    assert result(a.insert("T", "n", "1000", "0")) == "EOVERFLOW"
    assert result(a.insert("T", "n", "ffffffffffffffff", "2")) == "EOVERFLOW"
    assert a.counts() == (1, 2)
    assert result(a.insert("T", "n", "0", "ffffffffffffffff")) == 0
    assert callbacks(a.call("T", "invalidate", mm="mm", start="fffffffffffffffe", end="ffffffffffffffff")) == [
        "n.invalidate"
    ]
    a.call("T", "mmput", mm="mm")
    a.request("define_subscriber", subscriber="m", type="interval", callbacks=["invalidate"])
    events = a.insert("T", "m")
    assert result(events) == "EINVAL" and count(events, "warning") == 1


def test_remove_waits(a):
    """INTV-24 to -26, INTV-34."""
    a.reset("v6.12")
    a.interval("s")
    a.interval("u")
    assert count(a.call("T", "interval_remove", subscriber="u"), "warning") == 0
    events = a.call("T", "interval_remove", subscriber="u")
    assert count(events, "warning") == 1 and a.counts() == (1, 2)
    a.start("T", "r")
    a.call("R", "interval_remove", subscriber="s")
    assert a.blocked("R") == "interval"
    a.request("define_subscriber", subscriber="n", type="interval", callbacks=["invalidate"])
    a.insert("I", "n")
    assert returned(a.call("I", "interval_remove", subscriber="n"), "I")
    events = a.end("T", "r")
    assert returned(events, "R") and a.counts() == (1, 1)
    assert callbacks(a.call("T", "invalidate", mm="mm", start="1000", end="2000")) == []


def test_all_who_wait_are_woken(a):
    """ILV-50: two removers and a reader wait for one end."""
    a.reset("v6.12")
    for name in ["s1", "s2", "s3"]:
        a.interval(name)
        a.script(name, "invalidate", {"do": "set_seq"})
    a.start("T", "r")
    a.call("A", "interval_remove", subscriber="s1")
    a.call("B", "interval_remove", subscriber="s2")
    a.call("C", "read_begin", subscriber="s3", token="q")
    events = a.end("T", "r")
    assert all(returned(events, thread) for thread in "ABC"), events


def test_read_begin_and_retry(a):
    """ILV-02, ILV-03, ILV-08, INTV-43."""
    a.reset("v6.12")
    a.interval("s")
    a.script("s", "invalidate", {"do": "lock", "lock": "U"}, {"do": "set_seq"}, {"do": "unlock", "lock": "U"})
    a.call("R", "read_begin", subscriber="s", token="q")
    assert result(a.call("R", "read_retry", subscriber="s", token="q")) is False
    a.start("T", "outer")
    a.start("T", "inner")
    assert result(a.call("R", "read_retry", subscriber="s", token="q")) is True
    a.call("R", "read_begin", subscriber="s", token="q")
    assert a.blocked("R") == "interval"
    a.end("T", "inner")
    assert a.blocked("R") == "interval"
    assert returned(a.end("T", "outer"), "R")
    assert result(a.call("R", "read_retry", subscriber="s", token="q")) is False


def test_remover_waits_for_the_deferred_walk(a):
    """INTV-27, ILV-09: also when it first looks between the end of the period and its clean-up."""
    a.reset("v6.12")
    a.interval("s")
    a.start("T", "r")
    a.request("hold", gate="queued", thread="R", point="after-queueing")
    a.request("hold", gate="walk", thread="T", point="deferred-work")
    a.call("R", "interval_remove", subscriber="s")
    a.end("T", "r")
    assert a.blocked("R") == "gate" and a.blocked("T") == "gate"
    a.open("queued")
    assert a.blocked("R") == "other"  # the lock of the subscriptions, held by the walk
    events = a.open("walk")
    assert returned(events, "R") and count(events, "fatal") == 0
