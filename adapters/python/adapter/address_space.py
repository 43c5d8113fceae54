"""The address space: its two counters, its locks, and the exit path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import chain, interval
from .errors import Fatal
from .locks import Lock
from .scheduler import Routine, Thread
from .subscriptions import Subscriptions

if TYPE_CHECKING:
    from .world import World


class AddressSpace:
    """struct mm_struct, as far as notifiers see it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.users = 1
        self.count = 1
        """Structure references. All users together own one, which exit drops last."""
        self.freed = False
        self.mmap_lock = Lock("mmap_lock")
        self.rmap_lock = Lock("rmap_lock")
        self.subscriptions: Subscriptions | None = None

    def grab(self, thread: Thread) -> None:
        if self.freed:
            thread.warn(f"mmgrab: {self.name} is already freed")
            return
        self.count += 1

    def drop(self, thread: Thread) -> None:
        """Gives a structure reference back; the last one frees the structure, whoever gave it."""
        if self.count == 0:
            thread.warn(f"mmdrop: {self.name} is already freed")
            return
        self.count -= 1
        if self.count > 0:
            return
        if self.subscriptions is not None and self.subscriptions.list:
            raise Fatal(f"{self.name} is freed with subscribers on its list")
        self.subscriptions = None
        self.freed = True
        thread.emit("mm_free", thread=thread.name, mm=self.name)

    def get_not_zero(self) -> bool:
        if self.users == 0:
            return False
        self.users += 1
        return True


def mmput(world: World, thread: Thread, mm: AddressSpace) -> Routine:
    """Drops a user reference. The last one runs exit: release, then one structure drop, last."""
    if mm.users == 0:
        thread.warn(f"mmput: {mm.name} has no users")
        return
    mm.users -= 1
    if mm.users > 0:
        return
    # exit_mmap: this model has no pages, so nothing is left to unmap after the release step.
    yield from interval.release_all(world, thread, mm)
    yield from chain.release_all(world, thread, mm)
    mm.drop(thread)
