"""Locks and the read domain. They only say who holds what; the scheduler does the waiting."""

from __future__ import annotations

from collections.abc import Generator

from .scheduler import Thread, Wait


class Request:
    """A place in the queue of a lock, and later a hold of it."""

    def __init__(self, thread: Thread, mode: str, section: bool) -> None:
        self.thread = thread
        self.mode = mode
        self.section = section
        """Taken by a section, which also lets go of it; not by mmap_lock or lock."""
        self.uses = 1
        """How many open sections need it."""


class Lock:
    """A fair reader/writer lock: a reader queues behind a waiting writer (kernel/locking/rwsem.c).

    A user's mutex is one that is only ever taken for write.
    """

    def __init__(self, kind: str, name: str | None = None) -> None:
        self.kind = kind
        self.name = name
        self.holds: list[Request] = []
        self.queue: list[Request] = []

    def fits(self, mode: str) -> bool:
        if mode == "read":
            return all(hold.mode == "read" for hold in self.holds)
        return not self.holds

    def held_by(self, thread: Thread, mode: str | None = None) -> bool:
        return any(hold.thread is thread and mode in (None, hold.mode) for hold in self.holds)

    def try_acquire(self, thread: Thread, mode: str = "write", section: bool = False) -> bool:
        """Takes the lock if nobody has to wait for that, not even a thread that came earlier."""
        if self.queue or not self.fits(mode):
            return False
        self.holds.append(Request(thread, mode, section))
        return True

    def acquire(
        self, thread: Thread, mode: str = "write", section: bool = False, spin: bool = False
    ) -> Generator[Wait, None, bool]:
        """Takes the lock, in turn. False where it would have to sleep (not: spin) and must not."""
        if self.try_acquire(thread, mode, section):
            return True
        if thread.must_not_sleep and not spin:
            return False
        request = Request(thread, mode, section)
        self.queue.append(request)
        yield Wait(self.kind, lambda: request in self.holds, self.name)
        return True

    def share(self, thread: Thread) -> bool:
        """Lets one more section use the hold that an earlier section of the thread took."""
        hold = self.newest(thread, section=True)
        if hold is not None:
            hold.uses += 1
        return hold is not None

    def release(self, thread: Thread, section: bool = False) -> bool:
        """Gives back one use of the thread's newest hold of that sort; False if it has none."""
        hold = self.newest(thread, section)
        if hold is None:
            return False
        hold.uses -= 1
        if hold.uses == 0:
            self.holds.remove(hold)
            self.grant()
        return True

    def downgrade(self, thread: Thread) -> bool:
        """Turns a write hold into a read hold, without a moment in which nobody holds the lock."""
        hold = self.newest(thread, section=False)
        if hold is None or hold.mode != "write":
            return False
        hold.mode = "read"
        self.grant()
        return True

    def newest(self, thread: Thread, section: bool) -> Request | None:
        mine = [hold for hold in self.holds if hold.thread is thread and hold.section == section]
        return mine[-1] if mine else None

    def grant(self) -> None:
        """Hands the lock to those at the head of the queue, as many as fit."""
        while self.queue and self.fits(self.queue[0].mode):
            self.holds.append(self.queue.pop(0))


class ReadDomain:
    """Read sections, and the wait for all that have begun (SRCU in mm/mmu_notifier.c).

    There is one for all address spaces, as in Linux: a wait may cover callbacks of others.
    """

    def __init__(self) -> None:
        self.running: list[object] = []

    def enter(self) -> object:
        section = object()
        self.running.append(section)
        return section

    def leave(self, section: object) -> None:
        self.running.remove(section)

    def synchronize(self, thread: Thread) -> Generator[Wait, None, bool]:
        """Waits for every read section that is running now, also for the caller's own."""
        begun = list(self.running)
        over = Wait("grace_period", lambda: not any(section in self.running for section in begun))
        return (yield from thread.sleep(over))
