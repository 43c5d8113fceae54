"""The objects that users of the notifier core own, and the callbacks that they can have."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .address_space import AddressSpace

LIST_CALLBACKS: dict[str, Any] = {
    "release": None,
    "clear_flush_young": False,
    "clear_young": False,
    "test_young": False,
    "change_pte": None,
    "invalidate_page": None,
    "invalidate_range_start": 0,
    "invalidate_range_end": None,
    "invalidate_range": None,
    "arch_invalidate_secondary_tlbs": None,
    "alloc_notifier": 0,
    "free_notifier": None,
}
"""Every callback of a list subscriber, with its answer when no script says otherwise."""

INTERVAL_CALLBACKS: dict[str, Any] = {"invalidate": True}
"""The same for interval subscribers (`release` is the capability interval-release, not offered)."""

RESULTS: dict[str, Any] = {**LIST_CALLBACKS, **INTERVAL_CALLBACKS}


class Subscriber:
    """What list and interval subscribers have in common."""

    type: str

    def __init__(self, name: str, callbacks: Iterable[str]) -> None:
        self.name = name
        self.callbacks: frozenset[str] = frozenset(callbacks)
        self.calls: dict[str, int] = {}
        """How often each callback was called."""
        self.mm: AddressSpace | None = None
        """The address space that it holds a structure reference on."""

    @property
    def in_use(self) -> bool:
        raise NotImplementedError


class ListSubscriber(Subscriber):
    """struct mmu_notifier."""

    type = "list"

    def __init__(self, name: str, callbacks: Iterable[str]) -> None:
        super().__init__(name, callbacks)
        self.linked = False
        self.unregistering = False

    @property
    def in_use(self) -> bool:
        return self.mm is not None or self.unregistering


class Interval(Subscriber):
    """struct mmu_interval_notifier: the closed interval [start, last]."""

    type = "interval"

    def __init__(self, name: str, callbacks: Iterable[str], garbage: bool = False) -> None:
        super().__init__(name, callbacks)
        rubbish = 0x5A5A5A5A5A5A5A5A if garbage else 0
        self.start = self.last = self.seq = rubbish  # every insert sets all three
        self.state = "none"
        """none, in-tree, pending-insert or pending-removal."""

    @property
    def in_use(self) -> bool:
        return self.state != "none"
