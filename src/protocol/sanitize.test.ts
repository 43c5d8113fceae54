import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { needsSanitizing, sanitize } from "./sanitize.ts";

test("Plain text stays, also beyond ASCII", () => {
  for (const text of ["", "mapped", "Größe 页 🙂", "<script>"]) {
    assert.equal(sanitize(text), text);
    assert.equal(needsSanitizing(text), false);
  }
});

test("What moves the cursor, hides or reorders is shown as an escape", () => {
  assert.equal(sanitize("\u001b[31mred\u0007\u007f"), "\\x1b[31mred\\x07\\x7f");
  assert.equal(sanitize("a\r\nb\tc"), "a\\r\\nb\\tc");
  assert.equal(sanitize("\u202egnp.exe\u2066\u200b\ufeff"), "\\u202egnp.exe\\u2066\\u200b\\ufeff");
  assert.equal(sanitize("\u009b2J"), "\\x9b2J");
});

test("A lone surrogate is shown, a pair is a character", () => {
  assert.equal(sanitize("x\ud800y\udfff"), "x\\ud800y\\udfff");
  assert.equal(sanitize("\ud83d\ude42"), "🙂");
});

test("Lines can be kept, without what hides in them", () => {
  assert.equal(sanitize("a\n\tb\r\u001b", { lines: true }), "a\n\tb\\r\\x1b");
});

test("The length is bounded and the rest is counted", () => {
  assert.equal(sanitize("abcdef", { max: 4 }), "abcd… (2 more)");
  assert.equal(sanitize("abcd", { max: 4 }), "abcd");
});

test("The outcome is well-formed, bounded, and does not change when it is done twice", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: fc.constantFrom("\ud800", "\udc00", "\n", "a") }),
  );
  fc.assert(
    fc.property(text, fc.nat(50), (given, max) => {
      const shown = sanitize(given, { max });
      assert.ok(!needsSanitizing(shown));
      assert.equal(sanitize(shown, { max: 10_000 }), shown);
      assert.ok(shown.length <= 6 * (max + 1) + 20);
      assert.equal(Buffer.from(shown, "utf8").toString("utf8"), shown);
    }),
  );
});
