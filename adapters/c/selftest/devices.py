# SPDX-License-Identifier: MIT
"""Mirrors, behind an interval notifier, and shadows, behind a list subscriber."""

from selftest.client import count, result
from selftest.free_runs import before, call, parameters, seen

A = {"mm": "mm", "start": "100000", "end": "104000"}
AT = {"mirror": "M", "address": "100000"}


def prepare(a, device):
    a.reset("v6.12")
    a.call("T", "mmap", vma="anon", **A)
    more = {"start": A["start"], "end": A["end"]} if device == "mirror" else {}
    assert result(a.call("T", f"{device}_create", mirror="M", mm="mm", **more)) == 0


def entries(a):
    return [entry["address"] for entry in a.request("query", of="secondary", subscriber="M")["entries"]]


def test_map_and_invalidate(a):
    """MM-13, MM-14: nothing is mapped when the callback returns, and what was written is told."""
    for device in ("mirror", "shadow"):
        prepare(a, device)
        assert result(a.call("F", f"{device}_fault", **AT, write=True)) == "mapped" and entries(a) == ["100000"]
        kinds = [event["event"] for event in a.call("T", "madvise_dontneed", **A)]
        assert kinds.index("secondary") < kinds.index("page_dirty") < kinds.index("pte")
        assert entries(a) == []
        a.call("T", f"{device}_destroy", mirror="M")
        assert result(a.call("F", f"{device}_fault", **AT)) == "EINVAL"


def test_a_section_between_look_up_and_commit(a):
    """INTV-22, PAIR-24."""
    for device in ("mirror", "shadow"):
        prepare(a, device)
        assert result(a.call("F", f"{device}_walk", **AT, token="t")) == 0
        a.call("T", "invalidate", **A)
        assert result(a.call("F", f"{device}_commit", mirror="M", token="t")) == "retry"
        assert entries(a) == []


def test_nothing_is_mapped_inside_a_section(a):
    """PAIR-24: a shadow tries again, a mirror waits."""
    prepare(a, "shadow")
    a.start("S", "r", A["start"], A["end"])
    assert result(a.call("F", "shadow_fault", **AT)) == "retry"
    assert result(a.call("F", "shadow_fault", mirror="M", address="200000")) == "EFAULT"
    a.end("S", "r")
    assert result(a.call("F", "shadow_fault", **AT)) == "mapped"
    prepare(a, "mirror")
    a.start("S", "r", A["start"], A["end"])
    a.call("F", "mirror_fault", **AT)
    assert a.blocked("F") == "interval"
    assert result(a.end("S", "r"), "F") in ("mapped", "retry")


def test_references_go_in_the_end(a):
    """MM-12: the entry goes before its reference, and that before the page."""
    a.reset("v6.12")
    a.call("T", "mmap", vma="anon", **A)
    a.call("T", "shadow_create", mirror="M", mm="mm", references=True)
    assert count(a.call("F", "shadow_fault", **AT), "page_get") == 1
    kinds = [event["event"] for event in a.call("T", "munmap", **A)]
    assert kinds.index("secondary") < kinds.index("page_put") < kinds.index("page_free")
    assert kinds.count("page_free") == 4


def test_free_run_fault_beside_dontneed(a):
    """INTV-22, ILV-02: the mirror never keeps a page that is gone."""
    setup = [before("T", "mmap", vma="anon", **A)]
    setup += [before("T", "mirror_create", mirror="M", mm="mm", start=A["start"], end=A["end"])]
    threads = {"T1": [call("mirror_fault", **AT)], "T2": [call("madvise_dontneed", **A)]}
    observe = [{"of": "result", "thread": "T1", "call": 1}, {"of": "entry", **AT}]
    answer = a.request("run", **parameters(a, setup, threads, observe, iterations=2000))
    seen(answer, [["mapped", "current"], ["mapped", "absent"], ["retry", "absent"]])
