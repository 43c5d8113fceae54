#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Drives a build of the C adapter over stdio and checks what it says.

usage: test.py [--fault NAME] BINARY

Without --fault every test has to pass. With it the tests listed for that planted fault have to
fail, each time that they are run: a fault that nothing notices means a toothless test.
"""

import sys
import threading

from selftest import devices, free_runs, intervals, iommu, memory, odp, pairing, ranges, registration, updates, wire
from selftest.client import DEADLINE, Adapter

MODULES = [wire, pairing, registration, intervals, updates, ranges, memory, odp, devices, iommu, free_runs]

# The tests that a planted fault must fail.
FAULTS = {
    "skip-pairing": [pairing.test_pairing_after_a_failed_start],
    "double-release": [updates.test_release_callback, updates.test_release_at_once],
    "wait-without-lock": [
        intervals.test_remover_waits_for_the_deferred_walk,
        free_runs.test_free_run_remover_beside_the_end,
    ],
    "lost-wakeup": [free_runs.test_free_run_reader_beside_a_section, free_runs.test_free_run_two_who_wait],
    "wake-one": [
        intervals.test_all_who_wait_are_woken,
        ranges.test_all_who_wait_are_woken,
        free_runs.test_free_run_two_who_wait,
    ],
    "count-sample": [
        ranges.test_a_section_elsewhere_in_place_of_the_one_that_ended,
        free_runs.test_free_run_waiter_beside_a_section,
    ],
    "tlb-skipped": [memory.test_a_flush_tells_the_secondary_tlbs],
    "tlb-late": [memory.test_a_copy_is_told_before_it_is_seen],
    "odp-no-retry": [odp.test_a_section_between_look_up_and_commit],
    "odp-newcomer": [odp.test_a_umem_that_comes_amid_a_section],
    "shadow-open": [devices.test_nothing_is_mapped_inside_a_section],
    "upgrade-silent": [
        iommu.test_an_upgrade_is_told_where_the_profile_tells,
        iommu.test_a_kept_refusal,
        iommu.test_a_set_changes_as_a_whole,
    ],
    "atc-first": [iommu.test_commands, iommu.test_free_run_a_device_between_two_commands],
    "release-valid": [iommu.test_commands, iommu.test_nothing_is_kept_after_release],
    "early-waiter": [ranges.test_who_waits_goes_on_after_the_end_callbacks],
}


def all_tests():
    return [test for module in MODULES for name, test in vars(module).items() if name.startswith("test_")]


def run(test, binary, seed):
    """None if the test passes, else why not."""
    adapter = Adapter(binary)
    adapter.seed = seed
    alarm = threading.Timer(DEADLINE, adapter.process.kill)
    alarm.start()
    try:
        test(adapter)
        adapter.request("shutdown")
        status = adapter.process.wait(DEADLINE)
        return None if status == 0 else f"exit status {status}"
    except Exception as problem:  # a failed assertion, or the adapter went away
        return f"{type(problem).__name__}: {problem}"
    finally:
        alarm.cancel()
        adapter.process.kill()
        adapter.process.wait()


def main(arguments):
    fault = arguments.pop(1) if arguments[:1] == ["--fault"] else None
    binary = arguments[-1]
    seeds = range(1, 6) if fault else [1]
    tests = [(test, seed) for test in (FAULTS[fault] if fault else all_tests()) for seed in seeds]
    wrong = 0
    for test, seed in tests:
        problem = run(test, binary, seed)
        as_wanted = (problem or "").startswith("AssertionError") if fault else problem is None
        if not as_wanted:
            wrong += 1
            print(f"not ok {test.__name__}: {problem or 'the planted fault was not seen'}")
    what = f"see the fault {fault}" if fault else "pass"
    print(f"{binary}: {len(tests) - wrong} of {len(tests)} tests {what}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
