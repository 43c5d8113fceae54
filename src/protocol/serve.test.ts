import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { test } from "node:test";
import type { CallParams, Handshake } from "../port/generated/protocol.ts";
import type { Implementation } from "../port/implementation.ts";
import { PortError } from "../port/port-error.ts";
import { isImplementationFault } from "./implementation-fault.ts";
import { serveSocket } from "./serve-socket.ts";
import { serveStream } from "./serve-stream.ts";
import { parseSocketAddress } from "./socket-address.ts";
import { socketTransport } from "./socket-transport.ts";
import { createWireImplementation } from "./wire-implementation.ts";

const handshake: Handshake = {
  protocol: 1,
  implementation: { name: "t", version: "1", language: "js" },
  profiles: ["v6.12"],
  capabilities: ["core"],
  settle: "exact",
};

/** Answers each call with its thread; knows three ways of failing. */
class Sample implements Implementation {
  closed = 0;

  async request(method: string, params: unknown): Promise<never> {
    if (method === "initialize") return handshake as never;
    if (method !== "call") return {} as never;
    const { op, thread } = params as CallParams;
    if (op === "fork") throw new PortError("unsupported", "no fork");
    if (op === "munmap") throw new PortError("invalid", "blocked");
    if (op === "mmdrop") throw new Error("a defect");
    if (op === "mmgrab") return { events: "none" } as never;
    return { events: [], threads: { [thread]: { state: "idle" } } } as never;
  }

  async close(): Promise<void> {
    this.closed += 1;
  }
}

/** What comes out when this goes in. */
async function conversation(lines: readonly string[], end = true) {
  const sample = new Sample();
  const input = new PassThrough();
  const output = new PassThrough();
  const served = serveStream(sample, input, output);
  for (const line of lines) input.write(`${line}\n`);
  if (end) input.end();
  await served;
  // All of it: what one read() hands over differs between the releases of node.
  const text = Buffer.concat(await output.end().toArray()).toString("utf8");
  return {
    sample,
    answers: text
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Answer),
  };
}

interface Answer {
  id: unknown;
  result?: unknown;
  error?: { code: number; message: string };
}

const request = (id: unknown, method: string, params: unknown = {}) =>
  JSON.stringify({ jsonrpc: "2.0", id, method, params });
const call = (id: unknown, op: string, args: unknown) => request(id, "call", { thread: "T1", op, args });

test("Requests are answered in order, and the end of the input closes the implementation", async () => {
  const { sample, answers } = await conversation([
    request("a", "initialize", { protocol: 1, suite: "0" }),
    call(2, "synchronize", {}),
  ]);
  assert.deepEqual(answers, [
    { jsonrpc: "2.0", id: "a", result: handshake },
    { jsonrpc: "2.0", id: 2, result: { events: [], threads: { T1: { state: "idle" } } } },
  ]);
  assert.equal(sample.closed, 1);
});

test("Every refusal has its code", async () => {
  const mm = { mm: "mm" };
  const lines: [string, number][] = [
    ["nonsense", -32700],
    ["[]", -32600],
    ["3", -32600],
    ['{"id":1,"method":"reset"}', -32600],
    [request({}, "reset"), -32600],
    [request(1, "constructor"), -32601],
    [request(1, "no_such_method"), -32601],
    [request(1, "reset", {}), -32602],
    [call(1, "mmput", {}), -32602],
    [request(1, "script", { callback: "release", steps: [{ do: "call", op: "mmput", args: {} }] }), -32602],
    [call(1, "munmap", { ...mm, start: "0", end: "1000" }), -32602],
    [call(1, "fork", { ...mm, child: "c" }), -32001],
    [call(1, "mmdrop", mm), -32603],
    [call(1, "mmgrab", mm), -32603],
  ];
  const { answers } = await conversation(lines.map(([line]) => line));
  assert.deepEqual(
    answers.map((answer) => answer.error?.code),
    lines.map(([, code]) => code),
  );
});

test("A notification has no answer", async () => {
  const { answers } = await conversation([
    JSON.stringify({ jsonrpc: "2.0", method: "shutdown" }),
    request(1, "shutdown"),
  ]);
  assert.deepEqual(answers, [{ jsonrpc: "2.0", id: 1, result: {} }]);
});

test("After shutdown the service ends, though the input goes on", async () => {
  const { sample, answers } = await conversation(
    [request(1, "shutdown"), request(2, "reset", { profile: "v6.12" })],
    false,
  );
  assert.equal(answers.length, 1);
  assert.equal(sample.closed, 1);
});

test("Half a line at the end is told", async () => {
  const input = new PassThrough();
  const output = new PassThrough();
  const served = serveStream(new Sample(), input, output);
  input.end('{"jsonrpc":');
  await served;
  assert.match(String(output.read()), /-32700/);
});

test("A socket serves each connection, of either kind, and the wire comes back after a reset connection", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "mmuspec-serve-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const address of [`unix:${folder}/s`, "127.0.0.1:0"]) {
    const where = parseSocketAddress(address);
    assert.ok(where);
    const service = await serveSocket(() => new Sample(), where);
    const wires = [1, 2].map(() =>
      createWireImplementation({ transport: socketTransport(service.address), suite: "0.0.0" }),
    );
    for (const wire of wires) {
      assert.deepEqual(await wire.request("initialize", { protocol: 1, suite: "0.0.0" }), handshake);
      await assert.rejects(
        wire.request("call", { thread: "T1", op: "mmdrop", args: { mm: "mm" } }),
        (error) => isImplementationFault(error) && error.fault.kind === "error-answer",
      );
      assert.deepEqual(await wire.request("reset", { profile: "v6.12" }), {});
      assert.equal(wire.restarts, 1);
    }
    for (const wire of wires) await wire.close();
    await service.close();
    const refused = createWireImplementation({ transport: socketTransport(service.address), suite: "0" });
    await assert.rejects(
      refused.request("initialize", { protocol: 1, suite: "0" }),
      (error) => isImplementationFault(error) && error.fault.kind === "did-not-start",
    );
  }
});

test("A connection that goes away is no end for the service", async () => {
  const service = await serveSocket(() => new Sample(), { host: "127.0.0.1", port: 0 });
  const where = parseSocketAddress(service.address);
  assert.ok(where !== undefined);
  const rude = connect(where);
  await once(rude, "connect");
  rude.write(request(1, "initialize"));
  rude.resetAndDestroy();
  const wire = createWireImplementation({ transport: socketTransport(service.address), suite: "0.0.0" });
  await wire.request("initialize", { protocol: 1, suite: "0.0.0" });
  await wire.close();
  await service.close();
});
