"""Cooperative threads: a thread is a generator that yields whenever it has to wait.

Nothing runs between two requests, so "settled" is exact: it is the moment at which no thread's
wait has been satisfied.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, Callable

from .errors import Fatal

Routine = Generator["Wait", None, Any]
"""Code that runs on a thread. It yields a Wait to sleep, and returns its result."""


class Wait:
    """What a blocked thread waits for, and how to find out that it is over."""

    def __init__(self, kind: str, ready: Callable[[], bool], name: str | None = None) -> None:
        self.kind = kind
        self.ready = ready
        self.name = name

    def described(self) -> dict[str, Any]:
        return {"kind": self.kind} if self.name is None else {"kind": self.kind, "name": self.name}


class Thread:
    """A named thread: idle, or inside an operation."""

    def __init__(self, name: str, emit: Callable[..., None]) -> None:
        self.name = name
        self.op: str | None = None
        self.routine: Routine | None = None
        self.wait: Wait | None = None
        self.frames: list[Any] = []
        """The callbacks that this thread is inside of, innermost last (script.Frame)."""
        self.emit = emit

    @property
    def idle(self) -> bool:
        return self.routine is None

    @property
    def must_not_sleep(self) -> bool:
        return any(frame.no_sleep for frame in self.frames)

    def warn(self, text: str) -> None:
        """What the kernel would WARN about."""
        self.emit("warning", thread=self.name, text=text)

    def might_sleep(self, what: str) -> None:
        """Diagnoses something that may sleep where that is forbidden."""
        if self.must_not_sleep:
            self.warn(f"{what} may sleep in a context that must not sleep")

    def sleep(self, wait: Wait) -> Generator[Wait, None, bool]:
        """Waits. Where sleeping is forbidden (and was diagnosed) it does not, and answers False."""
        if wait.ready():
            return True
        if self.must_not_sleep:
            return False
        yield wait
        return True

    def state(self) -> dict[str, Any]:
        if self.idle or self.wait is None:
            return {"state": "idle"}
        return {"state": "blocked", "on": self.wait.described()}


class Scheduler:
    """Runs one thread at a time, each until it waits; those that waited longest come first."""

    def __init__(self, emit: Callable[..., None]) -> None:
        self.threads: dict[str, Thread] = {}
        self.queue: list[Thread] = []
        self.emit = emit
        self.dead = False

    def start(self, thread: Thread, op: str, routine: Routine) -> None:
        """Lets an idle thread begin an operation."""
        self.threads[thread.name] = thread
        thread.op, thread.routine, thread.wait = op, routine, None
        self.queue.append(thread)

    def settle(self) -> None:
        """Lets threads run until every one is idle or blocked."""
        while not self.dead:
            ready = next((each for each in self.queue if each.wait is None or each.wait.ready()), None)
            if ready is None:
                return
            self.queue.remove(ready)
            self.resume(ready)

    def resume(self, thread: Thread) -> None:
        assert thread.routine is not None
        try:
            thread.wait = next(thread.routine)
            self.queue.append(thread)
        except StopIteration as end:
            thread.routine = thread.wait = None
            self.emit("return", thread=thread.name, op=thread.op, result=end.value)
        except Fatal as fatal:
            self.emit("fatal", thread=thread.name, text=str(fatal))
            thread.wait = Wait("other", lambda: False, "a fatal check")
            self.dead = True

    def states(self) -> dict[str, Any]:
        return {name: thread.state() for name, thread in self.threads.items()}
