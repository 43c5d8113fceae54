# SPDX-License-Identifier: MIT
"""The conversation itself, resets, and locks."""

from selftest.client import INTERVAL_PROFILES, PAIRED, count, gate, nested, result, returned


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
    assert a.error("call", thread="T", op="mremap", args={}) == -32001
    assert a.error("reset", profile="v6.12", arch="power9") == -32001
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
