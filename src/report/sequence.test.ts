import assert from "node:assert/strict";
import { test } from "node:test";
import type { Sequence } from "../port/generated/documents.ts";
import { HARMFUL } from "./fixtures/report.ts";
import { sequenceSvg } from "./sequence-diagram.tsx";
import { sequenceText } from "./sequence-text.ts";

const PLAIN: Sequence = {
  threads: ["T1", "T2"],
  subscribers: ["n"],
  items: [
    { kind: "call", thread: "T1", text: 'invalidate "A"' },
    { kind: "callback", thread: "T1", subscriber: "n", text: "invalidate [A]" },
    { kind: "call", thread: "T2", text: 'read_begin "n"' },
    { kind: "blocked", thread: "T2", text: "waits for interval" },
    { kind: "callback_exit", thread: "T1", subscriber: "n", text: "invalidate -> true" },
    { kind: "unblocked", thread: "T2", text: "goes on" },
    { kind: "return", thread: "T1", text: "-> nothing" },
    { kind: "return", thread: "T2", text: "-> 3" },
    { kind: "note", thread: "T2", text: "warning: odd" },
  ],
};

const EVIL = `</svg><script>alert(1)</script>"' onload=x \u001b[31m\u202e&amp;`;
const HOSTILE: Sequence = {
  threads: [EVIL, "T2"],
  subscribers: [EVIL, "n"],
  items: [
    { kind: "call", thread: EVIL, text: EVIL },
    { kind: "callback", thread: EVIL, subscriber: EVIL, text: EVIL },
    { kind: "callback_exit", thread: EVIL, subscriber: EVIL, text: `${EVIL}\n${EVIL}` },
    { kind: "note", thread: "nobody knows it", text: EVIL },
  ],
};

test("as text: columns, arrows for callbacks, a dotted line for a wait", () => {
  const dots = (width: number, stroke: string) => stroke.repeat(width).slice(0, width);
  assert.deepEqual(sequenceText(PLAIN), [
    `T1${" ".repeat(38)}T2${" ".repeat(38)}n`,
    `|${" ".repeat(39)}|${" ".repeat(39)}|`,
    `| invalidate "A"${" ".repeat(24)}|${" ".repeat(39)}|`,
    `|${"-".repeat(78)}>| invalidate [A]`,
    `|${" ".repeat(39)}| read_begin "n"${" ".repeat(24)}|`,
    `|${" ".repeat(39)}| waits for interval${" ".repeat(20)}|`,
    `|<${dots(78, "- ")}| invalidate -> true`,
    `|${" ".repeat(39)}| goes on${" ".repeat(31)}|`,
    `| -> nothing${" ".repeat(28)}|${" ".repeat(39)}|`,
    `|${" ".repeat(39)}| -> 3${" ".repeat(34)}|`,
    `|${" ".repeat(39)}| warning: odd${" ".repeat(26)}|`,
  ]);
});

test("as text: a thread that waits for ever has a dotted line to the end", () => {
  const items = PLAIN.items.filter(({ kind }) => kind !== "unblocked");
  const lines = sequenceText({ ...PLAIN, items });
  assert.ok(lines.at(-1)?.includes(":"));
});

test("as a picture: a bar for every call and every wait, an arrow for each way of a callback", () => {
  const svg = sequenceSvg(PLAIN);
  const count = (pattern: RegExp) => svg.match(pattern)?.length ?? 0;
  assert.equal(count(/class="running"/g), 2);
  assert.equal(count(/class="waiting"/g), 1);
  assert.equal(count(/class="tip"/g), 2);
  assert.equal(count(/class="life"/g), 3);
  for (const { text } of PLAIN.items)
    assert.ok(
      svg.includes(text.replaceAll('"', "&quot;").replace(">", "&gt;")) || svg.includes(text.replaceAll('"', "&quot;")),
      text,
    );
});

test("nothing of the other side becomes markup, in a name or in a text", () => {
  const svg = sequenceSvg(HOSTILE);
  assert.equal(svg.match(/<\/svg>/g)?.length, 1);
  assert.doesNotMatch(svg, /<script/);
  assert.doesNotMatch(svg, /<[^>]*\sonload/);
  assert.doesNotMatch(svg, HARMFUL);
  assert.doesNotMatch(sequenceText(HOSTILE).join(""), HARMFUL);
  assert.equal(sequenceText(HOSTILE).length, 2 + HOSTILE.items.length);
});

test("a sequence in which nothing happened is drawn, too", () => {
  const nothing: Sequence = { threads: [], subscribers: [], items: [] };
  assert.deepEqual(sequenceText(nothing), []);
  assert.match(sequenceSvg(nothing), /^<svg/);
});
