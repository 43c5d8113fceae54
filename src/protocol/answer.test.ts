import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readAnswer } from "./answer.ts";

function faultOf(message: unknown): string | undefined {
  const answer = readAnswer(typeof message === "string" ? message : JSON.stringify(message), 5);
  return "fault" in answer ? answer.fault : undefined;
}

test("An answer to the request is read, with what is unknown in it", () => {
  assert.deepEqual(readAnswer('{"jsonrpc":"2.0","id":5,"result":null,"time":3}', 5), { result: null, extra: ["time"] });
  const error = { code: -32001, message: "no" };
  assert.deepEqual(readAnswer(JSON.stringify({ jsonrpc: "2.0", id: 5, error }), 5), { error, extra: [] });
});

test("Every way of not being the answer has its name", () => {
  const cases: [unknown, string][] = [
    ["ready.", "not-json"],
    ["", "not-json"],
    ["[]", "not-schema"],
    ["null", "not-schema"],
    [{ id: 5, result: {} }, "not-schema"],
    [{ jsonrpc: "2.0", id: 5 }, "not-schema"],
    [{ jsonrpc: "2.0", id: 5, result: {}, error: { code: 1, message: "" } }, "not-schema"],
    [{ jsonrpc: "2.0", id: 5, error: "no" }, "not-schema"],
    [{ jsonrpc: "2.0", id: 5, method: "ask", params: {} }, "not-schema"],
    [{ jsonrpc: "2.0", result: {} }, "missing-id"],
    [{ jsonrpc: "2.0", id: null, result: {} }, "missing-id"],
    [{ jsonrpc: "2.0", id: null, error: { code: -32700, message: "parse error" } }, "error-answer"],
    [{ jsonrpc: "2.0", id: 4, result: {} }, "repeated-id"],
    [{ jsonrpc: "2.0", id: 6, result: {} }, "unknown-id"],
    [{ jsonrpc: "2.0", id: "5", result: {} }, "unknown-id"],
    [{ jsonrpc: "2.0", id: 0, result: {} }, "unknown-id"],
  ];
  for (const [message, fault] of cases) assert.equal(faultOf(message), fault, JSON.stringify(message));
});

test("Whatever a line holds, it is an answer or a fault with a text", () => {
  const message = fc.record(
    {
      jsonrpc: fc.oneof(fc.constant("2.0"), fc.jsonValue()),
      id: fc.oneof(fc.constant(5), fc.jsonValue()),
      result: fc.jsonValue(),
      error: fc.oneof(fc.record({ code: fc.integer(), message: fc.string() }), fc.jsonValue()),
      method: fc.jsonValue(),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        message.map((value) => JSON.stringify(value)),
      ),
      (line) => {
        const answer = readAnswer(line, 5);
        assert.ok("result" in answer || "error" in answer || answer.text.length > 0);
      },
    ),
  );
});
