"""What differs between the profiles that this adapter claims."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Profile:
    """The rules of one stage of Linux, as far as this model has them."""

    name: str
    invalidate_range_at_end: bool
    """The end of a section calls `invalidate_range` before `invalidate_range_end` (up to v6.1)."""
    refuses_mixed_tables: bool
    """A table with the secondary-TLB callback and a range callback cannot be registered (v6.6 on)."""


PROFILES: dict[str, Profile] = {
    name: Profile(name, invalidate_range_at_end=old, refuses_mixed_tables=not old)
    for name, old in {"v5.12": True, "v6.1": True, "v6.6": False, "v6.12": False}.items()
}
