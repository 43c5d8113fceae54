import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { report as validReport } from "../port/generated/document-validators.js";
import type { Report, ScenarioResult } from "../port/generated/documents.ts";
import { ran } from "./fixtures/recording-io.ts";

const folder = mkdtempSync(join(tmpdir(), "mmuspec-reports-"));
after(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);
const readJson = (name: string) => JSON.parse(readFileSync(at(name), "utf8"));

const SELECTION = ["--rule", "PAIR-08", "PAIR-11", "INTV-02", "--profile", "all"];
const SHARDS = ["s1.json", "s2.json", "s3.json", "s4.json"];

before(async () => {
  await ran("run", ...SELECTION, "--json", at("whole.json"));
  for (const [index, name] of SHARDS.entries()) {
    await ran("run", ...SELECTION, "--shard", `${index + 1}/4`, "--json", at(name));
  }
  const whole: Report = readJson("whole.json");
  const change = (id: string, more: Partial<ScenarioResult>) =>
    whole.results.map((result) => (result.id === id ? { ...result, ...more } : result));
  const failing = change("PAIR-08.1/the-first", { verdict: "violates", expected: "a", observed: "b" });
  writeFileSync(at("failing.json"), JSON.stringify({ ...whole, results: failing, exitCode: 1 }));
});

test("merged shards give the rules, results and summary of the whole run, in any order of the files", async () => {
  const files = [...SHARDS].reverse().map(at);
  const { code, out } = await ran("merge", ...files, "--json", at("merged.json"));
  assert.equal(code, 0);
  assert.match(out, /What it claims conforms/);
  const [whole, merged]: [Report, Report] = [readJson("whole.json"), readJson("merged.json")];
  assert.ok(validReport(merged), JSON.stringify(validReport.errors));
  for (const key of ["rules", "summary", "selection", "oracle", "rulesClaimed", "exitCode"] as const) {
    assert.equal(JSON.stringify(merged[key]), JSON.stringify(whole[key]), key);
  }
  const bare = ({ results }: Report) => results.map(({ durationMs: _, ...result }) => result);
  assert.deepEqual(bare(merged), bare(whole));
});

test("an expectation that only all shards together show to be stale is found by the merge", async () => {
  const expectation = { rule: "INTV-02", reason: "r", observed: "never seen" };
  writeFileSync(at("stale.json"), JSON.stringify({ expectations: [expectation] }));
  const codes: number[] = [];
  for (const index of [1, 2]) {
    const options = ["--shard", `${index}/2`, "--expectations", at("stale.json"), "--json", at(`e${index}.json`)];
    codes.push((await ran("run", "--rule", "INTV-02", ...options)).code);
  }
  assert.ok(codes.every((code) => code !== 1));
  const { code, err } = await ran("merge", at("e1.json"), at("e2.json"));
  assert.equal(code, 1);
  assert.match(err, /entry 1 \(INTV-02\) is stale/);
});

test("shards that are missing, twice there, or of different runs are refused", async () => {
  await ran("run", ...SELECTION, "--seed", "3", "--shard", "1/4", "--json", at("seeded.json"));
  const wrong: [files: string[], sentence: RegExp][] = [
    [["s1.json", "s2.json", "s4.json"], /of 4 shards 3 is missing/],
    [["s1.json", "s1.json"], /are both shard 1/],
    [["whole.json"], /is the report of a whole run/],
    [["seeded.json", "s2.json", "s3.json", "s4.json"], /not of one run: their seed differ \(3; none\)/],
  ];
  for (const [files, sentence] of wrong) {
    const { code, err } = await ran("merge", ...files.map(at));
    assert.deepEqual([code, err.split("\n").length], [2, 2], err);
    assert.match(err, sentence);
  }
});

test("a shard whose implementation never answered is told in the merge, and the others are counted", async () => {
  const dead = at("dead.mts");
  writeFileSync(dead, "export function createImplementation() { throw new Error('not today'); }\n");
  const options = ["--shard", "2/4", "--json", at("dead.json")];
  assert.equal((await ran("run", ...SELECTION, ...options, "--module", dead)).code, 3);
  const files = ["s1.json", "dead.json", "s3.json", "s4.json"].map(at);
  for (const order of [files, [...files.slice(1), files[0] ?? ""]]) {
    const { code, out } = await ran("merge", ...order, "--json", at("merged.json"));
    assert.equal(code, 3);
    assert.match(out, /not today/);
    const merged: Report = readJson("merged.json");
    assert.ok(validReport(merged), JSON.stringify(validReport.errors));
    assert.match(merged.implementation.name, /reference/);
    assert.equal(merged.faults?.length, 1);
  }
});

test("diff ends with 1 if something is worse, and with 0 if not", async () => {
  const worse = await ran("diff", at("whole.json"), at("failing.json"));
  assert.equal(worse.code, 1);
  assert.match(worse.out, /^1 new failures\n {2}PAIR-08\.1\/the-first in v5\.3-rfc: conforms → violates \(b\)/m);
  const better = await ran("diff", at("failing.json"), at("whole.json"), "--json");
  assert.equal(better.code, 0);
  assert.deepEqual(
    JSON.parse(better.out).changes.map(({ change }: { change: string }) => change),
    ["mended"],
  );
});

test("baseline accepts nothing that it was not told to, and takes out what is mended", async () => {
  const file = at("known.json");
  const seen = await ran("baseline", at("failing.json"), "--expectations", file);
  assert.deepEqual([seen.code, existsSync(file)], [1, false]);
  assert.match(seen.out, /^\+ PAIR-08\.1\/the-first in v5\.3-rfc: b$/m);
  const unexplained = await ran("baseline", at("failing.json"), "--expectations", file, "--accept");
  assert.equal(unexplained.code, 2);
  const taken = await ran("baseline", at("failing.json"), "--expectations", file, "--accept", "--reason", "known");
  assert.equal(taken.code, 0);
  assert.deepEqual(readJson("known.json").expectations, [
    { scenario: "PAIR-08.1/the-first", profile: "v5.3-rfc", reason: "known", observed: "b" },
  ]);
  const mended = await ran("baseline", at("whole.json"), "--expectations", file);
  assert.equal(mended.code, 0);
  assert.match(mended.out, /^- PAIR-08\.1/m);
  assert.deepEqual(readJson("known.json").expectations, []);
});

test("a run ends at the first failure if it is told to, and says how far it came", async () => {
  const wrong = at("wrong.mts");
  const reference = new URL("../reference/create-reference.ts", import.meta.url).href;
  writeFileSync(
    wrong,
    `import { createReference } from ${JSON.stringify(reference)};
let calls = 0;
export function createImplementation() {
  const inner = createReference();
  const request = async (method, params) => {
    const answer = structuredClone(await inner.request(method, params));
    const failed = (event) => event.event === "return" && event.op === "invalidate_range_start_nonblock";
    for (const event of answer.events?.filter(failed) ?? []) if (calls++ !== 1) event.result = 0;
    return answer;
  };
  return { request, close: () => inner.close() };
}
`,
  );
  const fast = await ran("run", "--rule", "PAIR-08", "--fail-fast", "--module", wrong);
  assert.equal(fast.code, 1);
  assert.match(fast.out, /stopped at the first failure: 1 of \d+ were finished/);
  const again = await ran("run", "--scenario", "PAIR-08.1/the-first", "--repeat", "3", "--module", wrong);
  assert.equal(again.code, 1);
});

test("explain --observed shows what happens where everything passes", async () => {
  const { code, out } = await ran("explain", "PAIR-08.1/the-first", "--observed");
  assert.equal(code, 0);
  assert.match(out, /^ {2}conforms$/m);
  assert.match(out, /C\.invalidate_range_start \[A\] -> EAGAIN/);
  assert.match(out, /observed on the reference\n$/);
});

test("a transcript has every scenario with its requests and answers", async () => {
  const { code } = await ran("run", "--rule", "PAIR-08", "--transcript", at("t.jsonl"), "--json", at("pair.json"));
  assert.equal(code, 0);
  const lines = readFileSync(at("t.jsonl"), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  assert.deepEqual(lines[0], { scenario: "PAIR-08.1/the-first", profile: "v5.3-rfc" });
  const { results }: Report = readJson("pair.json");
  assert.deepEqual(
    lines.flatMap(({ scenario }) => scenario ?? []),
    results.map(({ id }) => id),
  );
  assert.ok(lines.filter(({ method }) => method === "call").every(({ result }) => Array.isArray(result.events)));
});

test("completion knows every verb", async () => {
  for (const shell of ["bash", "zsh", "fish"]) {
    const { code, out } = await ran("completion", shell);
    assert.equal(code, 0);
    for (const word of ["run", "check-trace", "fail-fast"]) assert.ok(out.includes(word), `${shell}: ${word}`);
  }
});

test("several reports become one page; each is named with its verdict", async () => {
  const { code, err } = await ran("report", at("whole.json"), at("failing.json"), "--html", at("two.html"));
  assert.equal(code, 0);
  assert.match(err, /whole\.json: mmuspec reference .*What it claims conforms\.\n.*failing\.json: /);
  const page = readFileSync(at("two.html"), "utf8");
  assert.match(page, /2 implementations, side by side/);
  assert.match(page, /PAIR-08[^"]*whole\.json\): conforms; [^"]*failing\.json\): violates/);
});

test("with a transcript the page tells all that was said in a failure; one that is none is refused", async () => {
  const lines = [
    { scenario: "PAIR-08.1/the-first", profile: "v5.3-rfc" },
    { method: "reset", params: { profile: "v5.3-rfc" }, result: { said: "in the failure" } },
    { scenario: "PAIR-08.1/the-second", profile: "v5.3-rfc" },
    { method: "reset", params: {}, result: { said: "elsewhere" } },
  ];
  writeFileSync(at("t.jsonl"), lines.map((line) => JSON.stringify(line)).join("\n"));
  const told = ["--html", at("told.html"), "--transcript"];
  assert.equal((await ran("report", at("failing.json"), ...told, at("t.jsonl"))).code, 0);
  const page = readFileSync(at("told.html"), "utf8");
  assert.match(page, /The transcript[\s\S]*in the failure/);
  assert.doesNotMatch(page, /elsewhere/);
  writeFileSync(at("none.jsonl"), '{"scenario":');
  const refused = await ran("report", at("failing.json"), ...told, at("none.jsonl"));
  assert.equal(refused.code, 2);
  assert.match(refused.err, /is not what run --transcript writes/);
  const two = await ran("report", at("failing.json"), at("whole.json"), ...told, at("t.jsonl"));
  assert.match(two.err, /goes with one report/);
  const missing = await ran("report", at("failing.json"), ...told, at("no.jsonl"));
  assert.match(missing.err, /no\.jsonl \(transcript\) cannot be read/);
});
