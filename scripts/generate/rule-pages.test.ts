import assert from "node:assert/strict";
import { test } from "node:test";
import { readLaw } from "../../src/catalogue/law.ts";
import { MUTANTS } from "../../src/mutants/mutants.ts";
import { groupTitle, ruleGroups } from "../../src/port/rule-group.ts";
import { rulePages } from "./rule-pages.ts";

const pages = rulePages();
const all = pages.map(([, text]) => text).join("\n");
const { rules, scenarios } = readLaw(process.cwd());

test("every rule has its section, with its title, and those that nothing shows say why", () => {
  const headings = new Set([...all.matchAll(/^## (.*)$/gm)].map(([, id]) => id));
  assert.deepEqual([...headings].sort(), rules.map(({ id }) => id).sort());
  assert.equal(all.match(/^Nothing at the port shows it: ./gm)?.length, rules.filter(({ reason }) => reason).length);
});

test("every scenario and every mutant stands with a rule", () => {
  for (const { id } of scenarios) assert.ok(all.includes(`- [${id.replace(/\/.*/, "")}](../../features/`), id);
  for (const { id } of MUTANTS) assert.ok(all.includes(`- \`${id}\` `), id);
});

test("every group says what it is about", () => {
  for (const group of ruleGroups) assert.notEqual(groupTitle(group), "", group);
  assert.equal(pages.length, ruleGroups.length + 1);
});
