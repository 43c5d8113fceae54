import assert from "node:assert/strict";
import { test } from "node:test";
import { type ReplayCode, readReplayCode, writeReplayCode } from "./replay-code.ts";

const CODES: readonly ReplayCode[] = [
  { scenario: "INTV-27.3", nth: 1, profile: "v6.12", mutant: "MUT-31", drops: [], hash: "0123abcd", schedule: "a3b2a" },
  {
    scenario: "MM-17.3/rmap_lock",
    nth: 2,
    profile: "v5.5-prop",
    drops: ["T1.2", "g1", "c3"],
    hash: "ffffffff",
    schedule: "",
  },
];

test("what is written is read again, and no shell touches it", () => {
  for (const code of CODES) {
    const text = writeReplayCode(code);
    assert.deepEqual(readReplayCode(text), code);
    assert.match(text, /^[\w./:,+-]+$/);
  }
});

test("anything else is none", () => {
  const [good] = CODES.map(writeReplayCode);
  const wrong = ["", "x", "INTV-27.3", `${good}?`, good?.replace("0123abcd", "0123"), good?.replace("whole", "half")];
  for (const text of wrong) assert.equal(readReplayCode(text ?? ""), undefined, text);
});
