import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import type { Report } from "../port/generated/documents.ts";

const folder = mkdtempSync(join(tmpdir(), "mmuspec-interrupt-"));
after(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);

function address(module: string): string {
  return JSON.stringify(new URL(module, import.meta.url).href);
}

/** A program that answers as the reference does, until its fifth world: then it says so and hangs. */
const PROGRAM = at("hangs.mts");
writeFileSync(
  PROGRAM,
  `import { writeFileSync } from "node:fs";
import { serveStream } from ${address("../protocol/serve-stream.ts")};
import { createReference } from ${address("../reference/create-reference.ts")};
const inner = createReference();
let worlds = 0;
const request = async (method, params) => {
  if (method === "reset" && ++worlds === 5) {
    writeFileSync(${JSON.stringify(at("pid"))}, String(process.pid));
    return new Promise(() => setInterval(() => undefined, 1000));
  }
  return inner.request(method, params);
};
await serveStream({ request, close: () => inner.close() }, process.stdin, process.stdout);
`,
);

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

test("Ctrl-C ends the program, writes what is finished, and exits 130", { timeout: 60_000 }, async () => {
  const node = [process.execPath, "--import", "tsx"];
  const cli = fileURLToPath(new URL("./mmuspec.ts", import.meta.url));
  const [command = "", ...rest] = [...node, cli, "run", "--json", at("report.json"), "--", ...node, PROGRAM];
  const child = spawn(command, rest, { stdio: "ignore" });
  const ended = once(child, "exit");
  await until(() => existsSync(at("pid")) && readFileSync(at("pid"), "utf8") !== "");
  child.kill("SIGINT");
  const [code] = await ended;
  assert.equal(code, 130);
  const report = JSON.parse(readFileSync(at("report.json"), "utf8")) as Report;
  const judged = report.results.filter(({ verdict }) => verdict !== "not claimed");
  assert.deepEqual([judged.length, report.summary.conforms, report.exitCode], [4, 4, 130]);
  assert.match(report.notes?.join() ?? "", /interrupted: 4 of \d+ were finished/);
  assert.equal(isRunning(Number(readFileSync(at("pid"), "utf8"))), false);
});
