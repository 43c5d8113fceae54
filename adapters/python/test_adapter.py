"""Tests of the adapter: python3 -m unittest discover -s adapters/python"""

import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import unittest

from adapter.errors import Invalid, Refused, Unsupported
from adapter.operations import OPERATIONS
from adapter.session import CAPABILITIES, Session
from adapter.wire import answer_to

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = [sys.executable, os.path.join(HERE, "mmuspec_python.py")]
SCHEMAS = os.path.join(HERE, "..", "..", "schemas")
PAGE = {"mm": "mm", "start": "1000", "end": "2000"}


class World:
    """Drives one session, and remembers the last observation."""

    def __init__(self, profile="v6.12"):
        self.session = Session()
        self.session.request("initialize", {"protocol": 1, "suite": "test"})
        self.session.request("reset", {"profile": profile})
        self.seen = {"events": [], "threads": {}}

    def request(self, method, **params):
        answer = self.session.request(method, params)
        if "events" in answer:
            self.seen = answer
        return answer

    def call(self, thread, op, **args):
        self.request("call", thread=thread, op=op, args=args)
        return self.result(thread, op)

    def result(self, thread, op):
        found = [e for e in self.events("return") if (e["thread"], e["op"]) == (thread, op) and "nested" not in e]
        return found[-1]["result"] if found else self.seen["threads"][thread]

    def events(self, *kinds):
        return [event for event in self.seen["events"] if event["event"] in kinds]

    def callbacks(self):
        return [f"{event['subscriber']}.{event['callback']}" for event in self.events("callback")]

    def listen_to(self, name, *callbacks, link=True):
        self.request("define_subscriber", subscriber=name, type="list", callbacks=list(callbacks))
        if link:
            assert self.call("T0", "register", subscriber=name, mm="mm") == 0

    def watch(self, name, start="1000", length="1000"):
        self.request("define_subscriber", subscriber=name, type="interval", callbacks=["invalidate"])
        return self.call("T0", "interval_insert", subscriber=name, mm="mm", start=start, length=length)

    def script(self, subscriber, callback, *steps, **when):
        self.request("script", subscriber=subscriber, callback=callback, when=when, steps=list(steps))

    def count(self):
        return self.request("query", of="mm", mm="mm")["count"]


def blocked(kind, name=None):
    return {"state": "blocked", "on": {"kind": kind} if name is None else {"kind": kind, "name": name}}


START, END = "invalidate_range_start", "invalidate_range_end"
SET_SEQ = {"do": "set_seq"}


def gate(name):
    return {"do": "gate", "gate": name}


def returns(value):
    return {"do": "return", "value": value}


class Pairing(unittest.TestCase):
    def test_a_refusal_stops_nobody_and_every_end_follows(self):
        world = World()
        world.listen_to("A", START, END)
        world.listen_to("B", START)
        world.script("B", START, returns("EAGAIN"), blockable=False)
        self.assertEqual(world.call("T1", START + "_nonblock", range="r", **PAGE), "EAGAIN")
        self.assertEqual(world.callbacks(), [f"B.{START}", f"A.{START}", f"A.{END}"])
        self.assertEqual(world.events("warning"), [])
        self.assertRegex(world.events("message")[0]["text"], "B.*EAGAIN.*non-blockable")
        self.assertEqual(world.call("T1", START, range="r", **PAGE), None, "the range object is free again")

    def test_a_failing_start_with_an_end_is_diagnosed(self):
        world = World()
        world.listen_to("A", START, END)
        world.script("A", START, returns("EAGAIN"))
        world.call("T1", START + "_nonblock", range="r", **PAGE)
        self.assertEqual(len(world.events("warning")), 1)
        self.assertEqual(world.callbacks(), [f"A.{START}", f"A.{END}"])

    def test_a_blockable_start_cannot_fail_and_ends_come_once(self):
        world = World()
        world.listen_to("A", START, END)
        world.listen_to("B", START)
        world.script("B", START, returns("EAGAIN"))
        self.assertIsNone(world.call("T1", "invalidate", **PAGE))
        self.assertEqual(world.callbacks(), [f"B.{START}", f"A.{START}", f"A.{END}"])
        self.assertEqual(len(world.events("warning")), 1)

    def test_a_list_refusal_closes_the_section_of_the_tree(self):
        world = World()
        world.listen_to("B", START)
        world.watch("s")
        world.script("s", "invalidate", SET_SEQ)
        world.script("B", START, returns("EAGAIN"))
        self.assertEqual(world.call("T1", START + "_nonblock", range="r", **PAGE), "EAGAIN")
        self.assertIsNone(world.call("T2", "read_begin", subscriber="s", token="q"))

    def test_an_interval_that_refuses_keeps_the_list_out(self):
        world = World()
        world.listen_to("B", START)
        world.watch("s")
        world.script("s", "invalidate", {"do": "lock", "lock": "U"}, SET_SEQ, {"do": "unlock", "lock": "U"})
        world.call("T2", "lock", lock="U")
        self.assertEqual(world.call("T1", START + "_nonblock", range="r", **PAGE), "EAGAIN")
        self.assertEqual(world.callbacks(), ["s.invalidate"])

    def test_sleeping_where_that_is_forbidden_is_diagnosed_and_not_done(self):
        world = World()
        world.listen_to("A", START)
        world.script("A", START, gate("never"), {"do": "sleep"})
        self.assertEqual(world.call("T1", START + "_nonblock", range="r", **PAGE), 0)
        self.assertEqual(len(world.events("warning")), 2)

    def test_an_end_comes_from_the_thread_of_the_start(self):
        world = World()
        world.call("T1", START, range="r", **PAGE)
        with self.assertRaises(Invalid):
            world.call("T2", END, range="r")
        self.assertIsNone(world.call("T1", END, range="r"))


class Registration(unittest.TestCase):
    def test_registering_waits_for_open_sections(self):
        world = World()
        world.call("T1", START, range="r", **PAGE)
        world.listen_to("A", START, END, link=False)
        self.assertEqual(world.call("T2", "register", subscriber="A", mm="mm"), blocked("mmap_lock"))
        world.call("T1", END, range="r")
        self.assertEqual(world.callbacks(), [])
        self.assertEqual(world.result("T2", "register"), 0)

    def test_the_reverse_map_lock_is_waited_for_too(self):
        world = World()
        world.call("T1", START, range="r", via="rmap", **PAGE)
        self.assertEqual(world.call("T2", "register_null", mm="mm"), blocked("rmap_lock"))
        world.call("T1", END, range="r")
        self.assertEqual(world.result("T2", "register_null"), 0)

    def test_a_reader_queues_behind_a_waiting_writer(self):
        world = World()
        world.call("T1", "mmap_lock", mm="mm", mode="read")
        world.call("T2", "mmap_lock", mm="mm", mode="write")
        self.assertEqual(world.call("T3", START, range="r", **PAGE), blocked("mmap_lock"))
        self.assertIs(world.call("T4", "mmap_trylock", mm="mm", mode="read"), False)
        world.call("T1", "mmap_unlock", mm="mm")
        self.assertIsNone(world.result("T2", "mmap_lock"))
        world.call("T2", "mmap_downgrade", mm="mm")
        self.assertIsNone(world.result("T3", START))

    def test_unregister_waits_for_a_running_callback(self):
        world = World()
        world.listen_to("A", START, END, "release")
        world.script("A", START, gate("g"))
        world.call("T1", "invalidate", **PAGE)
        self.assertEqual(world.call("T2", "unregister", subscriber="A"), blocked("grace_period"))
        self.assertEqual(world.callbacks(), ["A.release"])
        world.request("open", gate="g")
        self.assertEqual(world.callbacks(), [], "unlinked between start and end: no end")
        self.assertIsNone(world.result("T2", "unregister"))
        self.assertEqual(world.count(), 1)

    def test_a_second_unregister_warns_and_drops_nothing(self):
        world = World()
        world.listen_to("A", "release")
        world.call("T1", "unregister", subscriber="A")
        world.call("T1", "unregister", subscriber="A")
        self.assertEqual(len(world.events("warning")), 1)
        self.assertEqual(world.count(), 1)

    def test_mixed_tables_are_refused_from_v6_6_on_with_one_warning(self):
        for profile, expected in (("v6.1", 0), ("v6.6", "EINVAL")):
            world = World(profile)
            warnings = 0
            for name in ("A", "B"):
                world.listen_to(name, START, "arch_invalidate_secondary_tlbs", link=False)
                self.assertEqual(world.call("T1", "register", subscriber=name, mm="mm"), expected)
                warnings += len(world.events("warning"))
            self.assertEqual(warnings, 0 if expected == 0 else 1)

    def test_up_to_v6_1_the_end_calls_invalidate_range_first(self):
        for profile, expected in (("v6.1", [f"A.{START}", "A.invalidate_range", f"A.{END}"]), ("v6.6", None)):
            world = World(profile)
            world.listen_to("A", START, END, "invalidate_range")
            world.call("T1", "invalidate", **PAGE)
            self.assertEqual(world.callbacks(), expected or [f"A.{START}", f"A.{END}"])

    def test_registering_without_users_is_fatal_and_ends_the_world(self):
        world = World()
        world.listen_to("A", "release", link=False)
        world.call("T1", "mmgrab", mm="mm")
        world.call("T1", "mmput", mm="mm")
        world.call("T1", "register", subscriber="A", mm="mm")
        self.assertEqual(len(world.events("fatal")), 1)
        world.call("T1", "mmget_not_zero", mm="mm")
        self.assertEqual(world.seen["events"], [])


class Exit(unittest.TestCase):
    def test_exit_releases_intervals_then_lists_then_drops(self):
        world = World()
        world.listen_to("A", "release", START, END)
        world.watch("s")
        self.assertIsNone(world.call("T1", "mmput", mm="mm"))
        self.assertEqual(world.callbacks(), ["s.invalidate", "A.release"])
        everything = world.events("callback")[0]
        self.assertEqual(
            [everything[key] for key in ("start", "end", "blockable", "kind")],
            ["0", "ffffffffffffffff", True, "RELEASE"],
        )
        self.assertIs(world.call("T1", "mmget_not_zero", mm="mm"), False)
        world.call("T1", "unregister", subscriber="A")
        self.assertEqual(world.callbacks(), [])
        world.call("T1", "interval_remove", subscriber="s")
        self.assertEqual(world.events("mm_free"), [{"event": "mm_free", "thread": "T1", "mm": "mm"}])

    def test_exit_waits_for_a_release_that_began_before_it(self):
        world = World()
        world.listen_to("A", "release")
        world.script("A", "release", gate("g"), thread="T2")
        world.call("T2", "unregister", subscriber="A")
        self.assertEqual(world.call("T1", "mmput", mm="mm"), blocked("grace_period"))
        self.assertEqual(world.callbacks(), ["A.release"], "release may be seen twice here")
        world.request("open", gate="g")
        self.assertIsNone(world.result("T1", "mmput"))
        self.assertIsNone(world.result("T2", "unregister"))
        self.assertEqual(len(world.events("mm_free")), 1)


class Intervals(unittest.TestCase):
    def test_a_reader_inside_a_section_waits_for_the_last_end(self):
        world = World()
        world.watch("s")
        world.script("s", "invalidate", SET_SEQ)
        world.call("T1", START, range="a", **PAGE)
        world.call("T2", START, range="b", mm="mm", start="5000", end="6000")
        self.assertEqual(world.call("T3", "read_begin", subscriber="s", token="q"), blocked("interval"))
        world.call("T1", END, range="a")
        self.assertEqual(world.seen["threads"]["T3"], blocked("interval"))
        world.call("T2", END, range="b")
        self.assertIsNone(world.result("T3", "read_begin"))
        self.assertIs(world.call("T3", "read_retry", subscriber="s", token="q"), False)
        world.call("T1", "invalidate", **PAGE)
        self.assertIs(world.call("T3", "check_retry", subscriber="s", token="q"), True)

    def test_ranges_are_half_open_and_intervals_closed(self):
        world = World()
        world.watch("s", "1000", "1")
        for start, end, hit in (("1000", "1001", 1), ("1001", "2000", 0), ("fff", "1000", 0)):
            world.call("T1", "invalidate", mm="mm", start=start, end=end)
            self.assertEqual(len(world.callbacks()), hit)

    def test_lengths_at_the_edge(self):
        world = World()
        self.assertEqual(world.watch("none", "1000", "0"), "EOVERFLOW")
        self.assertEqual(world.watch("wrap", "ffffffffffffffff", "2"), "EOVERFLOW")
        self.assertEqual(world.count(), 1)
        self.assertEqual(world.watch("last", "ffffffffffffffff", "1"), 0)
        self.assertEqual(world.watch("all", "0", "ffffffffffffffff"), 0)

    def test_an_insert_in_a_full_period_is_deferred(self):
        world = World()
        world.watch("s")
        world.call("T1", START, range="a", **PAGE)
        self.assertEqual(world.watch("n"), 0)
        world.call("T2", "invalidate", **PAGE)
        self.assertEqual(world.callbacks(), ["s.invalidate"])
        world.call("T1", END, range="a")
        world.call("T1", "invalidate", **PAGE)
        self.assertEqual(sorted(world.callbacks()), ["n.invalidate", "s.invalidate"])

    def test_an_insert_beside_a_section_that_hit_nothing_makes_its_readers_wait(self):
        world = World()
        world.watch("other", "9000", "1000")
        world.call("T1", START, range="a", **PAGE)
        world.watch("n")
        self.assertEqual(world.call("T2", "read_begin", subscriber="n", token="q"), blocked("interval"))
        world.call("T1", END, range="a")
        self.assertIsNone(world.result("T2", "read_begin"))

    def test_remove_waits_in_a_full_period_but_not_for_a_deferred_insert(self):
        world = World()
        world.watch("s")
        world.call("T1", START, range="a", **PAGE)
        world.watch("n")
        self.assertIsNone(world.call("T2", "interval_remove", subscriber="n"))
        self.assertEqual(world.call("T2", "interval_remove", subscriber="s"), blocked("interval"))
        world.call("T3", "interval_remove", subscriber="s")
        self.assertEqual(len(world.events("warning")), 1, "a second remove is diagnosed")
        world.call("T1", END, range="a")
        self.assertIsNone(world.result("T2", "interval_remove"))
        self.assertEqual(world.count(), 1)


class Scripts(unittest.TestCase):
    def test_the_newest_matching_entry_wins(self):
        world = World()
        world.listen_to("A", START)
        world.script("A", START, gate("g"), call=2)
        world.script("A", START, {"do": "call", "op": "mmgrab", "args": {"mm": "mm"}}, thread="T2")
        self.assertIsNone(world.call("T1", "invalidate", **PAGE))
        self.assertIsNone(world.call("T2", "invalidate", **PAGE))
        self.assertTrue(world.events("return")[0]["nested"])
        self.assertEqual(world.count(), 3)
        self.assertIsNone(world.call("T1", "invalidate", **PAGE), "the third call")

    def test_callbacks_without_end_are_fatal(self):
        world = World()
        world.listen_to("A", START)
        world.script("A", START, {"do": "call", "op": "invalidate", "args": PAGE})
        world.call("T1", "invalidate", **PAGE)
        self.assertEqual(len(world.events("fatal")), 1)

    def test_what_is_malformed_is_refused(self):
        world = World()
        world.listen_to("A", START)
        for callback, step in (
            (START, returns(True)),
            (START, {"do": "jump"}),
            (START, {"do": []}),
            (START, SET_SEQ),
            (START, {"do": "gate"}),
            (START, {"do": "call", "op": "mmgrab", "args": {"mm": 1}}),
            ("unknown", returns(0)),
        ):
            with self.assertRaises(Invalid, msg=str(step)):
                world.script("A", callback, step)
        with self.assertRaises(Unsupported):
            world.script("A", START, {"do": "call", "op": "put", "args": {}})


OF_OTHER_CAPABILITIES = {"says"}
"""Optional parameters that the suite sends only to somebody who claims another capability (event)."""


class Table(unittest.TestCase):
    def test_the_operations_are_those_of_the_claimed_capabilities(self):
        path = os.path.join(SCHEMAS, "operations.schema.json")
        if not os.path.exists(path):
            self.skipTest("the schemas are not beside the adapter")
        with open(path, encoding="utf-8") as file:
            rows = json.load(file)["$defs"]
        for op, row in OPERATIONS.items():
            self.assertEqual(set(row.parameters), set(rows[op]["properties"]) - OF_OTHER_CAPABILITIES, op)
            needed = {name for name, kind in row.parameters.items() if not kind.endswith("?")}
            self.assertEqual(needed, set(rows[op]["required"]), op)

    def test_the_manifest_agrees_with_the_handshake(self):
        with open(os.path.join(HERE, "mmuspec.json"), encoding="utf-8") as file:
            manifest = json.load(file)
        answer = Session().request("initialize", {"protocol": 1, "suite": "test"})
        self.assertEqual(manifest["capabilities"], CAPABILITIES)
        self.assertEqual(manifest["profiles"], answer["profiles"])


class Wire(unittest.TestCase):
    def converse(self, *lines):
        done = subprocess.run(PROGRAM, input=b"".join(lines), stdout=subprocess.PIPE, timeout=20, check=True)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def test_every_bad_line_is_answered_and_survived(self):
        bad = [
            (b"{\n", -32700),
            (b'{"jsonrpc":"2.0","id":NaN,"method":"reset"}\n', -32700),
            (b"\xff\xfe\n", -32700),
            (b"[" * 100_000 + b"\n", -32700),
            (b"[]\n", -32600),
            (b'{"jsonrpc":"2.0","id":[],"method":"reset"}\n', -32600),
            (b'{"jsonrpc":"2.0","id":1}\n', -32600),
            (b'{"jsonrpc":"2.0","id":1,"method":"dance"}\n', -32601),
            (b'{"jsonrpc":"2.0","id":1,"method":"initialize","params":[]}\n', -32602),
            (b'{"jsonrpc":"2.0","id":1,"method":"reset","params":{"profile":"v6.12"}}\n', -32602),
            (b" " * (16 * 1024 * 1024 + 5) + b"\n", -32600),
        ]
        good = b'{"jsonrpc":"2.0","id":"x","method":"initialize","params":{"protocol":1,"suite":"t","new":0}}\n'
        answers = self.converse(*[line for line, _ in bad], good, b"half a li")
        self.assertEqual([answer["error"]["code"] for answer in answers[:-1]], [code for _, code in bad])
        self.assertEqual((answers[-1]["id"], answers[-1]["result"]["protocol"]), ("x", 1))

    def test_a_notification_gets_no_answer(self):
        shutdown = b'{"jsonrpc":"2.0","id":2,"method":"shutdown","params":{}}\n'
        answers = self.converse(b'{"jsonrpc":"2.0","method":"reset"}\n', shutdown)
        self.assertEqual([answer["id"] for answer in answers], [2])

    def test_it_serves_one_connection_after_another(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "socket")
            for where in ("127.0.0.1:0", f"unix:{path}"):
                self.serve_two(where, path)

    def serve_two(self, where, path):
        server = subprocess.Popen(PROGRAM + ["--listen", where], stderr=subprocess.PIPE, text=True)
        try:
            port = re.search(r"listening on .*?(\d*)$", server.stderr.readline().strip()).group(1)
            for last in ("shutdown", None):
                if where.startswith("unix:"):
                    client = socket.socket(socket.AF_UNIX)
                    client.connect(path)
                else:
                    client = socket.create_connection(("127.0.0.1", int(port)))
                with client, client.makefile("rwb") as stream:
                    for method in ["initialize"] + ([last] if last else []):
                        request = {"jsonrpc": "2.0", "id": 1, "method": method, "params": {"protocol": 1, "suite": ""}}
                        stream.write(json.dumps(request).encode() + b"\n")
                        stream.flush()
                        self.assertIn("result", json.loads(stream.readline()))
        finally:
            server.terminate()
            self.addCleanup(server.kill)
            self.addCleanup(server.stderr.close)
            self.assertEqual(server.wait(10), 0)


class Document(unittest.TestCase):
    """docs/protocol.md: what it shows of the protocol is what this adapter does."""

    def test_every_conversation_of_the_document_is_held(self):
        path = os.path.join(HERE, "..", "..", "docs", "protocol.md")
        if not os.path.exists(path):
            self.skipTest("the document is not beside the adapter")
        with open(path, encoding="utf-8") as file:
            fences = re.findall(r"^```ndjson\n(.*?)^```$", file.read(), re.MULTILINE | re.DOTALL)
        self.assertGreater(len(fences), 3)
        for fence in fences:
            session = Session()
            session.request("initialize", {"protocol": 1, "suite": "test"})
            lines = fence.splitlines()
            for request, answer in zip(lines[::2], lines[1::2]):
                told, expected = answer_to(session, request.encode()), json.loads(answer)
                if json.loads(request)["method"] != "initialize":
                    self.assertEqual(told.get("result"), expected.get("result"), request)
                    self.assertEqual(told.get("error", {}).get("code"), expected.get("error", {}).get("code"), request)


class Refusals(unittest.TestCase):
    def test_what_cannot_be_carried_out_is_refused_and_leaves_no_thread(self):
        world = World()
        world.call("T1", "lock", lock="U")
        world.call("T2", "lock", lock="U")
        for error, op, args in (
            (Invalid, "mmput", {"mm": "other"}),
            (Invalid, "mmput", {}),
            (Invalid, "invalidate", {"mm": "mm", "start": "2000", "end": "1000"}),
            (Invalid, "invalidate", {"mm": "mm", "start": "0x10", "end": "1000"}),
            (Invalid, "read_begin", {"subscriber": "s", "token": "q"}),
            (Invalid, "mmap_lock", {"mm": "mm", "mode": []}),
            (Unsupported, "munmap", PAGE),
        ):
            with self.assertRaises(error, msg=op):
                world.call("T3", op, **args)
        with self.assertRaises(Invalid):
            world.call("T2", "mmgrab", mm="mm")
        self.assertEqual(sorted(world.request("open", gate="g")["threads"]), ["T1", "T2"])

    def test_methods_that_are_not_offered_say_so(self):
        world = World()
        for method, params in (
            ("define_table", {"table": "t", "callbacks": []}),
            ("hold", {"gate": "g", "thread": "T1", "point": "p"}),
            ("query", {"of": "subscriptions", "mm": "mm"}),
        ):
            with self.assertRaises(Unsupported):
                world.request(method, **params)
        with self.assertRaises(Refused):
            world.request("reset", profile="v5.3")


if __name__ == "__main__":
    unittest.main()
