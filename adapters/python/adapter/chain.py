"""List subscribers: register, unregister, and their release at exit (mm/mmu_notifier.c)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .errors import Fatal
from .scheduler import Routine, Thread
from .script import call_back
from .subscriber import ListSubscriber
from .subscriptions import IntervalTree, Subscriptions

if TYPE_CHECKING:
    from .address_space import AddressSpace
    from .world import World

RANGE_CALLBACKS = frozenset({"invalidate_range_start", "invalidate_range_end"})


def register(world: World, thread: Thread, mm: AddressSpace, subscriber: ListSubscriber | None) -> Routine:
    """mmu_notifier_register. Without a subscriber it only switches interval mode on."""
    if not (yield from mm.mmap_lock.acquire(thread, "write")):
        return "EINTR"
    result = yield from link(world, thread, mm, subscriber)
    mm.mmap_lock.release(thread)
    return result


def register_locked(world: World, thread: Thread, mm: AddressSpace, subscriber: ListSubscriber) -> Routine:
    """__mmu_notifier_register: the caller brings mmap_lock, held for write."""
    if not mm.mmap_lock.held_by(thread, "write"):
        thread.warn("register_locked: the caller does not hold mmap_lock for write")
    return (yield from link(world, thread, mm, subscriber))


def link(world: World, thread: Thread, mm: AddressSpace, subscriber: ListSubscriber | None) -> Routine:
    """Registers under mmap_lock, with every reverse-map lock taken, so that no section is open."""
    need_users(mm)
    if subscriber is not None:
        if subscriber.in_use:
            thread.warn(f"register: {subscriber.name} is already registered")
            return "EINVAL"
        if mixed(subscriber) and world.profile.refuses_mixed_tables:
            world.warn_once(thread, "register: a secondary-TLB callback together with a range callback")
            return "EINVAL"
    if not (yield from mm.rmap_lock.acquire(thread, "write")):
        return "EINTR"
    if mm.subscriptions is None:
        mm.subscriptions = Subscriptions()
    if subscriber is not None:
        mm.grab(thread)
        subscriber.mm, subscriber.linked = mm, True
        mm.subscriptions.list.insert(0, subscriber)
    elif mm.subscriptions.intervals is None:
        mm.subscriptions.intervals = IntervalTree()
    mm.rmap_lock.release(thread)
    need_users(mm)
    return 0


def need_users(mm: AddressSpace) -> None:
    """The caller of register keeps the address space alive; the kernel checks it before and after."""
    if mm.users == 0:
        raise Fatal(f"register: {mm.name} has no users")


def mixed(subscriber: ListSubscriber) -> bool:
    return "arch_invalidate_secondary_tlbs" in subscriber.callbacks and bool(RANGE_CALLBACKS & subscriber.callbacks)


def unregister(world: World, thread: Thread, subscriber: ListSubscriber) -> Routine:
    """mmu_notifier_unregister: release if still linked, unlink, wait for callbacks, drop."""
    mm = subscriber.mm
    if mm is None or subscriber.unregistering:
        thread.warn(f"unregister: {subscriber.name} is not registered")
        return
    subscriber.unregistering = True
    if subscriber.linked:
        reading = world.read_domain.enter()
        yield from release(world, thread, mm, subscriber)
        world.read_domain.leave(reading)
        unlink(mm, subscriber)  # unless exit was faster
    yield from world.read_domain.synchronize(thread)
    subscriber.mm, subscriber.unregistering = None, False
    mm.drop(thread)


def release(world: World, thread: Thread, mm: AddressSpace, subscriber: ListSubscriber) -> Routine:
    if "release" in subscriber.callbacks:
        yield from call_back(world, thread, subscriber, "release", mm)


def unlink(mm: AddressSpace, subscriber: ListSubscriber) -> None:
    if subscriber.linked and mm.subscriptions is not None:
        subscriber.linked = False
        mm.subscriptions.list.remove(subscriber)


def release_all(world: World, thread: Thread, mm: AddressSpace) -> Routine:
    """Exit's part (mn_hlist_release): release of each, unlinking of all, then one grace period.

    An unregister that overlaps may call release of the same subscriber too.
    """
    if mm.subscriptions is None or not mm.subscriptions.list:
        return
    reading = world.read_domain.enter()
    for subscriber in mm.subscriptions.walk():
        yield from release(world, thread, mm, subscriber)
    for subscriber in list(mm.subscriptions.list):
        unlink(mm, subscriber)
    world.read_domain.leave(reading)
    yield from world.read_domain.synchronize(thread)
