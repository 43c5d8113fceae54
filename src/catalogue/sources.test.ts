import assert from "node:assert/strict";
import { test } from "node:test";
import { packageRoot } from "../runner/suite.ts";
import { loadLaw } from "./law.ts";
import { findSource, rulesOf, SOURCES, sourceGaps } from "./sources.ts";

test("Each rule that cites a document is on its page, and each page names rules that there are", () => {
  assert.deepEqual(sourceGaps(loadLaw(packageRoot()).rules), []);
});

test("A rule that is not on the page of what it cites is found, and so is a name without a rule", () => {
  const { rules } = loadLaw(packageRoot());
  const [page] = SOURCES;
  assert.ok(page !== undefined);
  const stranger = { id: "XYZ-01", source: `${page.file}, somewhere` };
  const gone = rules.filter(({ id }) => id !== rulesOf(page)[0]);
  const gaps = sourceGaps([...gone, stranger]);
  assert.ok(gaps.some((gap) => gap.startsWith(`XYZ-01 cites ${page.file}`)));
  assert.ok(gaps.some((gap) => gap.includes(`names ${rulesOf(page)[0]}, and there is no such rule`)));
});

test("A document is found by its name, with or without its ending, and by its number", () => {
  for (const name of ["002_f45d45952489e74f.txt", "002_f45d45952489e74f", "002"]) {
    assert.equal(findSource(name)?.profiles.at(-1), "2014-01-prop", name);
  }
  assert.equal(findSource("00"), undefined);
});

test("Every statement became a rule", () => {
  for (const { file, statements } of SOURCES) {
    for (const { where, rules } of statements) assert.ok(rules.length > 0, `${file}: ${where}`);
  }
});
