"""Interval notifiers: insert, remove, the reader's side, and RELEASE at exit (mm/mmu_notifier.c)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import chain
from .ranges import Range
from .scheduler import Routine, Thread, Wait
from .script import call_back
from .subscriber import Interval
from .subscriptions import WRAP, IntervalTree

if TYPE_CHECKING:
    from .address_space import AddressSpace
    from .world import World


def insert(world: World, thread: Thread, node: Interval, mm: AddressSpace, start: int, length: int) -> Routine:
    """mmu_interval_notifier_insert: never waits, except to switch interval mode on."""
    if mm.subscriptions is None or mm.subscriptions.intervals is None:
        result = yield from chain.register(world, thread, mm, None)
        if result != 0:
            return result
    if length == 0 or start + length - 1 >= WRAP:
        return "EOVERFLOW"
    if mm.users == 0:
        thread.warn(f"interval_insert: {mm.name} has no users")
        return "EINVAL"
    if node.in_use:
        thread.warn(f"interval_insert: {node.name} is already inserted")
        return "EINVAL"
    mm.grab(thread)
    node.mm, node.start, node.last = mm, start, start + length - 1
    tree_of(mm).insert(node)
    return 0


def tree_of(mm: AddressSpace) -> IntervalTree:
    assert mm.subscriptions is not None and mm.subscriptions.intervals is not None
    return mm.subscriptions.intervals


def remove(_world: World, thread: Thread, subscriber: Interval) -> Routine:
    """mmu_interval_notifier_remove: waits until no callback of it can run any more."""
    mm = subscriber.mm
    if mm is None or subscriber.state in ("none", "pending-removal"):
        thread.warn(f"interval_remove: {subscriber.name} is not inserted")
        return
    tree = tree_of(mm)
    seq = tree.remove(subscriber)
    if seq is not None:
        # `end` changes the sequence and unlinks the node without a pause in between: a remover
        # that sees the one can rely on the other.
        yield from thread.sleep(Wait("interval", lambda: tree.seq != seq))
    mm.drop(thread)


def read_begin(_world: World, thread: Thread, node: Interval) -> Routine:
    """mmu_interval_read_begin: waits once, if this interval is being invalidated."""
    assert node.mm is not None
    if not node.in_use:
        thread.warn(f"read_begin: {node.name} is no longer inserted")
        return node.seq
    tree, seq = tree_of(node.mm), node.seq
    yield from thread.sleep(Wait("interval", lambda: tree.seq != seq))
    return seq


def release_all(world: World, thread: Thread, mm: AddressSpace) -> Routine:
    """Exit's part (mn_itree_release): one section over everything. The intervals stay inserted."""
    if mm.subscriptions is None or mm.subscriptions.intervals is None:
        return
    everything = Range(mm, 0, WRAP - 1, blockable=True, kind="RELEASE")
    yield from invalidate(world, thread, everything)
    tree_of(mm).end()


def invalidate(world: World, thread: Thread, section: Range) -> Routine:
    """The tree's part of a start: False if a callback refused, and then no section is open."""
    tree = tree_of(section.mm)
    hit, seq = tree.begin(section.start, section.end)
    for node in hit:
        agreed: Any = yield from call_back(world, thread, node, "invalidate", section.mm, section, seq)
        if agreed:
            continue
        if not section.blockable:
            tree.end()
            return False
        thread.warn(f"{node.name}.invalidate answered false in a blockable range")
    return True
