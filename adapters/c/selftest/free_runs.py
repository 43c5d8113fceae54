# SPDX-License-Identifier: MIT
"""Free runs: threads at full speed beside each other, many times over."""

from selftest.client import PAIRED, count, ret

A = {"mm": "mm", "start": "1000", "end": "2000"}
ITERATIONS = 10000
SECONDS = 15  # with a sanitizer or on a busy machine it may be fewer iterations


def define(name, **params):
    return {"method": "define_subscriber", "params": {"subscriber": name, **params}}


def call(op, **args):
    return {"op": op, "args": args}


def before(thread, op, **args):
    """A call of the setup."""
    return {"method": "call", "params": {"thread": thread, **call(op, **args)}}


def interval(name, callbacks=("invalidate",)):
    return [
        define(name, type="interval", callbacks=list(callbacks)),
        before("setup", "interval_insert", subscriber=name, mm="mm", start="1000", length="1000"),
    ]


def script(name, callback, *steps):
    return {"method": "script", "params": {"subscriber": name, "callback": callback, "steps": list(steps)}}


def reader(token):
    return [call("read_begin", subscriber="s", token=token), call("read_retry", subscriber="s", token=token)]


SECTION = [call("invalidate_range_start", range="r", **A), call("invalidate_range_end", range="r")]
INVALIDATE = [call("invalidate", **A)]
REMOVE = [call("interval_remove", subscriber="s")]
SET_SEQ = script("s", "invalidate", {"do": "lock", "lock": "U"}, {"do": "set_seq"}, {"do": "unlock", "lock": "U"})


def result(thread, number=1):
    return {"of": "result", "thread": thread, "call": number}


def waited(thread, number=1):
    return {"of": "waited", "thread": thread, "call": number}


def calls(subscriber, callback, **more):
    return {"of": "calls", "subscriber": subscriber, "callback": callback, **more}


def parameters(a, setup, threads, observe, profile="v6.12", **more):
    program = [{"thread": name, "calls": calls} for name, calls in threads.items()]
    bounds = {"iterations": ITERATIONS, "maxSeconds": SECONDS, "seed": a.seed, **more}
    return {"profile": profile, "mode": "free", "setup": setup, "threads": program, "observe": observe, **bounds}


def run(a, *arguments, **more):
    answer = a.request("run", **parameters(a, *arguments, **more))
    assert answer["complete"] is False
    assert sum(outcome["count"] for outcome in answer["outcomes"]) == answer["executions"] > 0
    assert 0 <= answer["overlapped"] <= answer["executions"]
    return answer


def seen(answer, allowed):
    """The outcomes, which have to be allowed ones, with nothing wrong in them."""
    for outcome in answer["outcomes"]:
        assert "findings" not in outcome and "stuck" not in outcome, outcome
        assert outcome["values"] in allowed, outcome
    return [outcome["values"] for outcome in answer["outcomes"]]


def test_free_run_remover_beside_the_end(a):
    """INTV-27, ILV-09: nothing of the interval is touched once its remover has returned."""
    columns = [result("T1"), waited("T1"), calls("s", "invalidate")]
    answer = run(a, interval("s"), {"T1": REMOVE, "T2": INVALIDATE}, columns)
    allowed = [["nothing", "no", "0"], ["nothing", "no", "1"], ["nothing", "yes", "1"]]
    assert len(seen(answer, allowed)) == 3
    assert answer["overlapped"] > 0


def test_free_run_reader_beside_a_section(a):
    """INTV-33, INTV-36: a reader waits for a section over its interval, and goes on after it."""
    answer = run(a, [*interval("s"), SET_SEQ], {"T1": reader("q"), "T2": SECTION}, [waited("T1"), result("T1", 2)])
    assert len(seen(answer, [["no", "false"], ["yes", "false"], ["no", "true"]])) == 3


def test_free_run_two_who_wait(a):
    """INTV-36: all who wait for the end of a period are woken."""
    threads = {"T1": reader("q"), "T2": SECTION, "T3": reader("p")}
    answer = run(a, [*interval("s"), SET_SEQ], threads, [waited("T1"), waited("T3")])
    assert ["yes", "yes"] in seen(answer, [[x, y] for x in ("no", "yes") for y in ("no", "yes")])


def test_free_run_waiter_beside_a_section(a):
    """TRK-06, ILV-55: who waits for a range is not stranded by a section that came and went."""
    setup = [define("S", type="list", callbacks=PAIRED), before("T9", "register", subscriber="S", mm="mm")]
    threads = {"T1": [call("range_wait_valid", **A)], "T2": INVALIDATE}
    answer = run(a, setup, threads, [result("T1"), result("T2"), waited("T1")], profile="2014-09-prop")
    assert len(seen(answer, [["nothing", "nothing", "no"], ["nothing", "nothing", "yes"]])) == 2


def test_free_run_two_waiters_and_a_section_elsewhere(a):
    """TRK-06, TRK-10, ILV-34: one section ends, another begins; everybody goes on."""
    setup = [
        define("S", type="list", callbacks=PAIRED),
        before("T9", "register", subscriber="S", mm="mm"),
        before("T2", "invalidate_range_start", range="r", **A),
    ]
    elsewhere = call("invalidate_range_start", range="e", mm="mm", start="9000", end="a000")
    wait = [call("range_wait_valid", **A)]
    threads = {"T1": wait, "T2": SECTION[1:], "T3": [elsewhere], "T4": wait}
    columns = [result("T1"), result("T4"), result("T3")]
    seen(run(a, setup, threads, columns, profile="2014-09-prop"), [["nothing", "nothing", "nothing"]])


def test_free_run_exit_beside_unregister(a):
    """REG-14, ILV-20: release is called once or twice."""
    setup = [
        define("a", type="list", callbacks=["release", *PAIRED]),
        before("T1", "register", subscriber="a", mm="mm"),
    ]
    threads = {"T1": [call("unregister", subscriber="a")], "T2": [call("mmput", mm="mm")], "T3": INVALIDATE}
    answer = run(a, setup, threads, [calls("a", "release"), {"of": "freed", "mm": "mm"}, {"of": "warnings"}])
    seen(answer, [["1", "yes", "0"], ["2", "yes", "0"]])


def test_free_run_columns(a):
    """What each sort of column tells, where only one answer is possible."""
    setup = [
        define("a", type="list", callbacks=PAIRED),
        script("a", "invalidate_range_start", ret("EAGAIN")),
        before("T1", "register", subscriber="a", mm="mm"),
        before("T1", "invalidate", **A),
    ]
    threads = {"T1": [call("mmget_not_zero", mm="mm"), call("invalidate", **A)], "T2": [call("mmgrab", mm="mm")]}
    columns = [
        result("T1"),
        result("T2"),
        waited("T1", 2),
        calls("a", "invalidate_range_end"),
        calls("a", "invalidate_range_end", thread="T2"),
        {"of": "caller", "subscriber": "a", "callback": "invalidate_range_end"},
        {"of": "caller", "subscriber": "a", "callback": "release"},
        {"of": "warnings"},
        {"of": "freed", "mm": "mm"},
    ]
    answer = run(a, setup, threads, columns, iterations=500)
    assert seen(answer, [["true", "nothing", "no", "1", "0", "T1", "nobody", "2", "no"]])


def test_free_run_blocked_for_ever(a):
    """A deadlock is an outcome like any other, and it is told who waits on what."""
    locks = [call("lock", lock="x"), call("lock", lock="y")]
    answer = run(a, [], {"T1": locks, "T2": locks[::-1]}, [result("T1", 2), result("T2", 2)])
    stuck = {tuple(outcome["values"]): outcome["stuck"] for outcome in answer["outcomes"]}
    assert stuck[("blocked", "blocked")] == ["T1 on y", "T2 on x"], stuck


def test_free_run_setup_that_blocks(a):
    """A thread may wait already when the others begin."""
    setup = [
        *interval("s"),
        before("T2", "invalidate_range_start", range="r", **A),
        before("R", "read_begin", subscriber="s", token="p"),
    ]
    threads = {"T1": reader("q"), "T2": SECTION[1:]}
    answer = run(a, setup, threads, [result("T1", 2), {"of": "warnings"}], iterations=1000)
    assert seen(answer, [["false", "0"]])


def test_free_run_freed_objects(a):
    """REG-26: get and put beside a walk, in the thread that frees too."""
    setup = [
        {"method": "define_table", "params": {"table": "t", "callbacks": [*PAIRED, "alloc_notifier", "free_notifier"]}},
        before("T1", "get", table="t", mm="mm"),
    ]
    threads = {"T1": [call("put", subscriber="t#1"), call("synchronize")], "T2": INVALIDATE}
    columns = [result("T1", 2), calls("t#1", "free_notifier"), calls("t#1", "invalidate_range_start")]
    answer = run(a, setup, threads, columns)
    seen(answer, [["nothing", "1", "0"], ["nothing", "1", "1"]])


def test_free_run_bounds(a):
    """It ends in time with what it has."""
    arguments = [], {"T1": INVALIDATE}, [result("T1")]
    answer = run(a, *arguments, iterations=10**9, maxSeconds=0.2)
    assert answer["cut"] == "max-seconds" and answer["overlapped"] == 0
    answer = run(a, *arguments, maxExecutions=7)
    assert answer["cut"] == "max-executions" and answer["executions"] == 7
    assert "cut" not in run(a, *arguments, iterations=7)


def test_free_run_leaves_the_world(a):
    """The world of the other requests stays as it is, with those that wait in it."""
    a.reset("v6.12")
    a.interval("s")
    a.start("T", "r")
    a.call("R", "interval_remove", subscriber="s")
    run(a, [], {"R": INVALIDATE, "T": INVALIDATE}, [result("R")], iterations=100)
    events = a.end("T", "r")
    assert [e["op"] for e in events if e["event"] == "return" and e["thread"] == "R"] == ["interval_remove"]
    assert count(events, "warning") == 0 and a.counts() == (1, 1)


def test_free_run_refusals(a):
    """What is malformed, and what is not offered."""
    assert a.request("initialize", protocol=1, suite="0")["run"] == ["free"]

    def error(setup=(), threads=None, observe=(), **more):
        params = parameters(a, list(setup), threads or {"T1": INVALIDATE}, list(observe), iterations=10)
        return a.error("run", **{**params, **more})

    release = define("s", type="interval", callbacks=["invalidate", "release"])
    assert error(mode="every") == error(arch="power9") == error([release]) == -32001
    assert error(threads={"T1": [call("mremap", **A)]}) == -32001
    assert error(mode="slow") == error(profile="v1") == error(iterations=0) == error(maxSeconds=0) == -32602
    assert error(threads={"T1": []}) == error(observe=[result("T2")]) == error(observe=[result("T1", 2)]) == -32602
    assert error(threads={"T1": REMOVE}) == error(threads={"T1": SECTION[1:]}) == error([{"method": "reset"}]) == -32602
    assert run(a, [], {"T1": INVALIDATE}, [result("T1")], iterations=10)["executions"] == 10
