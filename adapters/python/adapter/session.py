"""The methods of the protocol, for one connection."""

from __future__ import annotations

from typing import Any, Callable

from . import arguments, operations
from .errors import Invalid, UnknownMethod, Unsupported
from .profiles import PROFILES
from .script import STEPS, Entry
from .subscriber import INTERVAL_CALLBACKS, LIST_CALLBACKS, RESULTS, Interval, ListSubscriber
from .world import World

PROTOCOL = 1
CAPABILITIES = ["core", "register", "nonblock", "interval"]
Members = dict[str, Any]


class Session:
    """What one connection knows: whether it was greeted, and its world."""

    def __init__(self) -> None:
        self.over = False
        self.greeted = False
        self.current: World | None = None
        self.methods: dict[str, Callable[[Members], Members]] = {
            "initialize": self.initialize,
            "reset": self.reset,
            "define_subscriber": self.define_subscriber,
            "define_table": self.define_table,
            "script": self.script,
            "call": self.call,
            "open": self.open,
            "hold": self.hold,
            "query": self.query,
            "shutdown": self.shutdown,
        }

    def request(self, method: str, params: Members) -> Members:
        """Carries out one request; raises errors.Refused instead of answering."""
        if method not in self.methods:
            raise UnknownMethod(f"unknown method {method}")
        if not self.greeted and method not in ("initialize", "shutdown"):
            raise Invalid("the conversation begins with initialize")
        return self.methods[method](params)

    @property
    def world(self) -> World:
        if self.current is None:
            raise Invalid("a world begins with reset")
        return self.current

    def initialize(self, params: Members) -> Members:
        protocol = params.get("protocol")
        if not isinstance(protocol, int) or isinstance(protocol, bool) or not isinstance(params.get("suite"), str):
            raise Invalid("initialize takes protocol, a number, and suite, a string")
        self.greeted = True
        return {
            "protocol": PROTOCOL,
            "implementation": {"name": "mmuspec-python", "version": "1.0.0", "language": "Python"},
            "profiles": list(PROFILES),
            "capabilities": CAPABILITIES,
            "points": [],
            "settle": "exact",
        }

    def reset(self, params: Members) -> Members:
        profile = PROFILES.get(text(params, "profile"))
        if profile is None:
            raise Invalid(f"profile {params['profile']} is not claimed")
        self.current = World(profile)
        return {}

    def define_subscriber(self, params: Members) -> Members:
        name, kind = text(params, "subscriber"), text(params, "type")
        callbacks = params.get("callbacks")
        if not isinstance(callbacks, list) or not all(isinstance(each, str) for each in callbacks):
            raise Invalid("callbacks is a list of names")
        if kind == "list":
            known(callbacks, LIST_CALLBACKS)
            if "table" in params:
                raise Unsupported("tables belong to getput, which is not offered")
            self.world.add_subscriber(ListSubscriber(name, callbacks))
        elif kind == "interval":
            if "release" in callbacks:
                raise Unsupported("interval-release is not offered")
            known(callbacks, INTERVAL_CALLBACKS)
            memory = arguments.one_of("zero", "garbage")(params.get("memory", "zero"))
            self.world.add_subscriber(Interval(name, callbacks or ["invalidate"], memory == "garbage"))
        else:
            raise Invalid(f"unknown type {kind}")
        return {}

    def define_table(self, _params: Members) -> Members:
        raise Unsupported("getput is not offered")

    def script(self, params: Members) -> Members:
        self.world.scripts.append(entry_of(self.world, params))
        return {}

    def call(self, params: Members) -> Members:
        thread, op = text(params, "thread"), text(params, "op")
        args: Any = params.get("args")
        operations.check(op, args)
        self.world.call(thread, op, args)
        return self.world.observation()

    def open(self, params: Members) -> Members:
        self.world.open_gates.add(text(params, "gate"))
        return self.world.observation()

    def hold(self, _params: Members) -> Members:
        raise Unsupported("no inner points are declared")

    def query(self, params: Members) -> Members:
        of = text(params, "of")
        if of in ("subscriptions", "interval", "secondary", "page_table"):
            raise Unsupported(f"query of {of} is not offered")
        mm = self.world.mms.get(text(params, "mm"))
        if of != "mm" or mm is None:
            raise Invalid("unknown query or address space")
        return {"users": mm.users, "count": mm.count, "freed": mm.freed}

    def shutdown(self, _params: Members) -> Members:
        self.over = True
        return {}


def text(params: Members, member: str) -> str:
    if member not in params:
        raise Invalid(f"{member} is missing")
    try:
        return arguments.name(params[member])
    except Invalid as invalid:
        raise Invalid(f"{member}: {invalid}") from None


def known(callbacks: list[str], table: Members) -> None:
    for each in callbacks:
        if each not in table:
            raise Invalid(f"unknown callback {each}")


def entry_of(world: World, params: Members) -> Entry:
    """Checks a script entry as far as that is possible before it runs."""
    callback, steps, when = text(params, "callback"), params.get("steps"), params.get("when", {})
    if "table" in params:
        raise Unsupported("tables belong to getput, which is not offered")
    subscriber = text(params, "subscriber")
    if subscriber not in world.subscribers:
        raise Invalid(f"unknown subscriber {subscriber}")
    if callback not in RESULTS or not isinstance(steps, list) or not isinstance(when, dict):
        raise Invalid("a script has a known callback, a list of steps, and an object `when`")
    check_selector(when)
    for step in steps:
        check_step(callback, step)
    return Entry(subscriber, callback, when, steps)


def check_selector(when: Members) -> None:
    types = {"thread": str, "call": int, "blockable": bool, "kind": str}
    for member, wanted in types.items():
        if member in when and type(when[member]) is not wanted:
            raise Invalid(f"when.{member} has the wrong type")
    if when.get("call", 1) < 1:
        raise Invalid("when.call counts from 1")


def check_step(callback: str, step: Any) -> None:
    if not isinstance(step, dict) or not isinstance(step.get("do"), str) or step["do"] not in STEPS:
        raise Invalid("a step is an object with a known `do`")
    do = step["do"]
    if do in ("gate", "lock", "unlock"):
        text(step, do if do == "gate" else "lock")
    elif do == "set_seq" and callback != "invalidate":
        raise Invalid("set_seq is a step of the invalidate callback")
    elif do == "call":
        operations.check(text(step, "op"), step.get("args"))
    elif do == "return":
        check_result(callback, step)


def check_result(callback: str, step: Members) -> None:
    """A start answers 0 or an error name, invalidate a boolean; nobody looks at what a void callback answers."""
    if "value" not in step:
        raise Invalid("value is missing")
    value, default = step["value"], RESULTS[callback]
    if default is None:
        legal = True
    elif isinstance(default, bool):
        legal = isinstance(value, bool)
    else:
        legal = value == 0 and value is not False or isinstance(value, str) and value.startswith("E")
    if not legal:
        raise Invalid(f"{callback} cannot return {value!r}")
