import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { featureFiles, loadLaw, readLaw } from "./law.ts";

test("the features of the kit have no defect of form", () => {
  assert.deepEqual(readLaw(process.cwd()).problems, []);
});

test("the kit's tests of itself are not part of the law", () => {
  const files = featureFiles(process.cwd());
  assert.ok(files.length > 0);
  assert.deepEqual(
    files.filter((file) => file.includes("harness")),
    [],
  );
});

test("the built copy is read until a feature is newer; an installed package is never newer", (t) => {
  const root = mkdtempSync(join(tmpdir(), "mmuspec-law-"));
  t.after(() => rmSync(root, { recursive: true }));
  for (const folder of ["src", "dist", "features"]) mkdirSync(join(root, folder));
  const feature = join(root, "features", "a.feature");
  writeFileSync(feature, "Feature: new\n\n  @MM-99 @party:core\n  Rule: MM-99 new\n    Source: s\n");
  writeFileSync(join(root, "dist", "law.json"), JSON.stringify({ rules: [], scenarios: [], problems: ["built"] }));
  utimesSync(feature, 1, 1);
  assert.deepEqual(loadLaw(root).problems, ["built"]);
  const later = Date.now() / 1000 + 60;
  utimesSync(feature, later, later);
  assert.ok(loadLaw(root).rules.some(({ id }) => id === "MM-99"));
  rmSync(join(root, "src"), { recursive: true });
  assert.deepEqual(loadLaw(root).problems, ["built"]);
});
