import assert from "node:assert/strict";
import { test } from "node:test";
import { featureFiles, readLaw } from "./law.ts";

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
