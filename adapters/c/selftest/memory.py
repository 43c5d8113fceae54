# SPDX-License-Identifier: MIT
"""What an address space maps, and who is told when that changes."""

from selftest.client import callbacks, count, result
from selftest.free_runs import before, call, parameters, seen

TLB_PROFILES = {"v6.1": "invalidate_range", "v6.12": "arch_invalidate_secondary_tlbs"}
A = {"mm": "mm", "start": "100000", "end": "104000"}
A0 = {"mm": "mm", "address": "100000"}


def of(events, kind):
    return [event for event in events if event["event"] == kind]


def mapped(a, mm="mm"):
    return [entry["address"] for entry in a.request("query", of="page_table", mm=mm)["entries"]]


def test_map_and_unmap(a):
    """MM-11: one section, the entries in it, and no page goes before the CPUs have forgotten it."""
    a.reset("v6.12")
    assert result(a.call("T", "mmap", vma="anon", **A)) == 0
    assert mapped(a) == ["100000", "101000", "102000", "103000"]
    assert result(a.call("T", "mmap", vma="anon", **A)) == "EINVAL"
    events = a.call("T", "munmap", mm="mm", start="101000", end="103000")
    kinds = [event["event"] for event in events]
    assert kinds == ["section_start", "pte", "pte", "section_end", "cpu_flush", "page_free", "page_free", "return"]
    assert mapped(a) == ["100000", "103000"]
    assert result(a.call("T", "write_fault", mm="mm", address="101000")) == "EFAULT"


def test_ranges_without_a_page(a):
    a.reset("v6.12")
    a.call("T", "mmap", vma="anon", **A)
    for op, end, answer in [("madvise_dontneed", "101000", 0), ("munmap", "101000", "EINVAL"),
                            ("munmap", "100000", "EINVAL"), ("madvise_dontneed", "108000", "ENOMEM")]:
        assert result(a.call("T", op, mm="mm", start="101000", end=end)) == answer, (op, end)


def test_fork_and_copy(a):
    """MM-15: a copy takes the place of the page by way of nothing; what nobody shares is reused."""
    a.reset("v6.12")
    a.call("T", "mmap", vma="anon", **A)
    assert result(a.call("T", "fork", mm="mm", child="child")) == 0
    assert mapped(a, "child") == mapped(a)
    first, second = of(a.call("T", "write_fault", **A0), "pte")
    assert first["to"] == second["from"] == "none" and second["write"] is True
    assert of(a.call("U", "write_fault", mm="child", address="100000"), "section_start") == []
    assert count(a.call("U", "mmput", mm="child"), "page_free") == 1


def test_a_flush_tells_the_secondary_tlbs(a):
    """STLB-01, STLB-04: who is told by whom; a device has forgotten the page before it is let go."""
    for profile, callback in TLB_PROFILES.items():
        a.reset(profile)
        a.list_subscriber("S", [callback])
        a.call("T", "mmap", vma="anon", **A)
        assert result(a.call("T", "walker_create", mirror="W", mm="mm")) == 0
        assert result(a.call("T", "walker_read", mirror="W", address="100000")) == "zero"
        events = a.call("T", "madvise_dontneed", **A)
        assert callbacks(events, "S") == [f"S.{callback}"] * (1 if profile == "v6.12" else 2), profile
        order = [event["event"] for event in events]
        assert order.index("secondary") < order.index("page_free")
        assert result(a.call("T", "walker_read", mirror="W", address="100000")) == "EFAULT"


def test_a_copy_is_told_before_it_is_seen(a):
    """STLB-11: the device has forgotten the old page before the entry points to the new one."""
    for profile in TLB_PROFILES:
        a.reset(profile)
        a.call("T", "mmap", vma="anon", **A)
        a.call("T", "fork", mm="mm", child="child")
        a.call("T", "walker_create", mirror="W", mm="mm")
        a.call("T", "walker_read", mirror="W", address="100000")
        events = [event for event in a.call("T", "write_fault", **A0) if event["event"] in ("pte", "secondary")]
        assert [event["event"] for event in events] == ["pte", "secondary", "pte"], profile


def test_walker_ends_with_its_address_space(a):
    a.reset("v6.12")
    a.call("T", "mmap", vma="anon", **A)
    a.call("T", "walker_create", mirror="W", mm="mm")
    a.call("T", "walker_read", mirror="W", address="100000")
    a.call("T", "mmput", mm="mm")
    assert a.request("query", of="secondary", subscriber="W")["entries"] == []
    assert result(a.call("T", "walker_read", mirror="W", address="100000")) == "EINVAL"
    a.call("T", "walker_destroy", mirror="W")


def test_free_run_stores_are_seen_in_order(a):
    """STLB-12, ILV-30: who has seen the second store has seen the first one, or finds no entry."""
    pages = [{"mm": "mm", "start": start, "end": end} for start, end in (("100000", "101000"), ("200000", "201000"))]
    setup = [before("T", "walker_create", mirror="W", mm="mm")]
    setup += [before("T", "mmap", vma="anon", **page) for page in pages]
    setup += [before("T", "fork", mm="mm", child="child"), before("T", "write_fault", mm="mm", address="200000")]
    setup += [before("T", "walker_read", mirror="W", address=at) for at in ("100000", "200000")]
    threads = {
        "T1": [call("write_fault", **A0)],
        "T2": [call("store", content="one", mm="mm", address=at) for at in ("100000", "200000")],
        "T3": [call("walker_read", mirror="W", address=at) for at in ("200000", "100000")],
    }
    observe = [{"of": "result", "thread": "T3", "call": number} for number in (1, 2)]
    answer = a.request("run", **parameters(a, setup, threads, observe, iterations=5000))
    seen(answer, [["zero", "zero"], ["zero", "EFAULT"], ["zero", "one"], ["one", "one"]])


def test_reclaim(a):
    """STLB-15, STLB-21: told when the entry is gone, and freed after the flush; a fault brings back what was written."""
    for profile, arch in (("v6.1", "x86_64"), ("v6.12", "x86_64"), ("v6.12", "arm64")):
        a.reset(profile, arch=arch)
        a.call("T", "mmap", vma="anon", mm="mm", start="100000", end="102000")
        assert result(a.call("T", "store", mm="mm", address="101000", content="two")) == 0
        a.call("T", "fork", mm="mm", child="child")
        assert result(a.call("T", "walker_create", mirror="W", mm="mm")) == 0
        events = a.call("T", "reclaim_page", mm="mm", address="101000")
        kinds = [event["event"] for event in events]
        assert result(events) == 0 and kinds.count("pte") == 2 and kinds.count("section_start") == 2, kinds
        assert kinds.index("pte") < kinds.index("callback") < kinds.index("page_free"), kinds
        assert kinds.index("cpu_flush") < kinds.index("page_free") and kinds[-2:] == ["page_free", "return"], kinds
        assert result(a.call("T", "reclaim_page", mm="mm", address="101000")) == "EINVAL"
        for mm in ("mm", "child"):
            a.call("T", "walker_create", mirror=f"W.{mm}", mm=mm)
            assert result(a.call("T", "write_fault", mm=mm, address="101000")) == 0
            assert result(a.call("T", "walker_read", mirror=f"W.{mm}", address="101000")) == "two"
