import assert from "node:assert/strict";
import { after, test } from "node:test";
import { isPortError } from "../port/port-error.ts";
import { isImplementationFault, type KnownFault } from "./implementation-fault.ts";
import { spawnTransport } from "./spawn-transport.ts";
import { createWireImplementation, type WireImplementation } from "./wire-implementation.ts";

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

const made: WireImplementation[] = [];
after(async () => {
  for (const implementation of made) await implementation.close();
});

function wire(answer: string, deadlineMs = 5000) {
  const notes: string[] = [];
  const transport = spawnTransport(peer(answer));
  const implementation = createWireImplementation({
    transport,
    deadlineMs,
    suite: "0.0.0",
    onNote: (note) => notes.push(note),
  });
  made.push(implementation);
  return { implementation, notes };
}

/** What a program answers instead of the usual thing, and the fault that it is. */
const FAULTS: readonly [answer: string, kind: string, text: RegExp][] = [
  [`(r) => r.method === "call" ? "hello\\n" : usual(r)`, "not-json", /hello/],
  [`(r) => r.method === "call" ? ok(r.id, { events: [] }) : usual(r)`, "not-schema", /threads/],
  [`(r) => r.method === "call" ? ok(r.id + 7, {}) : usual(r)`, "unknown-id", /id 10/],
  [`(r) => r.method === "call" ? ok(1, {}) : usual(r)`, "repeated-id", /id 1,/],
  [`(r) => r.method === "call" ? ok(undefined, {}) : usual(r)`, "missing-id", /without id/],
  [`(r) => r.method === "call" ? no(r.id, -32603) : usual(r)`, "error-answer", /-32603/],
  [`(r) => r.method === "call" ? no(r.id, -32001) : usual(r)`, "over-claim", /capability core/],
  [`(r) => r.method === "call" ? undefined : usual(r)`, "hung", /within 0.5 s/],
  [`(r) => r.method === "call" ? '{"jsonrpc"' : usual(r)`, "partial-line", /jsonrpc/],
  [`(r) => r.method === "call" ? "x".repeat(17 << 20) : usual(r)`, "oversized-message", /16777216 bytes/],
  [`(r) => r.method === "call" ? (require("node:fs").closeSync(1), undefined) : usual(r)`, "closed-stdout", /runs on/],
  [`(r) => r.method === "call" ? process.kill(process.pid, "SIGSEGV") : usual(r)`, "crashed", /SIGSEGV/],
];

const HELLO = { protocol: 1, suite: "0.0.0" };
const CALL = { thread: "T1", op: "mmget_not_zero", args: { mm: "mm" } };

async function faultOf(promise: Promise<unknown>): Promise<KnownFault> {
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

for (const [answer, kind, text] of FAULTS) {
  test(`It names ${kind}, and goes on after the next reset`, async () => {
    const { implementation } = wire(answer, kind === "hung" || kind === "partial-line" ? 500 : 5000);
    await implementation.request("initialize", HELLO);
    await implementation.request("reset", { profile: "v6.12" });
    const fault = await faultOf(implementation.request("call", CALL));
    assert.equal(fault.kind, kind);
    assert.match(fault.text, text);
    assert.ok(fault.advice);
    assert.match(fault.messages?.join("\n") ?? "", /"method":"call"/);
    await implementation.request("reset", { profile: "v6.12" });
    await implementation.close();
  });
}

test("A program that cannot be run, or that leaves before it answers, did not start", async () => {
  const missing = createWireImplementation({ transport: spawnTransport(["/no/such/program"]), suite: "0" });
  const fault = await faultOf(missing.request("initialize", HELLO));
  assert.equal(fault.kind, "did-not-start");
  assert.match(fault.text, /ENOENT/);
  await missing.close();
  const { implementation } = wire(`process.exit(7)`);
  const left = await faultOf(implementation.request("initialize", HELLO));
  assert.equal(left.kind, "did-not-start");
  assert.match(left.text, /status 7 before it answered anything/);
});

test("The end of stderr goes with a fault, and is made safe", async () => {
  const { implementation } = wire(`(r) => { process.stderr.write("panic\\n\\x1b[2J"); process.exit(1); }`);
  const fault = await faultOf(implementation.request("initialize", HELLO));
  assert.equal(fault.stderr, "panic\n\\x1b[2J");
});

test("A handshake that refuses, or speaks another version, is a fault", async () => {
  const refusing = wire(`({ id }) => no(id, -32603)`).implementation;
  assert.equal((await faultOf(refusing.request("initialize", HELLO))).kind, "handshake-refused");
  const other = wire(`(r) => r.method === "initialize" ? ok(r.id, { ...shake, protocol: 9 }) : usual(r)`);
  const fault = await faultOf(other.implementation.request("initialize", HELLO));
  assert.equal(fault.kind, "wrong-version");
  assert.match(fault.text, /protocol 1, the implementation 9/);
});

test("When nothing was ever received, the advice is to flush", async () => {
  const { implementation } = wire("() => undefined", 300);
  const fault = await faultOf(implementation.request("initialize", HELLO));
  assert.match(fault.advice, /flush after each line/);
});

test("Refusals are port errors, unless they take a claim back", async () => {
  const { implementation } = wire(
    `(r) => r.method === "call" ? no(r.id, r.params.op === "lock" ? -32602 : -32601) : usual(r)`,
  );
  await implementation.request("initialize", HELLO);
  const call = (op: string, args: object) => implementation.request("call", { thread: "T1", op, args });
  await assert.rejects(call("lock", { lock: "L" }), (error) => isPortError(error) && error.code === "invalid");
  await assert.rejects(call("synchronize", {}), (error) => isPortError(error) && error.code === "unsupported");
  assert.equal((await faultOf(call("mmdrop", { mm: "mm" }))).kind, "over-claim");
  assert.equal(implementation.restarts, 0);
  await implementation.close();
});

test("A malformed request is not sent", async () => {
  const { implementation } = wire("usual");
  await implementation.request("initialize", HELLO);
  const wrong = implementation.request("call", { thread: "T1", op: "lock", args: {} });
  await assert.rejects(wrong, (error) => isPortError(error) && /params\/args must have/.test(error.message));
  await implementation.close();
});

test("After ten restarts it gives up, at once and for good", async () => {
  const { implementation } = wire(`(r) => r.method === "reset" ? process.exit(1) : usual(r)`);
  await implementation.request("initialize", HELLO);
  const kinds: string[] = [];
  for (let n = 0; n < 13; n++) kinds.push((await faultOf(implementation.request("reset", { profile: "v6.12" }))).kind);
  const crashes = Array.from({ length: 11 }, () => "crashed");
  assert.deepEqual(kinds, [...crashes, "too-many-restarts", "too-many-restarts"]);
  assert.equal(implementation.restarts, 10);
});

test("Unknown members and unprintable names are noted once", async () => {
  const { implementation, notes } = wire(`(r) => r.method !== "call" ? usual(r) : ok(r.id, { took: 3,
    events: [{ event: "callback", thread: "\\u0007", subscriber: "\\ud800", callback: "<script>" }], threads: {} })`);
  await implementation.request("initialize", HELLO);
  await implementation.request("call", CALL);
  await implementation.request("call", CALL);
  await implementation.close();
  assert.deepEqual(notes, [
    "it sends a member that the protocol does not know: result/took",
    "it answers with text that is not printable: \\x07",
  ]);
});

test("A second answer is found with the next request", async () => {
  const { implementation } = wire(`(r) => r.method === "call" ? usual(r) + usual(r) : usual(r)`);
  await implementation.request("initialize", HELLO);
  await implementation.request("call", CALL);
  assert.equal((await faultOf(implementation.request("call", CALL))).kind, "repeated-id");
});

test("Closing in the middle of a request ends the request and the program", async () => {
  const { implementation } = wire(`(r) => r.method === "call" ? undefined : usual(r)`, 60_000);
  await implementation.request("initialize", HELLO);
  const fault = faultOf(implementation.request("call", CALL));
  await implementation.close();
  assert.equal((await fault).kind, "crashed");
});

test("Every message can be listened to", async () => {
  const heard: string[] = [];
  const transport = spawnTransport(peer("usual"));
  const transcript = (direction: string, line: string) => heard.push(`${direction} ${line}`);
  const implementation = createWireImplementation({ transport, suite: "0.0.0", transcript });
  await implementation.request("initialize", HELLO);
  await implementation.close();
  assert.deepEqual(
    heard.map((line) => line.slice(0, 28)),
    [
      '> {"jsonrpc":"2.0","id":1,"m',
      '< {"jsonrpc":"2.0","id":1,"r',
      '> {"jsonrpc":"2.0","id":2,"m',
      '< {"jsonrpc":"2.0","id":2,"r',
    ],
  );
});

test("However deep an answer is nested, it is a fault or a note", async () => {
  const deep = (text: string) => `(r) => r.method === "call" ? ${text} : usual(r)`;
  const nested = `"[".repeat(1e6) + "]".repeat(1e6)`;
  const cases: [answer: string, kind: string][] = [
    [deep(`'{"jsonrpc":"2.0","id":' + ${nested} + ',"result":{}}\\n'`), "unknown-id"],
    [deep(`'{"jsonrpc":"2.0","id":3,"result":' + ${nested} + '}\\n'`), "not-schema"],
    [deep(`${nested} + "\\n"`), "not-schema"],
  ];
  for (const [answer, kind] of cases) {
    const { implementation } = wire(answer);
    await implementation.request("initialize", HELLO);
    await implementation.request("reset", { profile: "v6.12" });
    assert.equal((await faultOf(implementation.request("call", CALL))).kind, kind);
  }
  const extra = deep(`'{"jsonrpc":"2.0","id":2,"result":{"events":[],"threads":{},"more":' + ${nested} + '}}\\n'`);
  const { implementation, notes } = wire(extra);
  await implementation.request("initialize", HELLO);
  assert.deepEqual(await implementation.request("call", CALL), { events: [], threads: {} });
  assert.deepEqual(notes, ["it sends a member that the protocol does not know: result/more"]);
});
