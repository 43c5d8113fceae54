# SPDX-License-Identifier: MIT
"""arm64, and devices behind an IOMMU that use the page tables of a process."""

from selftest import free_runs
from selftest.client import callbacks, count, result

A = {"mm": "mm", "start": "100000", "end": "104000"}
AT = {"mm": "mm", "address": "100000"}
RELEASED = ["v6.1", "v6.4-prop", "v6.6", "v6.12"]


def read_only(a, profile):
    """Entries that permit less than the VMA does: what a fork leaves."""
    a.reset(profile, arch="arm64")
    a.call("T", "mmap", vma="anon", **A)
    a.call("T", "fork", mm="mm", child="child")
    a.call("T", "mmput", mm="child")


def bind(a, **traits):
    assert result(a.call("T", "sva_device", mirror="D", domain="X", **traits)) == 0
    assert result(a.call("T", "sva_bind", mirror="D", mm="mm")) == 0


def access(a, write=False):
    return result(a.call("D", "device_access", mirror="D", address="100000", write=write), "D")


def commands(events):
    return [f"{e['subscriber']}.{e.get('context', e['command'])}" for e in events if e["event"] == "command"]


def test_an_upgrade_is_told_where_the_profile_tells(a):
    """ARM-04, ARM-22: by the function that upgrades, by the flush, or not at all."""
    for profile in RELEASED:
        read_only(a, profile)
        names = ["invalidate_range" if profile < "v6.6" and profile != "v6.12" else "arch_invalidate_secondary_tlbs"]
        a.list_subscriber("S", names)
        events = a.call("T", "write_fault", **AT)
        assert count(events, "cpu_flush") == 1 and count(events, "section_start") == 0, events
        assert len(callbacks(events)) == (profile != "v6.1"), (profile, events)
        assert callbacks(a.call("T", "write_fault", **AT)) == []


def test_a_kept_refusal(a):
    """ARM-12, ARM-13: it is believed until a notice takes it away."""
    for profile in RELEASED:
        read_only(a, profile)
        bind(a)
        assert access(a) == "done" and access(a, write=True) == "fault"
        a.call("T", "write_fault", **AT)
        assert access(a, write=True) == ("fault" if profile == "v6.1" else "done")


def test_a_set_changes_as_a_whole(a):
    """ARM-06, ARM-07: all sixteen are cleared, told and set again."""
    a.reset("v6.4-prop", arch="arm64")
    whole = {"mm": "mm", "start": "100000", "end": "110000"}
    a.call("T", "mmap", vma="hugetlb-contiguous", **whole)
    a.call("T", "fork", mm="mm", child="child")
    a.call("T", "mmput", mm="child")
    a.list_subscriber("S", ["invalidate_range"])
    kinds = [e["event"] for e in a.call("T", "write_fault", mm="mm", address="10f000")]
    assert kinds.count("callback") == 1, kinds
    told = kinds.index("callback")
    assert kinds[:told].count("pte") == 16 and kinds[told:].count("pte") == 16, kinds
    entries = a.request("query", of="page_table", mm="mm")["entries"]
    assert len(entries) == 16 and all(e["write"] and e["young"] and e["dirty"] for e in entries)


def test_old_entries(a):
    """ARM-03, STLB-22: a read marks without a flush; ageing flushes what was used."""
    a.reset("v6.12", arch="arm64")
    a.call("T", "mmap", vma="shared", **A)
    assert count(a.call("T", "clear_flush_young", **A), "cpu_flush") == 4
    assert result(a.call("T", "clear_young", **A)) is False
    events = a.call("T", "set_access_flags", **AT)
    assert result(events) is True and count(events, "cpu_flush") == 0
    events = a.call("T", "set_access_flags", write=True, **AT)
    assert result(events) is True and count(events, "cpu_flush") == 1
    assert result(a.call("T", "set_access_flags", write=True, **AT)) is False


def test_commands(a):
    """SMMU-03, SMMU-04, SMMU-09: the TLB first, then the devices; release flushes once."""
    a.reset("v6.1", arch="arm64")
    bind(a, ats=True)
    assert commands(a.call("T", "invalidate", **A)) == ["X.tlb_range", "D.atc_range"]
    assert commands(a.call("T", "mmput", mm="mm")) == ["X.quiet", "X.tlb_all", "D.atc_all"]
    events = a.call("T", "sva_unbind", mirror="D")
    assert commands(events) == ["X.none"] and callbacks(events) == ["X.free_notifier"]
    assert count(events, "mm_free") == 1 and access(a) == "EINVAL"


def test_nothing_is_kept_after_release(a):
    """SMMU-11: what the device asks for then ends quietly."""
    for profile in ("v6.1", "v6.12"):
        a.reset(profile, arch="arm64")
        a.call("T", "mmap", vma="anon", **A)
        bind(a, ats=True)
        assert access(a) == "done"
        a.list_subscriber("S", ["release"])
        a.script("S", "release", {"do": "gate", "gate": "g"})
        a.call("T", "mmput", mm="mm")
        access(a)
        a.open("g")
        assert count(a.call("T", "sva_unbind", mirror="D"), "warning") == 0
        assert access(a) == "EINVAL"
    for profile in ("v6.1", "v6.12"):
        a.reset(profile, arch="arm64")
        a.call("T", "mmap", vma="anon", **A)
        a.list_subscriber("S", ["release"])
        a.script("S", "release", {"do": "gate", "gate": "g"})
        bind(a, ats=True)
        a.call("T", "mmput", mm="mm")  # X was linked last, so it is called first
        assert access(a) == "fault"
        assert a.request("query", of="secondary", subscriber="X")["entries"] == []
        a.open("g")


def test_free_run_a_device_between_two_commands(a):
    """SMMU-04: who asks again after the devices forgot finds nothing in the TLB either."""
    setup = [
        free_runs.before("T9", "mmap", vma="anon", **A),
        free_runs.before("T9", "fork", mm="mm", child="child"),
        free_runs.before("T9", "mmput", mm="child"),
        free_runs.before("T9", "sva_device", mirror="D", domain="X", ats=True),
        free_runs.before("T9", "sva_bind", mirror="D", mm="mm"),
        free_runs.before("T9", "device_access", mirror="D", address="100000"),
    ]
    read = free_runs.call("device_access", mirror="D", address="100000")
    threads = {
        "T1": [free_runs.call("write_fault", **AT), {**read, "args": {**read["args"], "write": True}}],
        "T2": [read],
    }
    asked = free_runs.parameters(a, setup, threads, [free_runs.result("T1", 2), free_runs.result("T2")], arch="arm64")
    seen = [outcome["values"] for outcome in a.request("run", **asked)["outcomes"]]
    assert seen == [["done", "done"]], seen


def test_free_run_exit_beside_an_access(a):
    """SMMU-11: what the device has read before the end is not kept after it."""
    setup = [
        free_runs.before("T9", "mmap", vma="anon", **A),
        free_runs.before("T9", "sva_device", mirror="D", domain="X", ats=True),
        free_runs.before("T9", "sva_bind", mirror="D", mm="mm"),
    ]
    threads = {
        "T1": [free_runs.call("mmput", mm="mm")],
        "T2": [free_runs.call("device_access", mirror="D", address="100000")],
    }
    observe = [{"of": "entry", "mirror": name, "address": "100000"} for name in ("X", "D")]
    asked = free_runs.parameters(a, setup, threads, observe, arch="arm64")
    outcomes = a.request("run", **asked)["outcomes"]
    assert [outcome["values"] for outcome in outcomes] == [["absent", "absent"]], outcomes
