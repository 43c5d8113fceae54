import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { readAim } from "./run-options.ts";

const folder = mkdtempSync(join(tmpdir(), "mmuspec-options-"));
after(() => rmSync(folder, { recursive: true }));

function manifest(iterations: number): string {
  const path = join(folder, `${iterations}.json`);
  writeFileSync(path, JSON.stringify({ name: "a", command: ["true"], iterations }));
  return path;
}

test("a manifest says how often threads run freely, unless the command line does", async () => {
  assert.equal((await readAim({ manifest: manifest(50) }, undefined)).iterations, 50);
  assert.equal((await readAim({ manifest: manifest(50), iterations: "7" }, undefined)).iterations, 7);
  assert.equal((await readAim({}, undefined)).iterations, undefined);
  await assert.rejects(readAim({ manifest: manifest(0) }, undefined), /iterations/);
});
