"""The range object that a section hands to every callback."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .locks import Lock
from .scheduler import Thread

if TYPE_CHECKING:
    from .address_space import AddressSpace


class Range:
    """struct mmu_notifier_range: [start, end) and how it may be treated."""

    def __init__(self, mm: AddressSpace, start: int, end: int, blockable: bool, kind: str | None = None) -> None:
        self.mm = mm
        self.start = start
        self.end = end
        self.blockable = blockable
        self.kind = kind
        self.owner: Thread | None = None
        """The thread that opened it, and has to close it."""
        self.lock: Lock | None = None
        """The lock that the section took for itself."""
        self.in_tree = False
        """Counted by the interval tree, which end has to undo."""

    @property
    def context(self) -> str:
        return "blockable" if self.blockable else "non-blockable"
