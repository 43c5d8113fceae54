#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Drives a build of the C adapter over stdio and checks what it says.

usage: test.py [--fault NAME] BINARY

Without --fault every test has to pass. With it the tests listed for that planted fault have to
fail: a fault that nothing notices means a toothless test.
"""

import json
import subprocess
import sys

DEADLINE = 60  # seconds for a whole test; nothing here waits by the clock
INTERVAL_PROFILES = ["v5.5", "v5.5-prop", "v5.12", "v6.1", "v6.6", "v6.12"]
PAIRED = ["invalidate_range_start", "invalidate_range_end"]


class Adapter:
    """One running adapter. `call` and `open` keep the last observation's threads."""

    def __init__(self, binary):
        self.process = subprocess.Popen([binary], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.number = 0
        self.threads = {}

    def raw(self, line):
        self.process.stdin.write(line + b"\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def ask(self, method, **params):
        self.number += 1
        request = {"jsonrpc": "2.0", "id": self.number, "method": method, "params": params}
        answer = self.raw(json.dumps(request).encode())
        assert answer["id"] == self.number, answer
        return answer

    def request(self, method, **params):
        answer = self.ask(method, **params)
        assert "result" in answer, (method, params, answer)
        return answer["result"]

    def error(self, method, **params):
        return self.ask(method, **params)["error"]["code"]

    def observe(self, method, **params):
        seen = self.request(method, **params)
        self.threads = seen["threads"]
        return seen["events"]

    def call(self, thread, op, **args):
        return self.observe("call", thread=thread, op=op, args=args)

    def open(self, gate):
        return self.observe("open", gate=gate)

    def blocked(self, thread):
        """What a thread waits for: the kind, or None."""
        state = self.threads[thread]
        return state["on"]["kind"] if state["state"] == "blocked" else None

    # the common preparations

    def reset(self, profile):
        self.request("reset", profile=profile)

    def list_subscriber(self, name, callbacks, mm="mm"):
        self.request("define_subscriber", subscriber=name, type="list", callbacks=callbacks)
        assert result(self.call("setup", "register", subscriber=name, mm=mm)) == 0

    def interval(self, name, start="1000", length="1000", callbacks=("invalidate",), **more):
        self.request("define_subscriber", subscriber=name, type="interval", callbacks=list(callbacks), **more)
        assert result(self.insert("setup", name, start, length)) == 0

    def insert(self, thread, name, start="1000", length="1000", op="interval_insert"):
        return self.call(thread, op, subscriber=name, mm="mm", start=start, length=length)

    def script(self, name, callback, *steps, **when):
        self.request("script", subscriber=name, callback=callback, when=when, steps=list(steps))

    def start(self, thread, name, start="1000", end="2000", op="invalidate_range_start", **more):
        return self.call(thread, op, range=name, mm="mm", start=start, end=end, **more)

    def start_nonblock(self, thread, name, start="1000", end="2000"):
        return self.start(thread, name, start, end, op="invalidate_range_start_nonblock")

    def end(self, thread, name):
        return self.call(thread, "invalidate_range_end", range=name)

    def counts(self, mm="mm"):
        answer = self.request("query", of="mm", mm=mm)
        return answer["users"], answer["count"]


def result(events, thread=None, op=None):
    """The result of the one operation that returned (of that thread, of that name)."""
    found = [e for e in events if e["event"] == "return" and not e.get("nested")]
    found = [e for e in found if thread in (None, e["thread"]) and op in (None, e["op"])]
    assert len(found) == 1, events
    return found[0]["result"]


def returned(events, thread):
    return any(e["event"] == "return" and e["thread"] == thread for e in events)


def callbacks(events, subscriber=None, callback=None):
    """The entries of callbacks, as `subscriber.callback`."""
    found = [e for e in events if e["event"] == "callback"]
    found = [e for e in found if subscriber in (None, e["subscriber"]) and callback in (None, e["callback"])]
    return [f"{e['subscriber']}.{e['callback']}" for e in found]


def count(events, kind):
    return sum(e["event"] == kind for e in events)


def ret(value):
    return {"do": "return", "value": value}


def gate(name):
    return {"do": "gate", "gate": name}


def nested(op, **args):
    return {"do": "call", "op": op, "args": args}


# Each test gets a fresh adapter. Its name and docstring are its documentation.


def test_handshake(a):
    hello = a.request("initialize", protocol=1, suite="self-test")
    assert hello["protocol"] == 1 and hello["settle"] == "exact"
    assert "v5.3-rfc" in hello["profiles"] and "interval-update" in hello["capabilities"]


def test_garbage_is_answered(a):
    """Broken lines get JSON-RPC errors, and the adapter lives on."""
    assert a.raw(b"{")["error"]["code"] == -32700
    assert a.raw(b"[" * 100000)["error"]["code"] == -32700
    assert a.raw(b'{"jsonrpc":"2.0","id":1,"method":"\\ud800"}')["error"]["code"] == -32700
    assert a.raw(b'{"jsonrpc":"2.0","id":1,"method":"\xff"}')["error"]["code"] == -32700
    assert a.raw(b'"' + b"x" * 3000000 + b'"')["error"]["code"] == -32600
    assert a.raw(b"[]")["error"]["code"] == -32600
    assert a.raw(b'{"jsonrpc":"2.0","id":"\\u0041\\n\\ud83d\\ude00","method":"nothing"}') == {
        "jsonrpc": "2.0",
        "id": "A\n\U0001f600",
        "error": {"code": -32601, "message": "unknown method"},
    }
    assert a.error("call", thread="T", op="invalidate", args={}) == -32600  # no world yet
    a.reset("v6.12")
    assert a.error("call", thread="T", op="invalidate", args={}) == -32602
    assert a.error("call", thread="T", op="munmap", args={}) == -32001
    assert a.error("call", thread="T", op="mmput", args={"mm": "nowhere"}) == -32602
    assert a.error("call", thread="T", op="invalidate", args={"mm": "mm", "start": "01", "end": "2"}) == -32602
    assert a.error("reset", profile="v1.0") == -32602
    assert a.counts() == (1, 1)


def test_profiles_differ_in_operations(a):
    wanted = {
        "get": ["v5.4", *INTERVAL_PROFILES],
        "interval_insert": INTERVAL_PROFILES,
        "interval_insert_safe": ["v5.5-prop"],
        "interval_update": ["v5.5-prop"],
    }
    args = {"mm": "mm", "table": "none", "subscriber": "none", "start": "0", "length": "1"}
    for profile in ["v5.3", "v5.3-rfc", "v5.4", *INTERVAL_PROFILES]:
        a.reset(profile)
        for op, profiles in wanted.items():
            expected = -32602 if profile in profiles else -32001
            assert a.error("call", thread="T", op=op, args=args) == expected, (profile, op)


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


def test_remove_does_not_touch_a_released_object(a):
    """IREL-30, ILV-53."""
    a.reset("v5.5-prop")
    a.interval("s", callbacks=["invalidate", "release"])
    a.start("T", "r")
    a.request("hold", gate="queued", thread="R", point="after-queueing")
    a.call("R", "interval_remove", subscriber="s")
    assert callbacks(a.end("T", "r")) == ["s.release"]
    assert returned(a.open("queued"), "R") and a.counts() == (1, 1)


def test_downgrade_and_fairness(a):
    """MM-07: a reader queues behind a waiting writer; a downgrade admits readers."""
    a.reset("v6.12")
    a.call("W", "mmap_lock", mm="mm", mode="write")
    a.call("R", "mmap_lock", mm="mm", mode="read")
    a.call("X", "mmap_lock", mm="mm", mode="write")
    a.call("S", "mmap_lock", mm="mm", mode="read")
    events = a.call("W", "mmap_downgrade", mm="mm")
    assert returned(events, "R") and not returned(events, "S") and a.blocked("X") == "mmap_lock"
    a.call("W", "mmap_unlock", mm="mm")
    assert returned(a.call("R", "mmap_unlock", mm="mm"), "X")
    assert returned(a.call("X", "mmap_unlock", mm="mm"), "S")
    assert result(a.call("W", "mmap_trylock", mm="mm", mode="write")) is False
    assert count(a.call("W", "mmap_unlock", mm="mm"), "warning") == 1


def test_reset_with_blocked_threads(a):
    """A world can be left with threads in every kind of wait."""
    for _ in range(200):
        a.reset("v5.5-prop")
        a.interval("s")
        a.list_subscriber("A", PAIRED)
        a.script("A", "invalidate_range_end", gate("g"))
        a.script("s", "invalidate", {"do": "lock", "lock": "U"}, thread="L")
        a.call("T0", "lock", lock="U")
        a.call("L", "invalidate", mm="mm", start="1000", end="2000")
        a.call("T1", "invalidate", mm="mm", start="8000", end="9000")
        a.call("T2", "register_null", mm="mm")
        a.call("T3", "interval_remove", subscriber="s")
        a.call("T4", "synchronize")
        kinds = {a.blocked(thread) for thread in ["L", "T1", "T2", "T3", "T4"]}
        assert kinds == {"lock", "gate", "mmap_lock", "interval", "grace_period"}, kinds
    a.reset("v6.12")
    assert a.threads and a.call("T1", "mmgrab", mm="mm")


def test_scripts_that_call_themselves(a):
    """Recursion is bounded: the adapter warns and goes on."""
    a.reset("v6.12")
    a.list_subscriber("A", PAIRED)
    again = nested("invalidate", mm="mm", start="0", end="1000")
    a.script("A", "invalidate_range_start", again, again, again)
    events = a.call("T", "invalidate", mm="mm", start="0", end="1000")
    assert count(events, "warning") > 0 and a.blocked("T") is None


# The tests that a planted fault must fail.
FAULTS = {
    "skip-pairing": [test_pairing_after_a_failed_start],
    "double-release": [test_release_callback, test_release_at_once],
    "wait-without-lock": [test_remover_waits_for_the_deferred_walk],
    "lost-wakeup": [test_all_who_wait_are_woken],
}


def run(test, binary):
    """None if the test passes, else why not."""
    adapter = Adapter(binary)
    try:
        test(adapter)
        adapter.request("shutdown")
        status = adapter.process.wait(DEADLINE)
        return None if status == 0 else f"exit status {status}"
    except Exception as problem:  # a failed assertion, or the adapter went away
        return f"{type(problem).__name__}: {problem}"
    finally:
        adapter.process.kill()
        adapter.process.wait()


def main(arguments):
    fault = arguments.pop(1) if arguments[:1] == ["--fault"] else None
    binary = arguments[-1]
    tests = FAULTS[fault] if fault else [t for name, t in globals().items() if name.startswith("test_")]
    wrong = 0
    for test in tests:
        problem = run(test, binary)
        if (problem is not None) != bool(fault):
            wrong += 1
            print(f"not ok {test.__name__}: {problem or 'the planted fault was not seen'}")
    what = f"see the fault {fault}" if fault else "pass"
    print(f"{binary}: {len(tests) - wrong} of {len(tests)} tests {what}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
