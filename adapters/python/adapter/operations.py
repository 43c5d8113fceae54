"""The operations that `call` and scripts can use: a row for each, and how to carry it out.

The kind of a parameter says how its value is checked, and what it stands for in this world.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, NamedTuple

from . import arguments, chain, interval, sections
from .address_space import AddressSpace, mmput
from .errors import Invalid, Unsupported
from .ranges import Range
from .scheduler import Routine, Thread
from .subscriber import Interval

if TYPE_CHECKING:
    from .world import World


def mm_create(world: World, _thread: Thread, mm: str) -> Routine:
    world.mms[mm] = AddressSpace(mm)
    yield from ()


def mmget_not_zero(_world: World, _thread: Thread, mm: AddressSpace) -> Routine:
    yield from ()
    return mm.get_not_zero()


def mmgrab(_world: World, thread: Thread, mm: AddressSpace) -> Routine:
    mm.grab(thread)
    yield from ()


def mmdrop(_world: World, thread: Thread, mm: AddressSpace) -> Routine:
    mm.drop(thread)
    yield from ()


def mmap_lock(_world: World, thread: Thread, mm: AddressSpace, mode: str) -> Routine:
    yield from mm.mmap_lock.acquire(thread, mode)


def mmap_trylock(_world: World, thread: Thread, mm: AddressSpace, mode: str) -> Routine:
    yield from ()
    return mm.mmap_lock.try_acquire(thread, mode)


def mmap_downgrade(_world: World, thread: Thread, mm: AddressSpace) -> Routine:
    yield from ()
    if not mm.mmap_lock.downgrade(thread):
        thread.warn("mmap_downgrade: the caller does not hold mmap_lock for write")


def mmap_unlock(_world: World, thread: Thread, mm: AddressSpace) -> Routine:
    yield from ()
    if not mm.mmap_lock.release(thread):
        thread.warn("mmap_unlock: the caller does not hold mmap_lock")


def lock(world: World, thread: Thread, lock: str) -> Routine:
    yield from world.lock(lock).acquire(thread)


def unlock(world: World, thread: Thread, lock: str) -> Routine:
    world.unlock(thread, lock)
    yield from ()


def invalidate(world: World, thread: Thread, mm: AddressSpace, start: int, end: int) -> Routine:
    section = Range(mm, start, end, blockable=True)
    yield from sections.open_section(world, thread, section, mm.mmap_lock)
    yield from sections.close_section(world, thread, section)


def start_section(
    world: World, thread: Thread, name: str, mm: AddressSpace, start: int, end: int, blockable: bool, via: str
) -> Routine:
    section = world.ranges[name] = Range(mm, start, end, blockable)  # nothing is left of its last use
    section.owner = thread
    result = yield from sections.open_section(world, thread, section, mm.rmap_lock if via == "rmap" else mm.mmap_lock)
    if result != 0:
        section.owner = None
    return result


def invalidate_range_start(
    world: World, thread: Thread, range: str, mm: AddressSpace, start: int, end: int, via: str = "mmap_lock"
) -> Routine:
    yield from start_section(world, thread, range, mm, start, end, True, via)


def invalidate_range_start_nonblock(
    world: World, thread: Thread, range: str, mm: AddressSpace, start: int, end: int, via: str = "mmap_lock"
) -> Routine:
    return (yield from start_section(world, thread, range, mm, start, end, False, via))


def invalidate_range_end(world: World, thread: Thread, range: Range) -> Routine:
    yield from sections.close_section(world, thread, range)
    range.owner = None


def register_null(world: World, thread: Thread, mm: AddressSpace) -> Routine:
    return (yield from chain.register(world, thread, mm, None))


def register(world: World, thread: Thread, subscriber: Any, mm: AddressSpace) -> Routine:
    return (yield from chain.register(world, thread, mm, subscriber))


def register_locked(world: World, thread: Thread, subscriber: Any, mm: AddressSpace) -> Routine:
    return (yield from chain.register_locked(world, thread, mm, subscriber))


def interval_insert(
    world: World, thread: Thread, subscriber: Interval, mm: AddressSpace, start: int, length: int
) -> Routine:
    return (yield from interval.insert(world, thread, subscriber, mm, start, length))


def read_begin(world: World, thread: Thread, subscriber: Interval, token: str) -> Routine:
    seq = yield from interval.read_begin(world, thread, subscriber)
    world.tokens[subscriber.name, token] = seq


def read_retry(world: World, _thread: Thread, subscriber: Interval, token: str) -> Routine:
    """mmu_interval_read_retry, and check_retry: they differ only in when they may be trusted."""
    yield from ()
    return subscriber.seq != world.tokens[subscriber.name, token]


class Operation(NamedTuple):
    """One row: what carries it out, its parameters (a trailing ? marks an optional one)."""

    routine: Callable[..., Routine]
    parameters: dict[str, str]
    sleeps: bool = False
    """It may sleep, which a context that must not sleep makes a diagnosis."""


SPAN = {"mm": "mm", "start": "address", "end": "address"}
MM = {"mm": "mm"}

OPERATIONS: dict[str, Operation] = {
    # capability core
    "mm_create": Operation(mm_create, {"mm": "new_mm"}),
    "mmget_not_zero": Operation(mmget_not_zero, MM),
    "mmput": Operation(mmput, MM, sleeps=True),
    "mmgrab": Operation(mmgrab, MM),
    "mmdrop": Operation(mmdrop, MM),
    "mmap_lock": Operation(mmap_lock, {"mm": "mm", "mode": "mode"}, sleeps=True),
    "mmap_trylock": Operation(mmap_trylock, {"mm": "mm", "mode": "mode"}),
    "mmap_downgrade": Operation(mmap_downgrade, MM),
    "mmap_unlock": Operation(mmap_unlock, MM),
    "lock": Operation(lock, {"lock": "name"}, sleeps=True),
    "unlock": Operation(unlock, {"lock": "name"}),
    "invalidate": Operation(invalidate, SPAN, sleeps=True),
    "invalidate_range_start": Operation(
        invalidate_range_start, {"range": "free_range", **SPAN, "via": "via?"}, sleeps=True
    ),
    "invalidate_range_end": Operation(invalidate_range_end, {"range": "open_range"}),
    # capability nonblock
    "invalidate_range_start_nonblock": Operation(
        invalidate_range_start_nonblock, {"range": "free_range", **SPAN, "via": "via?"}
    ),
    # capability register
    "register": Operation(register, {"subscriber": "list", "mm": "mm"}, sleeps=True),
    "register_locked": Operation(register_locked, {"subscriber": "list", "mm": "mm"}, sleeps=True),
    "unregister": Operation(chain.unregister, {"subscriber": "list"}, sleeps=True),
    # capability interval
    "register_null": Operation(register_null, MM, sleeps=True),
    "interval_insert": Operation(
        interval_insert, {"subscriber": "interval", "mm": "mm", "start": "address", "length": "address"}, sleeps=True
    ),
    "interval_remove": Operation(interval.remove, {"subscriber": "interval"}, sleeps=True),
    "read_begin": Operation(read_begin, {"subscriber": "inserted", "token": "name"}, sleeps=True),
    "read_retry": Operation(read_retry, {"subscriber": "interval", "token": "taken"}),
    "check_retry": Operation(read_retry, {"subscriber": "interval", "token": "taken"}),
}


def check(op: str, args: Any) -> dict[str, Any]:
    """Whether the operation is offered, and its arguments have the right shape."""
    if op not in OPERATIONS:
        raise Unsupported(f"operation {op} is not offered")
    if not isinstance(args, dict):
        raise Invalid("args is an object")
    return arguments.check(OPERATIONS[op].parameters, args)


def prepare(world: World, thread: Thread, op: str, args: dict[str, Any]) -> Routine:
    """The operation, about to begin on the thread. Refuses names that stand for nothing."""
    operation = OPERATIONS[op]
    known = arguments.find(world, thread, operation.parameters, check(op, args))
    if operation.sleeps:
        thread.might_sleep(op)
    return operation.routine(world, thread, **known)
