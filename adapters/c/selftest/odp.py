# SPDX-License-Identifier: MIT
"""On-demand paging: umems that count sections (up to v5.4), and umems that are intervals."""

from selftest.client import count, result

COUNTED, INTERVAL = "v3.19", "v6.12"
A = {"mm": "mm", "start": "100000", "end": "104000"}
AT = {"umem": "M", "address": "100000"}


def get(a, umem, start="100000", length="4000"):
    return result(a.call("T", "odp_get", umem=umem, context="C", mm="mm", start=start, length=length))


def prepare(a, profile):
    a.reset(profile)
    a.call("T", "mmap", vma="anon", **A)
    assert result(a.call("T", "odp_context", context="C", mm="mm")) == 0
    assert get(a, "K", start="200000") == 0
    assert get(a, "M") == 0


def fault(a, **more):
    return result(a.call("F", "odp_fault", **AT, **more), "F")


def entries(a):
    return [entry["address"] for entry in a.request("query", of="secondary", subscriber="M")["entries"]]


def test_map_and_invalidate(a):
    """ODP-46, ODP-56: the device's entry goes, then the DMA mapping; what was written is told."""
    for profile in (COUNTED, INTERVAL):
        prepare(a, profile)
        assert fault(a, write=True) == "mapped" and entries(a) == ["100000"]
        kinds = [event["event"] for event in a.call("T", "madvise_dontneed", **A)]
        assert kinds.index("secondary") < kinds.index("dma_unmap") < kinds.index("page_dirty") < kinds.index("pte")
        assert entries(a) == []
        assert fault(a) == "mapped"
        assert count(a.call("T", "odp_release", umem="M"), "dma_unmap") == 1
        assert fault(a) == "EINVAL"


def test_a_section_between_look_up_and_commit(a):
    """ODP-24, ODP-46: nothing is stored, and the next attempt succeeds."""
    for profile in (COUNTED, INTERVAL):
        prepare(a, profile)
        assert result(a.call("F", "odp_walk", **AT, token="t")) == 0
        a.call("T", "madvise_dontneed", **A)
        assert result(a.call("F", "odp_commit", umem="M", token="t")) == "retry"
        assert entries(a) == []
        assert fault(a) == "mapped"


def test_a_fault_inside_a_section(a):
    """ODP-24, ODP-45: one attempt, or as many as it takes."""
    prepare(a, COUNTED)
    a.start("S", "r", "100000", "104000")
    assert fault(a) == "retry"
    a.call("W", "odp_wait", umem="M")
    assert a.blocked("W") == "interval"
    assert result(a.end("S", "r"), "W") == 0
    prepare(a, INTERVAL)
    a.start("S", "r", "100000", "104000")
    a.call("F", "odp_fault", **AT)
    assert a.blocked("F") == "interval"
    assert result(a.end("S", "r"), "F") == "mapped"


def test_a_umem_that_comes_amid_a_section(a):
    """ODP-09, ODP-50: it counts the section that is open, and waits for nobody."""
    prepare(a, COUNTED)
    a.call("T", "odp_release", umem="M")
    a.start("S", "r", "100000", "104000")
    assert get(a, "M") == 0
    assert fault(a) == "retry"
    a.end("S", "r")
    assert fault(a) == "mapped"
    a.start("S", "r", "100000", "104000")
    assert fault(a) == "retry"
    a.end("S", "r")


def test_the_address_space_ends(a):
    """ODP-10, ODP-45: no page stays, and no fault succeeds."""
    for profile in (COUNTED, INTERVAL):
        prepare(a, profile)
        fault(a)
        a.call("T", "mmput", mm="mm")
        assert entries(a) == [] and fault(a) == "EINVAL"
        a.call("T", "odp_release", umem="M")
        assert count(a.call("T", "odp_release", umem="K"), "mm_free") == 1
