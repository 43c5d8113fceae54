import assert from "node:assert/strict";
import { test } from "node:test";
import { type ImplementationFault, isImplementationFault } from "./implementation-fault.ts";
import { spawnTransport } from "./spawn-transport.ts";
import { createWireImplementation } from "./wire-implementation.ts";

/** A peer in one expression: `answer(request)` makes the text that follows each request. */
function peer(answer: string): string[] {
  const program = `
    const shake = { protocol: 1, implementation: { name: "t", version: "1", language: "js" },
      profiles: ["v6.12"], capabilities: ["core", "register"], settle: "exact" };
    const ok = (id, result) => JSON.stringify({ jsonrpc: "2.0", id, result }) + "\\n";
    const no = (id, code) => JSON.stringify({ jsonrpc: "2.0", id, error: { code, message: "no" } }) + "\\n";
    const usual = ({ id, method }) => ok(id, method === "initialize" ? shake
      : method === "call" ? { events: [], threads: {} } : {});
    const answer = ${answer};
    require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
      const text = answer(JSON.parse(line));
      if (text !== undefined) process.stdout.write(text);
    });`;
  return [process.execPath, "-e", program];
}

function wire(answer: string, deadlineMs = 5000) {
  const notes: string[] = [];
  const transport = spawnTransport(peer(answer));
  const implementation = createWireImplementation({
    transport,
    deadlineMs,
    suite: "0.0.0",
    onNote: (note) => notes.push(note),
  });
  return { implementation, notes };
}

const HELLO = { protocol: 1, suite: "0.0.0" };
const CALL = { thread: "T1", op: "mmget_not_zero", args: { mm: "mm" } };

async function faultOf(promise: Promise<unknown>): Promise<ImplementationFault["fault"]> {
  try {
    await promise;
  } catch (error) {
    if (isImplementationFault(error)) return error.fault;
    throw error;
  }
  throw new Error("no fault");
}

test("A program that answers properly is used without notes", async () => {
  const { implementation, notes } = wire("usual");
  const handshake = await implementation.request("initialize", HELLO);
  assert.equal(handshake.implementation.name, "t");
  assert.deepEqual(await implementation.request("reset", { profile: "v6.12" }), {});
  assert.deepEqual(await implementation.request("call", CALL), { events: [], threads: {} });
  await implementation.close();
  await implementation.close();
  assert.deepEqual(notes, []);
  assert.equal(implementation.restarts, 0);
});

test("A crash is a fault, and the next reset brings the program back", async () => {
  const { implementation } = wire(`(r) => r.method === "call" ? process.exit(3) : usual(r)`);
  await implementation.request("initialize", HELLO);
  const fault = await faultOf(implementation.request("call", CALL));
  assert.equal(fault.kind, "crashed");
  assert.match(fault.text, /status 3/);
  assert.equal((await faultOf(implementation.request("open", { gate: "g" }))).kind, "crashed");
  await implementation.request("reset", { profile: "v6.12" });
  assert.equal(implementation.restarts, 1);
  await implementation.close();
});
