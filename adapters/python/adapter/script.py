"""Callbacks: what they tell the suite, and the scripts that say what they do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from .errors import Fatal, Refused
from .ranges import Range
from .scheduler import Routine, Thread, Wait
from .subscriber import RESULTS, Interval, Subscriber

if TYPE_CHECKING:
    from .address_space import AddressSpace
    from .world import World

MAX_DEPTH = 24
"""How deep callbacks may nest (a script can start a section of its own)."""

NO_RANGE_OBJECT = frozenset({"invalidate_range", "arch_invalidate_secondary_tlbs"})
"""These get two addresses only, and must not sleep whatever the section is."""


class Entry(NamedTuple):
    """One entry of the script of a subscriber."""

    subscriber: str
    callback: str
    when: dict[str, Any]
    steps: list[dict[str, Any]]


class Answer(NamedTuple):
    """How a step ends its callback."""

    value: Any


class Frame:
    """A running callback."""

    def __init__(self, subscriber: Subscriber, callback: str, mm: AddressSpace, section: Range | None, seq: int):
        self.subscriber = subscriber
        self.callback = callback
        self.mm = mm
        self.section = section
        self.range = None if callback in NO_RANGE_OBJECT else section
        """The range object, for callbacks that get one."""
        self.seq = seq
        """interval: the sequence that invalidate was given."""
        self.number = subscriber.calls[callback] = subscriber.calls.get(callback, 0) + 1

    @property
    def no_sleep(self) -> bool:
        if self.range is not None:
            return not self.range.blockable
        return self.callback in NO_RANGE_OBJECT

    def described(self) -> dict[str, Any]:
        told: dict[str, Any] = {"mm": self.mm.name}
        if self.section is not None:
            told.update(start=format(self.section.start, "x"), end=format(self.section.end, "x"))
        if self.range is not None:
            told["blockable"] = self.range.blockable
            if self.range.kind is not None:
                told["kind"] = self.range.kind
        return told

    def selects(self, entry: Entry, thread: Thread) -> bool:
        facts = {
            "thread": thread.name,
            "call": self.number,
            "blockable": None if self.range is None else self.range.blockable,
            "kind": None if self.range is None else self.range.kind,
        }
        return (
            entry.subscriber == self.subscriber.name
            and entry.callback == self.callback
            and all(facts[key] == wanted for key, wanted in entry.when.items() if key in facts)
        )


def call_back(
    world: World,
    thread: Thread,
    subscriber: Subscriber,
    callback: str,
    mm: AddressSpace,
    section: Range | None = None,
    seq: int = 0,
) -> Routine:
    """Runs one callback on the thread, and answers with its result."""
    frame = Frame(subscriber, callback, mm, section, seq)
    who = {"thread": thread.name, "subscriber": subscriber.name, "callback": callback}
    world.emit("callback", **who, **frame.described())
    if len(thread.frames) >= MAX_DEPTH:
        raise Fatal("callbacks call callbacks without end")
    thread.frames.append(frame)
    result = yield from run(world, thread, frame)
    thread.frames.pop()
    world.emit("callback_exit", **who, result=result)
    return result


def run(world: World, thread: Thread, frame: Frame) -> Routine:
    """The steps of the entry added last that matches, or the default result."""
    entries = (each for each in reversed(world.scripts) if frame.selects(each, thread))
    entry = next(entries, None)
    for step in entry.steps if entry is not None else []:
        if world.exhausted():
            raise Fatal("scripts call each other without end")
        answer = yield from STEPS[step["do"]](world, thread, frame, step)
        if answer is not None:
            # A callback without a result has none, whatever the script returns.
            return None if RESULTS[frame.callback] is None else answer.value
    return RESULTS[frame.callback]


def gate_step(world: World, thread: Thread, _frame: Frame, step: dict[str, Any]) -> Routine:
    gate = step["gate"]
    if gate in world.open_gates:
        return
    thread.might_sleep(f"gate {gate}")
    yield from thread.sleep(Wait("gate", lambda: gate in world.open_gates, gate))


def lock_step(world: World, thread: Thread, frame: Frame, step: dict[str, Any]) -> Routine:
    lock = world.lock(step["lock"])
    if frame.range is not None and not frame.range.blockable:
        if lock.try_acquire(thread):
            return None
        return Answer({"invalidate_range_start": "EAGAIN", "invalidate": False}.get(frame.callback))
    if not (yield from lock.acquire(thread, spin=frame.no_sleep)):
        thread.might_sleep(f"lock {step['lock']}")
    return None


def unlock_step(world: World, thread: Thread, _frame: Frame, step: dict[str, Any]) -> Routine:
    world.unlock(thread, step["lock"])
    yield from ()


def set_seq_step(_world: World, _thread: Thread, frame: Frame, _step: dict[str, Any]) -> Routine:
    """mmu_interval_set_seq."""
    assert isinstance(frame.subscriber, Interval)
    frame.subscriber.seq = frame.seq
    yield from ()


def zap_step(_world: World, _thread: Thread, _frame: Frame, _step: dict[str, Any]) -> Routine:
    """Without the capability mm no subscriber has secondary entries, so there is nothing to remove."""
    yield from ()


def sleep_step(_world: World, thread: Thread, _frame: Frame, _step: dict[str, Any]) -> Routine:
    thread.might_sleep("sleep")
    yield from ()


def call_step(world: World, thread: Thread, _frame: Frame, step: dict[str, Any]) -> Routine:
    try:
        routine = world.prepare(thread, step["op"], step["args"])
    except Refused as refused:
        thread.warn(f"script: {step['op']}: {refused}")
        return
    result = yield from routine
    world.emit("return", thread=thread.name, op=step["op"], result=result, nested=True)


def return_step(_world: World, _thread: Thread, _frame: Frame, step: dict[str, Any]) -> Routine:
    yield from ()
    return Answer(step["value"])


STEPS = {
    "gate": gate_step,
    "lock": lock_step,
    "unlock": unlock_step,
    "set_seq": set_seq_step,
    "zap": zap_step,
    "sleep": sleep_step,
    "call": call_step,
    "return": return_step,
}
