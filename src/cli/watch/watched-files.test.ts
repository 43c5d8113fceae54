import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { changedFiles, namedFiles, snapshot } from "./watched-files.ts";

const folder = mkdtempSync(join(tmpdir(), "mmuspec-watched-"));
after(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);
for (const name of ["deep/er", ".git", "__pycache__"]) mkdirSync(at(name), { recursive: true });
for (const name of ["a.py", "deep/er/b.feature", ".git/index", "__pycache__/a.pyc", "a.py~", ".a.py.swp", "out.json"]) {
  writeFileSync(at(name), "x");
}

test("a folder is watched with all that is in it, but not what is left behind or written by the run", () => {
  assert.deepEqual([...snapshot([folder], [at("out.json")]).keys()].sort(), [at("a.py"), at("deep/er/b.feature")]);
});

test("a file that is written, new or gone has changed; one that is only read has not", () => {
  const before = snapshot([folder], []);
  assert.deepEqual(changedFiles(before, snapshot([folder], [])), []);
  writeFileSync(at("a.py"), "longer");
  writeFileSync(at("new.py"), "");
  rmSync(at("out.json"));
  assert.deepEqual(changedFiles(before, snapshot([folder], [])).sort(), ["a.py", "new.py", "out.json"].map(at));
  const then = snapshot([folder], []);
  utimesSync(at("a.py"), 1, 1);
  assert.deepEqual(changedFiles(then, snapshot([folder], [])), [at("a.py")]);
});

test("a root that is not there is no error", () => {
  assert.equal(snapshot([at("none")], []).size, 0);
});

test("of a command its files are named, not its other words", () => {
  assert.deepEqual(namedFiles(["python3", "a.py", "--deep", "deep"], folder), [at("a.py")]);
});
