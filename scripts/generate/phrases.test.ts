import assert from "node:assert/strict";
import { test } from "node:test";
import { readable } from "./phrases.ts";

test("a pattern is shown as somebody would say it", () => {
  const shown: [string | RegExp, string][] = [
    ["{thread} calls {}", "<thread> calls <operation>"],
    ["the address space {string}", 'the address space "…"'],
    [/^"([^"]*)" has (\d+) users? and (\d+) pages?$/, '"…" has N user[s] and N page[s]'],
    [
      /^the (structure|user) references of "([^"]*)" changed by ([+-]?\d+)$/,
      'the (structure|user) references of "…" changed by ±N',
    ],
    [/^(T\d) is (?:not )?blocked(?: on "([^"]*)")?$/, '<thread> is [not ]blocked[ on "…"]'],
    [/^there (?:is|are) (no|a|\d+|at least one) warnings?$/, "there (is|are) (no|a|N|at least one) warning[s]"],
    [/^the sequence is ([0-9a-f]+) \(hexadecimal\)$/, "the sequence is <hexadecimal> (hexadecimal)"],
  ];
  for (const [pattern, said] of shown) assert.equal(readable(pattern), said);
});
