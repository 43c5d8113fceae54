import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { ran } from "../fixtures/recording-io.ts";

const folder = mkdtempSync(join(tmpdir(), "mmuspec-watch-"));
after(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);

function address(module: string): string {
  return JSON.stringify(new URL(module, import.meta.url).href);
}

/** A program that answers as the reference does, keeps its process id, and in the end hangs if it is told to. */
function program(end: "answers" | "hangs"): string {
  return `import { writeFileSync } from "node:fs";
import { serveStream } from ${address("../../protocol/serve-stream.ts")};
import { createReference } from ${address("../../reference/create-reference.ts")};
writeFileSync(${JSON.stringify(at("pid"))}, String(process.pid));
const inner = createReference();
const request = async (method, params) => {
  if (method !== "reset" || ${end === "answers"}) return inner.request(method, params);
  writeFileSync(${JSON.stringify(at("hangs"))}, "");
  return new Promise(() => setInterval(() => undefined, 1000));
};
await serveStream({ request, close: () => inner.close() }, process.stdin, process.stdout);
`;
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 50));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test("it runs again when the program changes, and Ctrl-C leaves no process", { timeout: 180_000 }, async () => {
  const node = [process.execPath, "--import", "tsx"];
  const cli = fileURLToPath(new URL("../mmuspec.ts", import.meta.url));
  const file = at("program.mts");
  writeFileSync(file, program("answers"));
  const [command = "", ...rest] = [...node, cli, "run", "--watch", "--rule", "PAIR-06", "--", ...node, file];
  const child = spawn(command, rest, { stdio: ["ignore", "pipe", "pipe"] });
  const ended = once(child, "exit");
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (text += data));
  await until(() => /What it claims conforms[\s\S]*Watching \d+ files/.test(text));
  writeFileSync(file, program("hangs"));
  await until(() => existsSync(at("hangs")));
  assert.match(text, /changed: .*program\.mts/);
  const pid = Number(readFileSync(at("pid"), "utf8"));
  assert.ok(isRunning(pid));
  child.kill("SIGINT");
  const [code] = await ended;
  assert.equal(code, 130);
  assert.equal(isRunning(pid), false);
});

test("a run that cannot begin is not watched", async () => {
  assert.match((await ran("run", "--watch", "--json", "-")).err, /--watch shows its verdicts on stdout/);
  assert.match((await ran("run", "--watch", "--manifest", at("none.json"))).err, /no file .*none\.json/);
});
