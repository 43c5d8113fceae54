import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { SpanMap } from "./span-map.ts";

const change = fc.record({
  start: fc.integer({ min: 0, max: 30 }),
  length: fc.integer({ min: 1, max: 12 }),
  value: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }),
});

test("a span map answers for every address what a table of single addresses answers", () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
      const map = new SpanMap<number>();
      const table = new Map<number, number>();
      for (const { start, length, value } of changes) {
        const end = start + length;
        if (value === undefined) map.delete(BigInt(start), BigInt(end));
        else map.set(BigInt(start), BigInt(end), value);
        for (let at = start; at < end; at++) value === undefined ? table.delete(at) : table.set(at, value);
      }
      for (let at = 0; at < 50; at++) assert.equal(map.find(BigInt(at)), table.get(at), `at ${at}`);
    }),
  );
});
