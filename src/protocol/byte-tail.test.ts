import assert from "node:assert/strict";
import { test } from "node:test";
import { ByteTail } from "./byte-tail.ts";

test("The last bytes are kept, the others counted", () => {
  const tail = new ByteTail(5);
  tail.push(Buffer.from("ab"));
  assert.equal(tail.text(), "ab");
  tail.push(Buffer.from("cdefgh"));
  assert.equal(tail.text(), "… (3 bytes before)\ndefgh");
  tail.push(Buffer.from("0123456789"));
  assert.equal(tail.text(), "… (13 bytes before)\n56789");
  assert.equal(tail.total, 18);
});
