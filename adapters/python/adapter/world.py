"""A world: everything that one scenario has made, and what was seen of it."""

from __future__ import annotations

from typing import Any

from .address_space import AddressSpace
from .errors import Invalid
from .locks import Lock, ReadDomain
from .operations import prepare
from .profiles import Profile
from .ranges import Range
from .scheduler import Routine, Scheduler, Thread
from .script import Entry
from .subscriber import Subscriber

MAX_EVENTS = 20_000
"""More than that in one request means that a script does not end, and would not fit in one answer."""


class World:
    """Fresh at every reset: one address space `mm` with one user, and nothing else."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.events: list[dict[str, Any]] = []
        self.scheduler = Scheduler(self.emit)
        self.read_domain = ReadDomain()
        self.mms: dict[str, AddressSpace] = {"mm": AddressSpace("mm")}
        self.subscribers: dict[str, Subscriber] = {}
        self.scripts: list[Entry] = []
        self.ranges: dict[str, Range] = {}
        self.tokens: dict[tuple[str, str], int] = {}
        self.locks: dict[str, Lock] = {}
        self.open_gates: set[str] = set()
        self.warned: set[str] = set()

    def emit(self, event: str, **members: Any) -> None:
        self.events.append({"event": event, **members})

    def exhausted(self) -> bool:
        return len(self.events) > MAX_EVENTS

    def observation(self) -> dict[str, Any]:
        """Lets everything settle, and hands over what was seen since the last time."""
        self.scheduler.settle()
        seen, self.events[:] = list(self.events), []
        return {"events": seen, "threads": self.scheduler.states()}

    def call(self, name: str, op: str, args: dict[str, Any]) -> None:
        """Lets an idle thread begin an operation; a thread is made at its first call."""
        thread = self.scheduler.threads.get(name) or Thread(name, self.emit)
        if self.scheduler.dead:
            return
        if not thread.idle:
            raise Invalid(f"thread {name} is blocked")
        self.scheduler.start(thread, op, self.prepare(thread, op, args))

    def prepare(self, thread: Thread, op: str, args: dict[str, Any]) -> Routine:
        """An operation that is about to begin, on an idle thread or inside a callback."""
        return prepare(self, thread, op, args)

    def add_subscriber(self, subscriber: Subscriber) -> None:
        """Adds an object, or replaces one of that name, and its script, if nothing uses it."""
        old = self.subscribers.get(subscriber.name)
        if old is not None and old.in_use:
            raise Invalid(f"{subscriber.name} is in use")
        self.scripts = [each for each in self.scripts if each.subscriber != subscriber.name]
        self.subscribers[subscriber.name] = subscriber

    def lock(self, name: str) -> Lock:
        """A user lock, made at its first use."""
        return self.locks.setdefault(name, Lock("lock", name))

    def unlock(self, thread: Thread, name: str) -> None:
        if not self.lock(name).release(thread):
            thread.warn(f"unlock: {thread.name} does not hold {name}")

    def warn_once(self, thread: Thread, text: str) -> None:
        if text not in self.warned:
            self.warned.add(text)
            thread.warn(text)
