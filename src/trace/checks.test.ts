import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { CHECKS } from "./checks.ts";

test("the document has every check, with its rule and words", () => {
  const text = readFileSync(new URL("../../docs/checking-traces.md", import.meta.url), "utf8");
  for (const [name, { rule, says }] of Object.entries(CHECKS))
    assert.ok(text.includes(`| ${name} | ${rule} | ${says} |`), name);
});
