import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { report as validReport } from "../port/generated/document-validators.js";
import type { Report } from "../port/generated/documents.ts";
import { ran } from "./fixtures/recording-io.ts";

const folder = mkdtempSync(join(tmpdir(), "mmuspec-run-"));
after(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);
const readReport = (name: string) => JSON.parse(readFileSync(at(name), "utf8")) as Report;

/** The reference, whose non-blockable starts answer something else. */
const WRONG = at("wrong.mts");
writeFileSync(
  WRONG,
  `import { createReference } from ${JSON.stringify(new URL("../reference/create-reference.ts", import.meta.url).href)};
export function createImplementation() {
  const inner = createReference();
  const request = async (method, params) => {
    const answer = structuredClone(await inner.request(method, params));
    const failed = (event) => event.event === "return" && event.op === "invalidate_range_start_nonblock";
    for (const event of answer.events?.filter(failed) ?? []) event.result = 0;
    return answer;
  };
  return { request, close: () => inner.close() };
}
`,
);

test("the reference conforms, and the three reports say the same", async () => {
  const files = ["--json", at("a.json"), "--html", at("a.html"), "--junit", at("a.xml")];
  const { code, out, err } = await ran("run", "--rule", "PAIR-08", ...files);
  assert.deepEqual([code, err], [0, ""]);
  const report = readReport("a.json");
  assert.ok(validReport(report), JSON.stringify(validReport.errors));
  assert.equal(report.summary.total, report.summary.conforms);
  assert.match(out, new RegExp(`${report.summary.conforms} conform`));
  assert.match(readFileSync(at("a.html"), "utf8"), new RegExp(`<b>${report.summary.conforms}</b> conform`));
  assert.match(
    readFileSync(at("a.xml"), "utf8"),
    new RegExp(`<testsuites [^>]*tests="${report.summary.total}" failures="0"`),
  );
});

test("a violation ends with 1, and the line to paste runs it again", async () => {
  const { code, out } = await ran("run", "--rule", "PAIR-08", "--module", WRONG);
  assert.equal(code, 1);
  const line = /to run it again\n +npx mmuspec (.*)\n/.exec(out)?.[1] ?? "";
  const again = await ran(...line.split(" "));
  assert.equal(again.code, 1);
  assert.match(again.out, /^1 scenario: 0 conform, 1 violate/m);
});

test("an expected failure passes, a stale one is named with its edit", async () => {
  const expectation = { scenario: "PAIR-08.1", reason: "known", observed: "T1 returned 0" };
  writeFileSync(at("known.json"), JSON.stringify({ expectations: [expectation] }));
  const failing = await ran("run", "--scenario", "PAIR-08.1", "--module", WRONG, "--expectations", at("known.json"));
  assert.equal(failing.code, 0, failing.out);
  assert.match(failing.out, /expected failure: PAIR-08\.1\/\S+ in \S+: known/);
  const passing = await ran("run", "--scenario", "PAIR-08.1", "--expectations", at("known.json"));
  assert.equal(passing.code, 1);
  assert.match(passing.err, /known\.json:\nentry 1 \(PAIR-08\.1\) is stale; remove it:\n-.*\{/);
});

test("--json - puts the report alone on stdout", async () => {
  const { out, err } = await ran("run", "--rule", "PAIR-08", "--json", "-");
  assert.ok(validReport(JSON.parse(out)));
  assert.match(err, /conform/);
});

test("a program that does not start ends with 3, once, and is in the report", async () => {
  const { code, out } = await ran("run", "--json", at("b.json"), "--", "/does/not/exist");
  assert.equal(code, 3);
  assert.equal(out.match(/could not run \/does\/not\/exist/g)?.length, 1);
  const { faults, summary, exitCode } = readReport("b.json");
  assert.deepEqual([faults?.[0]?.kind, summary.total, exitCode], ["did-not-start", 0, 3]);
});

test("check says hello and tries three things", async () => {
  const { code, out } = await ran("check");
  assert.equal(code, 0);
  assert.equal(out.match(/^ok {2}/gm)?.length, 4);
});

test("list, rules and explain tell what the features say", async () => {
  const list = await ran("list", "--rule", "PAIR-08", "--json");
  const { scenarios } = JSON.parse(list.out) as { scenarios: { id: string }[] };
  assert.ok(scenarios.length > 0);
  const { rules } = JSON.parse((await ran("rules", "--json")).out) as { rules: { id: string; scenarios: string[] }[] };
  assert.deepEqual(
    rules.find(({ id }) => id === "PAIR-08")?.scenarios,
    scenarios.map(({ id }) => id),
  );
  const explained = (await ran("explain", "pair-08")).out;
  for (const { id } of scenarios) assert.ok(explained.includes(id));
  assert.match(explained, /party +core/);
});

test("explain also takes a scenario or a mutant", async () => {
  const one = (await ran("explain", "PAIR-08.2")).out;
  assert.match(one, /^PAIR-08 /);
  assert.match(one, /PAIR-08\.2 {2}/);
  assert.doesNotMatch(one, /PAIR-08\.1/);
  assert.match((await ran("explain", "mut-03")).out, /violates\n {4}PAIR-08 {2}/);
});
