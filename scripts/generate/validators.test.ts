import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import { observation, op_invalidate, type Validator } from "../../src/port/generated/validators.js";

const FILES = readdirSync("schemas").filter((file) => file.endsWith(".schema.json"));
const texts = FILES.map((file) => readFileSync(`schemas/${file}`, "utf8"));

/** The schemas as they stand, without any of the generator's shortcuts. */
const plain = new Ajv2020({ strict: false, schemas: texts.map((text) => JSON.parse(text) as object) });

function agree(compiled: Validator, ref: string, data: unknown): boolean {
  const valid = compiled(data);
  assert.equal(valid, plain.validate(`https://mmuspec.dev/schemas/${ref}`, data), JSON.stringify(data));
  return valid;
}

function seen(event: object): object {
  return { events: [event], threads: { T1: { state: "idle" } } };
}

describe("the compiled validators", () => {
  it("count a name's length in code points", () => {
    const verdicts = ["", "x", "x".repeat(200), "x".repeat(201), "😀".repeat(200), "😀".repeat(201)].map((mm) =>
      agree(op_invalidate, "operations.schema.json#/$defs/invalidate", { mm, start: "1000", end: "2000" }),
    );
    assert.deepEqual(verdicts, [false, true, true, false, true, false]);
  });

  it("agree with the schemas on what was seen", () => {
    const enter = { event: "callback", thread: "T1", subscriber: "S", callback: "release", start: "1000" };
    const verdicts = [
      enter,
      { ...enter, start: "0x1000" },
      { ...enter, subscriber: undefined },
      { ...enter, event: "nothing" },
      { event: "return", thread: "T1", op: "invalidate", result: 0 },
      { event: "return", thread: "T1", op: "invalidate", result: 1 },
    ].map((event) => agree(observation, "observation.schema.json", JSON.parse(JSON.stringify(seen(event)))));
    assert.deepEqual(verdicts, [true, false, false, false, true, false]);
  });

  it("agree with the schemas on an operation's arguments", () => {
    const verdicts = [
      { mm: "A", start: "1000", end: "2000" },
      { mm: "A", start: "1000" },
      { mm: "A", start: "1000", end: 2000 },
    ].map((args) => agree(op_invalidate, "operations.schema.json#/$defs/invalidate", args));
    assert.deepEqual(verdicts, [true, false, false]);
  });

  it("need no account of what was evaluated", () => {
    for (const text of texts) assert.doesNotMatch(text, /"(unevaluated|\$dynamic)/);
  });
});
