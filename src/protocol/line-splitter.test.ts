import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { LineSplitter } from "./line-splitter.ts";

function split(chunks: readonly Buffer[], limit?: number) {
  const lines: string[] = [];
  const splitter = new LineSplitter((line) => lines.push(line), limit);
  for (const chunk of chunks) {
    const problem = splitter.push(chunk);
    if (problem !== undefined) return { lines, problem, partial: "" };
  }
  return { lines, problem: undefined, partial: splitter.partial() };
}

test("However the bytes are cut into chunks, the lines are the same", () => {
  const text = fc.string({ unit: fc.oneof(fc.constantFrom("\n", "é", "🙂"), fc.string({ maxLength: 3 })) });
  fc.assert(
    fc.property(text, fc.array(fc.nat(40)), (given, cuts) => {
      const bytes = Buffer.from(given, "utf8");
      const edges = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
      const chunks = edges.slice(1).map((edge, at) => bytes.subarray(edges[at], edge));
      const expected = bytes.toString("utf8").split("\n");
      const { lines, problem, partial } = split(chunks);
      assert.equal(problem, undefined);
      assert.deepEqual([...lines, partial], expected);
    }),
  );
});

test("A line may have as many bytes as the limit, and not one more", () => {
  assert.deepEqual(split([Buffer.from("12345678\n12345678\n")], 8).lines, ["12345678", "12345678"]);
  const long = split([Buffer.from("123\n12345"), Buffer.from("6789\n")], 8);
  assert.deepEqual(long.lines, ["123"]);
  assert.equal(long.problem?.kind, "oversized-message");
});

test("Bytes that are not UTF-8 are no line", () => {
  assert.equal(split([Buffer.from([0x22, 0xff, 0x22, 0x0a])]).problem?.kind, "not-json");
  // A surrogate encoded by itself (CESU) is not UTF-8 either.
  assert.equal(split([Buffer.from([0xed, 0xa0, 0x80, 0x0a])]).problem?.kind, "not-json");
});
