"""Sections: what happens between invalidate_range_start and invalidate_range_end."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from . import interval
from .locks import Lock
from .ranges import Range
from .scheduler import Routine, Thread, Wait
from .script import call_back
from .subscriber import ListSubscriber
from .subscriptions import Subscriptions

if TYPE_CHECKING:
    from .world import World


def hold_lock(thread: Thread, section: Range, lock: Lock) -> Generator[Wait, None, bool]:
    """Makes sure that the thread holds the lock over the section; non-blockable ones only try."""
    if lock.share(thread):
        section.lock = lock
        return True
    if lock.held_by(thread):
        return True  # the caller's own hold, which it also lets go of
    if section.blockable:
        taken = yield from lock.acquire(thread, "read", section=True)
    else:
        taken = lock.try_acquire(thread, "read", section=True)
    section.lock = lock if taken else None
    return taken


def let_go(thread: Thread, section: Range) -> None:
    if section.lock is not None:
        section.lock.release(thread, section=True)
        section.lock = None


def open_section(world: World, thread: Thread, section: Range, lock: Lock) -> Routine:
    """0, or EAGAIN: then nothing is open and nothing is held."""
    held = yield from hold_lock(thread, section, lock)
    if not held and not section.blockable:
        return "EAGAIN"
    result = yield from start(world, thread, section)
    if result != 0:
        let_go(thread, section)
    return result


def close_section(world: World, thread: Thread, section: Range) -> Routine:
    yield from end(world, thread, section)
    let_go(thread, section)


def start(world: World, thread: Thread, section: Range) -> Routine:
    """__mmu_notifier_invalidate_range_start: the tree, then the list. 0 for every blockable range."""
    subscriptions = section.mm.subscriptions
    if subscriptions is None:
        return 0
    if subscriptions.intervals is not None:
        section.in_tree = yield from interval.invalidate(world, thread, section)
        if not section.in_tree:
            return "EAGAIN"
    result = yield from start_list(world, thread, section, subscriptions)
    if result == 0 or section.blockable:
        return 0  # a blockable start cannot fail; whoever tried was warned about
    if section.in_tree and subscriptions.intervals is not None:
        # Linux 6.1 and 6.12 leave the tree's section open here, for ever. The contract does not.
        subscriptions.intervals.end()
        section.in_tree = False
    return result


def start_list(world: World, thread: Thread, section: Range, subscriptions: Subscriptions) -> Routine:
    """mn_hlist_invalidate_range_start: everybody is asked, also after one refused."""
    reading = world.read_domain.enter()
    result = 0
    for subscriber in subscriptions.walk():
        if "invalidate_range_start" not in subscriber.callbacks:
            continue
        answer = yield from call_back(world, thread, subscriber, "invalidate_range_start", section.mm, section)
        if answer != 0:
            report_refusal(thread, section, subscriber, answer)
            result = answer
    if result != 0 and not section.blockable:
        # The caller will not call end. (For a blockable range it will, although Linux runs these
        # ends there too, so that each subscriber gets two.)
        for subscriber in subscriptions.walk():
            yield from end_of(world, thread, section, subscriber)
    world.read_domain.leave(reading)
    return result


def report_refusal(thread: Thread, section: Range, subscriber: ListSubscriber, answer: str) -> None:
    who, where = f"{subscriber.name}.invalidate_range_start", f"in a {section.context} range"
    thread.emit("message", thread=thread.name, text=f"{who} answered {answer} {where}")
    if section.blockable or answer != "EAGAIN":
        thread.warn(f"{who} must not answer {answer} {where}")
    if "invalidate_range_end" in subscriber.callbacks:
        thread.warn(f"{who} failed, but a subscriber that can fail must not have invalidate_range_end")


def end(world: World, thread: Thread, section: Range) -> Routine:
    """__mmu_notifier_invalidate_range_end: the tree, then the list."""
    subscriptions = section.mm.subscriptions
    if subscriptions is None:
        return
    if section.in_tree and subscriptions.intervals is not None:
        subscriptions.intervals.end()
        section.in_tree = False
    reading = world.read_domain.enter()
    for subscriber in subscriptions.walk():
        if world.profile.invalidate_range_at_end and "invalidate_range" in subscriber.callbacks:
            yield from call_back(world, thread, subscriber, "invalidate_range", section.mm, section)
        yield from end_of(world, thread, section, subscriber)
    world.read_domain.leave(reading)


def end_of(world: World, thread: Thread, section: Range, subscriber: ListSubscriber) -> Routine:
    if "invalidate_range_end" in subscriber.callbacks:
        yield from call_back(world, thread, subscriber, "invalidate_range_end", section.mm, section)
