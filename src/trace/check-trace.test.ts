import assert from "node:assert/strict";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { checkTrace, MalformedTrace, type TraceOutcome } from "./check-trace.ts";
import { CHECKS, type CheckName } from "./checks.ts";

async function judged(text: string): Promise<TraceOutcome> {
  return checkTrace(
    (async function* () {
      yield Buffer.from(text);
    })(),
  );
}

/** Short words for events: `T1 call interval_remove s`, with members behind. */
function line(words: string): string {
  const [thread, event, what, ...rest] = words.split(" ");
  const more: Record<string, unknown> = {};
  for (const word of rest) {
    const [key = "", value = ""] = word.split("=");
    more[key] =
      /^(true|false|-?\d+)$/.test(value) && key !== "start" && key !== "end" && key !== "length"
        ? JSON.parse(value)
        : value;
  }
  const called = event === "callback" || event === "callback_exit" ? { callback: what } : { op: what };
  return JSON.stringify({ event, thread, ...called, ...more });
}

function trace(complete: boolean, ...lines: readonly string[]): string {
  return `${[JSON.stringify({ trace: "mmuspec", version: 1, complete }), ...lines.map(line)].join("\n")}\n`;
}

const A = "mm=m start=1000 end=2000";
const INSERT = [
  "T1 call interval_insert subscriber=s mm=m start=1000 length=1000",
  "T1 return interval_insert result=0",
];
const REMOVE = ["T1 call interval_remove subscriber=s", "T1 return interval_remove"];
const START = [`T1 call invalidate_range_start ${A}`, "T1 return invalidate_range_start result=0"];
const END = [`T1 call invalidate_range_end ${A}`, "T1 return invalidate_range_end"];
const REGISTER = ["T1 call register subscriber=l mm=m", "T1 return register result=0"];
const UNREGISTER = ["T1 call unregister subscriber=l", "T1 return unregister"];
const CALLED = [`T2 callback invalidate subscriber=s ${A}`, "T2 callback_exit invalidate subscriber=s result=true"];

/** What each check finds, at which line (the head is line 1), and the same that is well. */
const CASES: Record<CheckName, { bad: string[]; at: number; good: string[]; complete?: false }> = {
  "end-without-start": { bad: [...START, ...END, ...END], at: 6, good: [...START, ...END, ...START, ...END] },
  "never-ended": { bad: START, at: 3, good: [...START, ...END] },
  "end-after-failure": {
    bad: [`T1 call invalidate_range_start ${A} blockable=false`, "T1 return invalidate_range_start result=-11", ...END],
    at: 4,
    good: [
      `T1 call invalidate_range_start ${A} blockable=false`,
      "T1 return invalidate_range_start result=-11",
      ...START,
      ...END,
    ],
  },
  "empty-range": {
    bad: [
      "T1 call invalidate_range_start mm=m start=2000 end=2000",
      "T1 return invalidate_range_start result=0",
      "T1 call invalidate_range_end mm=m start=2000 end=2000",
    ],
    at: 2,
    good: [...START, ...END],
  },
  "failed-blockable-start": {
    bad: [
      ...REGISTER,
      `T1 call invalidate_range_start ${A}`,
      `T1 callback invalidate_range_start subscriber=l ${A}`,
      "T1 callback_exit invalidate_range_start subscriber=l result=-11",
      "T1 return invalidate_range_start result=0",
      ...END,
    ],
    at: 6,
    good: [
      ...REGISTER,
      `T1 call invalidate_range_start ${A}`,
      `T1 callback invalidate_range_start subscriber=l ${A}`,
      "T1 callback_exit invalidate_range_start subscriber=l result=0",
      "T1 return invalidate_range_start result=0",
      ...END,
    ],
  },
  "wrong-refusal": {
    bad: [
      `T1 callback invalidate_range_start subscriber=l ${A} blockable=false`,
      "T1 callback_exit invalidate_range_start subscriber=l result=-16",
    ],
    at: 3,
    good: [
      `T1 callback invalidate_range_start subscriber=l ${A} blockable=false`,
      "T1 callback_exit invalidate_range_start subscriber=l result=-11",
    ],
  },
  "interval-refuses-blockable": {
    bad: [
      ...INSERT,
      `T2 callback invalidate subscriber=s ${A}`,
      "T2 callback_exit invalidate subscriber=s result=false",
    ],
    at: 5,
    good: [
      ...INSERT,
      `T2 callback invalidate subscriber=s ${A} blockable=false`,
      "T2 callback_exit invalidate subscriber=s result=false",
    ],
  },
  "list-end-without-start": {
    bad: [
      ...REGISTER,
      `T2 callback invalidate_range_start subscriber=l ${A}`,
      `T2 callback invalidate_range_end subscriber=l ${A}`,
      `T2 callback invalidate_range_end subscriber=l ${A}`,
    ],
    at: 6,
    good: [...REGISTER, `T2 callback invalidate_range_end subscriber=l ${A}`],
  },
  "insert-of-nothing": {
    bad: ["T1 call interval_insert subscriber=s mm=m start=1000 length=0", "T1 return interval_insert result=0"],
    at: 2,
    good: [
      "T1 call interval_insert subscriber=s mm=m start=1000 length=0",
      "T1 return interval_insert result=-75",
      "T1 call interval_insert subscriber=s mm=m start=fffffffffffff000 length=1000",
      "T1 return interval_insert result=0",
    ],
  },
  "inserted-twice": { bad: [...INSERT, ...INSERT], at: 4, good: [...INSERT, ...REMOVE, ...INSERT] },
  "called-twice": {
    bad: [
      ...INSERT,
      `T2 call invalidate_range_start ${A}`,
      ...CALLED,
      ...CALLED,
      "T2 return invalidate_range_start result=0",
      `T2 call invalidate_range_end ${A}`,
    ],
    at: 7,
    good: [
      ...INSERT,
      `T2 call invalidate_range_start ${A}`,
      ...CALLED,
      "T2 return invalidate_range_start result=0",
      `T2 call invalidate_range_end ${A}`,
    ],
  },
  "called-beside": {
    bad: [...INSERT, "T2 callback invalidate subscriber=s mm=m start=2000 end=3000"],
    at: 4,
    good: [...INSERT, "T2 callback invalidate subscriber=s mm=m start=1fff end=3000"],
  },
  "read-in-own-section": {
    bad: [...INSERT, ...START, "T1 call read_begin subscriber=s", "T1 return read_begin result=1", ...END],
    at: 6,
    good: [...INSERT, ...START, ...END, "T1 call read_begin subscriber=s", "T1 return read_begin result=1"],
  },
  "interval-after-removal": {
    bad: [...INSERT, ...REMOVE, ...CALLED],
    at: 6,
    good: [...INSERT, "T1 call interval_remove subscriber=s", ...CALLED, "T1 return interval_remove"],
  },
  "remove-waits-for-itself": {
    bad: [...INSERT, ...START, ...REMOVE, ...END],
    at: 6,
    good: [...INSERT, ...START, ...END, ...REMOVE],
  },
  "insert-in-invalidate": {
    bad: [
      ...INSERT,
      `T2 callback invalidate subscriber=s ${A}`,
      "T2 call interval_insert subscriber=t mm=m start=1000 length=1000",
    ],
    at: 5,
    good: [
      ...INSERT,
      ...CALLED,
      "T2 call interval_insert subscriber=t mm=m start=1000 length=1000",
      "T2 return interval_insert result=0",
    ],
  },
  "removed-twice": {
    bad: [...INSERT, ...REMOVE, ...REMOVE],
    at: 6,
    good: [...INSERT, ...REMOVE, ...INSERT, ...REMOVE],
  },
  "never-returned": { bad: [...INSERT, "T1 call interval_remove subscriber=s"], at: 4, good: [...INSERT, ...REMOVE] },
  "list-after-unregister": {
    bad: [...REGISTER, ...UNREGISTER, `T2 callback invalidate_range_start subscriber=l ${A}`],
    at: 6,
    good: [
      ...REGISTER,
      "T1 call unregister subscriber=l",
      `T2 callback release subscriber=l mm=m`,
      "T2 callback_exit release subscriber=l",
      "T1 return unregister",
    ],
  },
  "list-after-exit": {
    bad: [...REGISTER, "T1 call exit mm=m", "T1 return exit", `T2 callback invalidate_range_start subscriber=l ${A}`],
    at: 6,
    good: [...INSERT, "T1 call exit mm=m", "T1 return exit", ...CALLED],
  },
  "unregistered-twice": {
    bad: [...REGISTER, ...UNREGISTER, ...UNREGISTER],
    at: 6,
    good: [...REGISTER, ...UNREGISTER, ...REGISTER, ...UNREGISTER],
  },
  "freed-twice": {
    bad: [
      ...REGISTER,
      "T1 call put subscriber=l",
      "T1 return put",
      "K callback free_notifier subscriber=l",
      "K callback_exit free_notifier subscriber=l",
      "K callback free_notifier subscriber=l",
    ],
    at: 8,
    good: [
      ...REGISTER,
      "T1 call put subscriber=l",
      "T1 return put",
      "K callback free_notifier subscriber=l",
      "K callback_exit free_notifier subscriber=l",
    ],
  },
  "called-after-free": {
    bad: [...REGISTER, "K callback free_notifier subscriber=l", `T2 callback invalidate_range_start subscriber=l ${A}`],
    at: 5,
    good: [
      ...REGISTER,
      `T2 callback invalidate_range_start subscriber=l ${A}`,
      "T2 callback_exit invalidate_range_start subscriber=l",
      "K callback free_notifier subscriber=l",
    ],
  },
  "unregister-in-callback": {
    bad: [
      ...REGISTER,
      "T2 callback release subscriber=l mm=m",
      "T2 call unregister subscriber=l",
      "T2 return unregister",
    ],
    at: 5,
    good: [
      ...REGISTER,
      "T2 callback release subscriber=l mm=m",
      "T2 call put subscriber=l",
      "T2 return put",
      "T2 callback_exit release subscriber=l",
    ],
  },
  "empty-secondary-range": {
    bad: ["T1 callback arch_invalidate_secondary_tlbs subscriber=w mm=m start=2000 end=2000"],
    at: 2,
    good: ["T1 callback arch_invalidate_secondary_tlbs subscriber=w mm=m start=0 end=ffffffffffffffff"],
  },
};

for (const check of Object.keys(CHECKS) as CheckName[]) {
  test(`${check}: found at its line, and only there`, async () => {
    const { bad, good, at } = CASES[check];
    const { violations } = await judged(trace(true, ...bad));
    assert.deepEqual(
      violations.map((found) => [found.check, found.line]),
      [[check, at]],
    );
    assert.deepEqual((await judged(trace(true, ...good))).violations, []);
  });
}

test("what may have begun before an incomplete trace is not held against anybody", async () => {
  const { violations } = await judged(trace(false, ...END, ...REMOVE, ...UNREGISTER, ...CALLED, ...START));
  assert.deepEqual(violations, []);
  const { violations: second } = await judged(trace(false, ...INSERT, ...REMOVE, ...REMOVE));
  assert.deepEqual(
    second.map(({ check }) => check),
    ["removed-twice"],
  );
});

test("lost events end what needs the whole; talk of the recorder is skipped", async () => {
  const text = `Attaching 12 probes...\n${trace(true, ...START)}Lost 17 events\n`;
  const { violations, skipped, lost } = await judged(text);
  assert.deepEqual([violations, skipped, lost], [[], 2, true]);
});

test("a line that is cut off at the end is no error, any other is, with its number and reason", async () => {
  const cut = `${trace(true, ...START)}{"event":"ca`;
  assert.deepEqual([(await judged(cut)).lost, (await judged(cut)).counts.events], [true, 2]);
  const wrong: [string, RegExp][] = [
    ['{"event":"ca\n', /^line 1: it is not JSON/],
    ['\n{"event":"call"}\n', /^line 2: it must have required property 'thread'/],
    ['{"event":"walk","thread":"1"}\n', /^line 1: event must be equal to one of the allowed values: call, return/],
    ['{"event":"call","thread":"1","op":"exit","start":"0x10"}\n', /^line 1: start must match pattern/],
    ['{"trace":"mmuspec","version":2}\n', /^line 1: version must be equal to constant/],
  ];
  for (const [text, sentence] of wrong) {
    await assert.rejects(
      judged(text),
      (error) => error instanceof MalformedTrace && sentence.test(error.message),
      text,
    );
  }
});

test("a line that is spread over chunks is one line", async () => {
  const text = trace(true, ...INSERT, ...REMOVE, ...REMOVE);
  const chunks = text.match(/[\s\S]{1,7}/g) ?? [];
  const { violations } = await checkTrace(
    (async function* () {
      for (const chunk of chunks) yield Buffer.from(chunk);
    })(),
  );
  assert.deepEqual(
    violations.map(({ line: at }) => at),
    [6],
  );
});

/** A full collection, so that what is left is what is kept. */
function collect(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  return process.memoryUsage().heapUsed;
}

test("what is gone, and what a recorder never tells the end of, takes no memory without bound", async () => {
  async function* many(objects: number) {
    for (let id = 0; id < objects; id++) {
      const thread = `T${id % 8}`;
      const insert = line(`${thread} call interval_insert subscriber=s${id} mm=m start=1000 length=1000`);
      const start = line(`${thread} callback invalidate_range_start subscriber=l mm=m start=1000 end=2000`);
      const rest = [
        line(`${thread} return interval_insert result=0`),
        line(`${thread} call interval_remove subscriber=s${id}`),
      ];
      const removed = line(`${thread} return interval_remove`);
      yield Buffer.from(`${[insert, ...rest, removed, start, line(`${thread} call exit mm=m${id}`)].join("\n")}\n`);
    }
  }
  await checkTrace(many(1000));
  const before = collect();
  const { counts } = await checkTrace(many(150_000));
  assert.equal(counts.inserts, 150_000);
  // 150,000 of them would take more than 40 MiB if all were kept.
  assert.ok(collect() - before < 8 << 20);
});
