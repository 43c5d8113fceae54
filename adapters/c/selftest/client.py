# SPDX-License-Identifier: MIT
"""The adapter as a test sees it, and how to read what it answers."""

import json
import subprocess

DEADLINE = 60  # seconds for a test, against hanging; nothing else here goes by the clock
INTERVAL_PROFILES = ["v5.5", "v5.5-prop", "v5.12", "v6.1", "v6.6", "v6.12"]
PAIRED = ["invalidate_range_start", "invalidate_range_end"]


class Adapter:
    """One running adapter. `call` and `open` keep the last observation's threads."""

    def __init__(self, binary):
        self.process = subprocess.Popen([binary], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.number = 0
        self.threads = {}
        self.seed = 1  # of what is drawn

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

    def reset(self, profile, **more):
        self.request("reset", profile=profile, **more)

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
