"""Checks what requests say, and finds what their names stand for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Callable

from .errors import Invalid
from .scheduler import Thread

if TYPE_CHECKING:
    from .world import World

ADDRESS = re.compile(r"(0|[1-9a-f][0-9a-f]{0,15})\Z")
MAX_NAME = 200


def name(value: Any) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= MAX_NAME:
        raise Invalid(f"a name has 1 to {MAX_NAME} characters")
    return value


def address(value: Any) -> int:
    if not isinstance(value, str) or not ADDRESS.match(value):
        raise Invalid("an address is lower-case hexadecimal without leading zeros, of 64 bits")
    return int(value, 16)


def one_of(*words: str) -> Callable[[Any], str]:
    def check(value: Any) -> str:
        if value not in words:
            raise Invalid(f"expected one of: {', '.join(words)}")
        return str(value)

    return check


CHECKS: dict[str, Callable[[Any], Any]] = {
    "address": address,
    "mode": one_of("read", "write"),
    "via": one_of("mmap_lock", "rmap"),
}
"""How the value of a kind looks; every other kind is a name."""


def check(parameters: dict[str, str], args: dict[str, Any]) -> dict[str, Any]:
    """The arguments in Python's own types. Members that are not known are ignored."""
    values: dict[str, Any] = {}
    for parameter, kind in parameters.items():
        if parameter in args:
            try:
                parse: Callable[[Any], Any] = CHECKS.get(kind.rstrip("?"), name)
                values[parameter] = parse(args[parameter])
            except Invalid as invalid:
                raise Invalid(f"{parameter}: {invalid}") from None
        elif not kind.endswith("?"):
            raise Invalid(f"{parameter} is missing")
    if "start" in values and "end" in values and values["start"] >= values["end"]:
        raise Invalid("a range ends after its start")
    return values


def find(world: World, thread: Thread, parameters: dict[str, str], values: dict[str, Any]) -> dict[str, Any]:
    """Replaces names by what they stand for; refuses those that stand for nothing."""
    found = {}
    for parameter, value in values.items():
        lookup = LOOKUPS.get(parameters[parameter].rstrip("?"))
        found[parameter] = value if lookup is None else lookup(world, thread, value)
    if parameters.get("token") == "taken" and (values["subscriber"], values["token"]) not in world.tokens:
        raise Invalid(f"{values['subscriber']} has no token {values['token']}")
    return found


def known_mm(world: World, _thread: Thread, value: str) -> Any:
    if value not in world.mms:
        raise Invalid(f"unknown address space {value}")
    return world.mms[value]


def new_mm(world: World, _thread: Thread, value: str) -> str:
    if value in world.mms:
        raise Invalid(f"address space {value} exists")
    return value


def subscriber_of(kind: str) -> Callable[[World, Thread, str], Any]:
    def lookup(world: World, _thread: Thread, value: str) -> Any:
        subscriber = world.subscribers.get(value)
        if subscriber is None or subscriber.type != kind:
            raise Invalid(f"unknown {kind} subscriber {value}")
        return subscriber

    return lookup


def inserted(world: World, thread: Thread, value: str) -> Any:
    subscriber = subscriber_of("interval")(world, thread, value)
    if subscriber.mm is None:
        raise Invalid(f"{value} was never inserted")
    return subscriber


def free_range(world: World, _thread: Thread, value: str) -> str:
    if value in world.ranges and world.ranges[value].owner is not None:
        raise Invalid(f"range {value} is open")
    return value


def open_range(world: World, thread: Thread, value: str) -> Any:
    section = world.ranges.get(value)
    if section is None or section.owner is not thread:
        raise Invalid(f"thread {thread.name} has no open range {value}")
    return section


LOOKUPS: dict[str, Callable[[World, Thread, str], Any]] = {
    "mm": known_mm,
    "new_mm": new_mm,
    "list": subscriber_of("list"),
    "interval": subscriber_of("interval"),
    "inserted": inserted,
    "free_range": free_range,
    "open_range": open_range,
}
"""What the name of a kind stands for; every other kind stands for itself."""
