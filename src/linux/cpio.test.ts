import assert from "node:assert/strict";
import { test } from "node:test";
import { cpio } from "./cpio.ts";

/** The names and contents of an archive, read by the lengths in its headers. */
function entries(archive: Buffer): Map<string, string> {
  const found = new Map<string, string>();
  const field = (at: number, n: number) =>
    Number.parseInt(archive.toString("latin1", at + 6 + 8 * n, at + 14 + 8 * n), 16);
  const aligned = (at: number) => Math.ceil(at / 4) * 4;
  for (let at = 0; at < archive.length; ) {
    assert.equal(archive.toString("latin1", at, at + 6), "070701");
    const [length, nameLength] = [field(at, 6), field(at, 11)];
    const name = archive.toString("latin1", at + 110, at + 110 + nameLength - 1);
    const data = aligned(at + 110 + nameLength);
    found.set(name, archive.toString("latin1", data, data + length));
    at = aligned(data + length);
  }
  return found;
}

test("files of any length come out as they went in", () => {
  const files = ["", "a", "ab", "abc", "abcd"].map((text, n) => ({
    name: `f${"x".repeat(n)}`,
    data: Buffer.from(text),
  }));
  const found = entries(cpio(files));
  for (const { name, data } of files) assert.equal(found.get(name), data.toString());
  assert.ok(found.has("TRAILER!!!"));
});
