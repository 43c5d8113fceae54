"""What an address space knows of its subscribers (struct mmu_notifier_subscriptions)."""

from __future__ import annotations

from collections.abc import Iterator

from .subscriber import Interval, ListSubscriber

WRAP = 1 << 64


class Subscriptions:
    """Made by the first registration, kept until the address space is freed."""

    def __init__(self) -> None:
        self.list: list[ListSubscriber] = []
        """Newest first."""
        self.intervals: IntervalTree | None = None
        """There from the moment at which interval mode is switched on."""

    def walk(self) -> Iterator[ListSubscriber]:
        """Those that are linked now and still are when their turn comes."""
        for each in list(self.list):
            if each.linked:
                yield each


class IntervalTree:
    """The collision-retry lock of interval notifiers (the comment at the top of mm/mmu_notifier.c).

    Three states: idle (no section open, `seq` even), partial (sections open that hit nothing,
    `seq` even), full (sections open, at least one hit something, `seq` odd). While it is full the
    tree is frozen: inserts and removals are deferred until the last section ends.
    A sorted list stands in for the tree.
    """

    def __init__(self) -> None:
        self.active = 0
        self.seq = 2
        self.nodes: list[Interval] = []
        self.deferred: list[Interval] = []
        """What waits for the end of the period, newest first, as in Linux. Nobody may rely on that."""

    @property
    def full(self) -> bool:
        return self.seq % 2 == 1

    def begin(self, start: int, end: int) -> tuple[list[Interval], int]:
        """Opens a section over [start, end): who has to be told, and with which sequence."""
        self.active += 1
        hit = [node for node in self.nodes if node.start < end and node.last >= start]
        if hit:
            self.seq |= 1
        return hit, self.seq

    def end(self) -> None:
        """Closes a section. The last one of a full period lets the deferred changes happen."""
        self.active -= 1
        if self.active > 0 or not self.full:
            return
        self.seq = (self.seq + 1) % WRAP
        for node in self.deferred:
            if node.state == "pending-insert":
                self.link(node)
            else:
                self.unlink(node)
        self.deferred = []

    def insert(self, node: Interval) -> None:
        """Adds a node whose interval is set, and gives it its first sequence."""
        if self.active == 0:
            self.link(node)
            node.seq = (self.seq - 1) % WRAP  # odd, and no sequence that is still to come
            return
        if self.full:
            node.state = "pending-insert"
            self.deferred.insert(0, node)
        else:
            self.seq |= 1  # its readers have to wait for the open sections
            self.link(node)
        node.seq = self.seq

    def remove(self, node: Interval) -> int | None:
        """Takes a node out; if that is deferred, the sequence whose end the remover waits for."""
        if not self.full:
            self.unlink(node)
        elif node.state == "pending-insert":
            self.deferred.remove(node)
            node.state = "none"
        else:
            node.state = "pending-removal"
            self.deferred.insert(0, node)
            return self.seq
        return None

    def link(self, node: Interval) -> None:
        self.nodes.append(node)
        self.nodes.sort(key=lambda each: each.start)
        node.state = "in-tree"

    def unlink(self, node: Interval) -> None:
        self.nodes.remove(node)
        node.state = "none"
