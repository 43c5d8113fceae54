import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { type TestContext, test } from "node:test";
import { markedProcesses } from "./marked-processes.ts";
import { spawnTransport } from "./spawn-transport.ts";
import type { Transport } from "./transport.ts";

/** Runs a program in one expression, and hears its mark when it has run once through. */
async function run(
  t: TestContext,
  program: string,
  notes: string[] = [],
): Promise<{ transport: Transport; mark: string }> {
  const source = `${program}; console.log(process.env.MMUSPEC_RUN.split(",").at(-1));`;
  const transport = await spawnTransport([process.execPath, "-e", source]).open((note) => notes.push(note));
  t.after(() => transport.kill());
  const first = await transport.receive(10_000);
  assert.ok(first !== undefined && "line" in first);
  return { transport, mark: first.line };
}

async function next(transport: Transport): Promise<string> {
  const incoming = await transport.receive(10_000);
  if (incoming === undefined) return "nothing";
  return "line" in incoming ? incoming.line : `${incoming.ending.kind}: ${incoming.ending.text}`;
}

const ECHO = `process.stdin.pipe(process.stdout);`;
/** Starts something that outlives its parent. */
const child = (options: string) =>
  `require("node:child_process").spawn("sleep", ["300"], { stdio: "ignore", ...${options} }).unref();`;

test("A program echoes, and leaves without a note when its input ends", async (t) => {
  const notes: string[] = [];
  const { transport, mark } = await run(t, ECHO, notes);
  transport.send("größer 🙂");
  assert.equal(await next(transport), "größer 🙂");
  assert.equal(markedProcesses(mark).length, 1);
  await transport.close();
  assert.deepEqual(notes, []);
  assert.deepEqual(markedProcesses(mark), []);
});

test("It leads its own process group and gets no shell", async (t) => {
  const transport = await spawnTransport([
    "/bin/sh",
    "-c",
    'ps -o pgid= -p $$ | tr -d " "; echo $$; echo "$1"',
    "sh",
    "a; b",
  ]).open(() => undefined);
  t.after(() => transport.kill());
  const [group, pid, argument] = [await next(transport), await next(transport), await next(transport)];
  assert.equal(group, pid);
  assert.equal(argument, "a; b");
  await transport.close();
});

test("A child left behind is noted and killed, in the group or escaped from it", async (t) => {
  for (const options of ["{}", "{ detached: true }"]) {
    const notes: string[] = [];
    const { transport, mark } = await run(t, child(options) + ECHO, notes);
    assert.equal(markedProcesses(mark).length, 2);
    await transport.close();
    assert.deepEqual(notes, ["it left a process of its own behind, which was killed"]);
    assert.deepEqual(markedProcesses(mark), []);
  }
});

test("kill ends everything, also what ignores SIGTERM or escaped", async (t) => {
  const notes: string[] = [];
  const ignoring = `process.on("SIGTERM", () => undefined); setInterval(() => undefined, 1000);`;
  const { transport, mark } = await run(t, child("{ detached: true }") + ignoring, notes);
  await transport.kill();
  await transport.close();
  assert.deepEqual(notes, [
    "it did not leave on SIGTERM and was killed",
    "it left a process of its own behind, which was killed",
  ]);
  assert.deepEqual(markedProcesses(mark), []);
});

test("Who stays after the end of the input is told to leave, and it is noted", async (t) => {
  const notes: string[] = [];
  const { transport } = await run(t, "setInterval(() => undefined, 1000);", notes);
  await transport.close();
  assert.deepEqual(notes, ["it kept running after its input ended"]);
});

test("A bad status at the end is noted", async (t) => {
  const notes: string[] = [];
  const { transport } = await run(t, `process.stdin.resume().on("end", () => process.exit(4));`, notes);
  await transport.close();
  assert.deepEqual(notes, ["it left with status 4 when its input ended"]);
});

test("An exit is told with its status, also while a child holds the output", async (t) => {
  const { transport } = await run(t, "setImmediate(() => process.exit(9));");
  assert.equal(await next(transport), "crashed: it exited with status 9");
  await transport.kill();
  const holding = await run(t, `${child(`{ stdio: ["ignore", 1, 2] }`)} setImmediate(() => process.exit(9));`);
  assert.equal(await next(holding.transport), "crashed: it exited with status 9");
  await holding.transport.kill();
  assert.deepEqual(markedProcesses(holding.mark), []);
});

test("stderr is bounded, and a flood is noted once", async (t) => {
  const notes: string[] = [];
  const flood = `for (let n = 0; n < 3000; n++) process.stderr.write("x".repeat(1000) + "\\n");`;
  const { transport } = await run(t, flood + ECHO, notes);
  await transport.close();
  assert.deepEqual(notes, ["it writes more than 1048576 bytes to stderr"]);
  assert.ok(transport.stderr().length < 20_000);
});

test("A line of 100 MB without a newline is cut off early", async (t) => {
  const { transport } = await run(
    t,
    `const x = "x".repeat(1 << 20);
    const go = () => { for (let n = 0; n < 100; n++) process.stdout.write(x); }; setImmediate(go);`,
  );
  const before = process.memoryUsage().rss;
  assert.match(await next(transport), /^oversized-message/);
  assert.ok(process.memoryUsage().rss - before < 64 << 20);
  await transport.kill();
});

test("When this process exits, whatever it started goes with it", () => {
  const stubborn = `${child("{ detached: true }")} process.on("SIGTERM", () => undefined);
    setInterval(() => undefined, 1000); console.log(process.env.MMUSPEC_RUN.split(",").at(-1));`;
  const script = `import { spawnTransport } from ${JSON.stringify(new URL("./spawn-transport.ts", import.meta.url).href)};
    const transport = await spawnTransport([process.execPath, "-e", ${JSON.stringify(stubborn)}]).open(() => undefined);
    console.log((await transport.receive(10_000)).line);
    process.exit(0);`;
  const argv = ["--import", "tsx", "--input-type=module", "-e", script];
  const mark = execFileSync(process.execPath, argv, { encoding: "utf8" }).trim();
  assert.match(mark, /^[0-9a-f]{24}$/);
  const until = Date.now() + 5000;
  while (markedProcesses(mark).length > 0 && Date.now() < until);
  assert.deepEqual(markedProcesses(mark), []);
});
