import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { PORT_ERROR_CODES } from "../../src/port/port-error.ts";
import { createRequestHandler, RPC_ERROR_CODES } from "../../src/protocol/request-handler.ts";
import { isMethod, paramsViolation, resultShape, resultViolation } from "../../src/protocol/shapes.ts";
import { LIST_CALLBACKS } from "../../src/reference/definitions.ts";
import { Reference } from "../../src/reference/reference.ts";
import { CALLBACK_ROWS } from "./callback-rows.ts";
import { protocolDocument } from "./protocol-document.ts";

interface Message {
  jsonrpc: unknown;
  id: unknown;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { code: number; message: string };
}

interface Exchange {
  readonly line: string;
  readonly method: string;
  readonly params: unknown;
  readonly answer: Message;
}

const CODES: readonly number[] = [...Object.values(PORT_ERROR_CODES), ...Object.values(RPC_ERROR_CODES)];
/** Events that only some adapters send. */
const OPTIONAL: ReadonlySet<string> = new Set(["lock", "unlock", "lockdep"]);

/** The conversations of a document: requests, each with its answer. */
function conversations(text: string): Exchange[][] {
  const fences = [...text.matchAll(/^```(\S*)\n([\s\S]*?)^```$/gm)];
  return fences.map(([, language, body = ""]) => {
    assert.equal(language, "ndjson", "every example is a conversation");
    const lines = body.trimEnd().split("\n");
    assert.equal(lines.length % 2, 0, "each request has its answer");
    return lines.flatMap((line, at) => (at % 2 === 0 ? [exchange(line, lines[at + 1] ?? "")] : []));
  });
}

function exchange(line: string, reply: string): Exchange {
  const [request, answer] = [JSON.parse(line) as Message, JSON.parse(reply) as Message];
  assert.equal(request.jsonrpc, "2.0");
  assert.equal(answer.jsonrpc, "2.0");
  assert.equal(answer.id, request.id, line);
  return { line, method: request.method ?? "", params: request.params, answer };
}

/** What every adapter says alike: no optional events, no free text, no names where a wait needs none. */
function essence(answer: Message): unknown {
  const plain = JSON.parse(JSON.stringify(answer), (key, value: unknown) => {
    if (key === "events") return (value as { event: string }[]).filter(({ event }) => !OPTIONAL.has(event));
    return key === "text" ? "" : value;
  }) as Message;
  return plain.error === undefined ? plain : { ...plain, error: plain.error.code };
}

const document = protocolDocument();

test("Every example message keeps to the schemas", () => {
  const all = conversations(document).flat();
  assert.ok(all.length > 20);
  for (const { line, method, params, answer } of all) {
    assert.ok(isMethod(method), line);
    assert.equal(paramsViolation(method, params), undefined, line);
    if (answer.error === undefined) {
      assert.equal(resultViolation(resultShape(method, params as never), answer.result), undefined, line);
    } else assert.ok(CODES.includes(answer.error.code), line);
  }
});

test("The reference holds every conversation of the document", async () => {
  for (const conversation of conversations(document)) {
    const handle = createRequestHandler(new Reference());
    for (const { line, method, answer } of conversation) {
      const reply = JSON.parse((await handle(line)).line ?? "") as Message;
      if (method !== "initialize") assert.deepEqual(essence(reply), essence(answer), line);
    }
  }
});

test("The table of callbacks names those of the list", () => {
  const listed = CALLBACK_ROWS.filter(({ type }) => type === "list").map(({ name }) => name);
  assert.deepEqual([...listed].sort(), [...LIST_CALLBACKS].sort());
});

test("The README of the Python adapter shows messages that keep to the schemas", () => {
  const readme = readFileSync("adapters/python/README.md", "utf8");
  const lines = [...readme.matchAll(/^```ndjson\n([\s\S]*?)^```$/gm)].map(([, body = ""]) => body.trimEnd());
  const [request = "", reply = ""] = lines;
  const { method, params, answer } = exchange(request, reply);
  assert.ok(isMethod(method));
  assert.equal(paramsViolation(method, params), undefined);
  assert.equal(resultViolation(resultShape(method, params as never), answer.result), undefined);
});
