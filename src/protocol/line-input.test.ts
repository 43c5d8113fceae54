import assert from "node:assert/strict";
import { PassThrough, Readable } from "node:stream";
import { after, test } from "node:test";
import { LIMITS } from "./limits.ts";
import { LineInput } from "./line-input.ts";

// The clock of a LineInput does not keep a process alive (its stream does); streams in memory do not either.
const alive = setInterval(() => undefined, 1000);
after(() => clearInterval(alive));

function open(stream: Readable): LineInput {
  const input: LineInput = new LineInput(stream, () => input.finish({ kind: "crashed", text: "ended" }));
  return input;
}

test("Lines are handed out in order, then the ending, again and again", async () => {
  const input = open(Readable.from([Buffer.from("a\nb"), Buffer.from("\nc\n")]));
  const seen: unknown[] = [];
  for (let n = 0; n < 5; n++) seen.push(await input.receive(1000));
  const ending = { kind: "crashed", text: "ended" };
  assert.deepEqual(seen, [{ line: "a" }, { line: "b" }, { line: "c" }, { ending }, { ending }]);
});

test("Waiting ends when the time has passed, and the line is there the next time", async () => {
  const stream = new PassThrough();
  const input = open(stream);
  stream.write("ha");
  assert.equal(await input.receive(5), undefined);
  assert.equal(input.partial(), "ha");
  stream.write("lf\n");
  assert.deepEqual(await input.receive(1000), { line: "half" });
  assert.equal(input.partial(), "");
});

test("A flood that nobody reads is not taken in", async () => {
  let made = 0;
  const stream = new Readable({
    read() {
      made += 1;
      this.push(`${"x".repeat(10_000)}\n`);
    },
  });
  const input = open(stream);
  await new Promise((resolve) => setTimeout(resolve, 50));
  const paused = made;
  assert.ok(paused < LIMITS.unreadLines + 20, `${paused} lines were read`);
  for (let n = 0; n < 3 * LIMITS.unreadLines; n++) assert.ok(await input.receive(1000));
  assert.ok(made > paused);
  input.finish({ kind: "hung", text: "enough" });
});
