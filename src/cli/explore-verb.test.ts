import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { loadLaw } from "../catalogue/law.ts";
import { exploration as isExploration } from "../port/generated/document-validators.js";
import type { Exploration } from "../port/generated/documents.ts";
import { ran } from "./fixtures/recording-io.ts";

const folder = mkdtempSync(join(tmpdir(), "mmuspec-explore-"));
after(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);

async function explored(...argv: string[]): Promise<{ code: number; err: string; found: Exploration }> {
  const { code, out, err } = await ran("explore", ...argv, "--json", "-");
  const found = JSON.parse(out) as Exploration;
  assert.ok(isExploration(found), JSON.stringify(isExploration.errors));
  assert.equal(found.exitCode, code);
  return { code, err, found };
}

test("the programs of a feature, a line of it, a rule are proven, with their bounds", async () => {
  const { code, out } = await ran("explore", "features/interval/remove.feature");
  assert.equal(code, 0);
  assert.match(
    out,
    /✓ INTV-27\.3 in v6\.12 .*\n +proven: no other than the 2 outcomes of its table, each reached; \d+ exec/,
  );
  assert.match(out, /for 2 threads, 3 calls after 2 operations, 1 subscriber, 4 pages/);
  assert.match(out, /under sequential consistency/);
  const { uri = "", line: at = 0 } = loadLaw(".").scenarios.find(({ id }) => id === "INTV-27.3") ?? {};
  const line = await explored(`${uri}:${at}`);
  assert.deepEqual(
    line.found.programs.map(({ scenario }) => scenario),
    ["INTV-27.3"],
  );
  const rule = await explored("--rule", "INTV-25", "--profile", "all");
  assert.ok(rule.found.programs.length > 5 && rule.found.programs.every(({ verdict }) => verdict === "proven"));
});

test("a program runs on the architecture that its scenario names", async () => {
  const { code, found } = await explored("--scenario", "ARM-13.3", "SMMU-18.2");
  assert.equal(code, 0);
  assert.deepEqual(found.programs.map(({ scenario, verdict }) => `${scenario} ${verdict}`).sort(), [
    "ARM-13.3 proven",
    "SMMU-18.2 proven",
  ]);
});

test("an exploration that is cut short ends with 4 and proves nothing", async () => {
  const { code, found, err } = await explored("--scenario", "INTV-25.5", "--max-executions", "5");
  assert.equal(code, 4);
  assert.deepEqual(
    found.programs.map(({ verdict, executions }) => [verdict, executions]),
    [["cut short", 5]],
  );
  assert.match(err, /cut short, no proof: the bound on executions .* was reached/);
  assert.doesNotMatch(err, /A proof holds/);
  const late = await explored("--max-seconds", "0.000001");
  assert.equal(late.code, 4);
  assert.equal(late.found.programs.length + (late.found.notExplored ?? 0), (late.found.notExplored ?? 0) || -1);
});

test("random orders are a sample, and the same seed draws the same", async () => {
  const flags = ["--scenario", "INTV-25.5", "--strategy", "random", "--max-executions", "200"];
  const [one, same, other] = [
    await explored(...flags, "--seed", "7"),
    await explored(...flags, "--seed", "7"),
    await explored(...flags, "--seed", "8"),
  ];
  assert.equal(one.code, 4);
  assert.match(one.err, /sampled, no proof/);
  const counts = ({ found }: typeof one) => found.programs[0]?.outcomes?.map(({ values, count }) => [values, count]);
  assert.deepEqual(counts(one), counts(same));
  assert.notDeepEqual(counts(one), counts(other));
});

test("random orders find what is wrong as well", async () => {
  const { code, found } = await explored("--mutant", "MUT-33", "--strategy", "random", "--max-executions", "300");
  assert.equal(code, 1);
  assert.ok(found.programs.at(-1)?.counterexample);
});

test("a counterexample is replayed as it was found; its page has the diagram", async () => {
  const { code, found } = await explored("--mutant", "MUT-31", "--html", at("a.html"));
  assert.equal(code, 1);
  const { counterexample } = found.programs.at(-1) ?? {};
  assert.ok(counterexample);
  assert.match(readFileSync(at("a.html"), "utf8"), /<svg [\s\S]*use after free/);
  const again = await ran("replay", counterexample.replay, "--json", at("again.json"), "--svg", at("again.svg"));
  assert.equal(again.code, 1);
  const { switches, interleaving, observed } = JSON.parse(readFileSync(at("again.json"), "utf8"));
  assert.deepEqual(
    [switches, interleaving, observed],
    [counterexample.switches, counterexample.interleaving, counterexample.observed],
  );
  assert.match(again.out, /This outcome is not allowed/);
  assert.match(readFileSync(at("again.svg"), "utf8"), /^<svg /);
});

test("an order of the reference can be replayed, and is allowed", async () => {
  const { found } = await explored("--scenario", "INTV-27.3");
  for (const { replay = "" } of found.programs[0]?.outcomes ?? []) {
    const { code, out } = await ran("replay", replay);
    assert.equal(code, 0);
    assert.match(out, /This outcome is allowed/);
  }
});

test("a selection without such programs ends with 4 and says so", async () => {
  const { code, err } = await ran("explore", "--scenario", "PAIR-08.1");
  assert.equal(code, 4);
  assert.match(err, /nothing was selected that runs in every order/);
});

/** Command line, and what its one sentence says. Every one of them ends with exit code 2. */
const GOOD = "INTV-27.3:v6.12:MUT-31:whole:00000000:a";
const WRONG: readonly (readonly [argv: string[], sentence: RegExp])[] = [
  [["explore", "nowhere.feature"], /there is no feature nowhere\.feature/],
  [["explore", "features/interval/remove.feature:1"], /no scenario .* at or before line 1/],
  [["explore", "features/interval/remove.feature:60"], /INTV-25\.\d .*does not run its threads in every order/],
  [["explore", "remove.feature", "--rule", "INTV-27"], /not both/],
  [["explore", "a", "b"], /too many arguments/],
  [["explore", "--rule", "PAIR-99"], /unknown rule PAIR-99/],
  [["explore", "--profile", "v9"], /unknown profile v9/],
  [["explore", "--mutant", "MUT-999"], /unknown mutant MUT-999/],
  [["explore", "--strategy", "luck"], /--strategy takes dpor, stateful, random; luck is none/],
  [["explore", "--seed", "1"], /--seed is for --strategy random/],
  [["explore", "--seed", "x", "--strategy", "random"], /--seed takes a whole number/],
  [["explore", "--max-executions", "0"], /--max-executions takes a whole number/],
  [["explore", "--max-seconds", "-1"], /--max-seconds takes seconds/],
  [["explore", "--json", "/does/not/exist/x"], /no folder/],
  [["explore", "--json", "-", "--html", "-"], /only one report/],
  [["explore", "--", "x"], /explore takes no command/],
  [["replay"], /missing required argument/],
  [["replay", "x"], /x is no replay string/],
  [["replay", "\u001b[31m"], /is no replay string/],
  [["replay", GOOD.replace("INTV-27.3", "INTV-27.99")], /stale: there is no scenario INTV-27\.99/],
  [["replay", GOOD.replace("v6.12", "v3.19")], /stale: .* does not hold in the profile v3\.19/],
  [["replay", GOOD.replace("INTV-27.3", "INTV-27.1")], /stale: .* runs no such threads/],
  [["replay", GOOD.replace("INTV-27.3", "INTV-27.3+2")], /stale: .* runs no such threads/],
  [["replay", GOOD.replace("MUT-31", "MUT-999")], /unknown mutant MUT-999/],
  [["replay", GOOD], /stale: the program of INTV-27\.3 in v6\.12 is another one now/],
];

for (const [argv, sentence] of WRONG) {
  test(`mmuspec ${argv.join(" ").replaceAll("\u001b", "ESC")}`, async () => {
    const { code, out, err } = await ran(...argv);
    assert.match(err, sentence);
    assert.match(err, /^mmuspec: [\P{Cc}]+\n$/u);
    assert.deepEqual([code, out], [2, ""]);
  });
}

test("an order that the threads cannot take any more is stale", async () => {
  const { found } = await explored("--scenario", "INTV-27.3");
  const [first] = found.programs[0]?.outcomes ?? [];
  const { code, err } = await ran("replay", (first?.replay ?? "").replace(/:\w*$/, ":b99"));
  assert.equal(code, 2);
  assert.match(err, /stale: the threads of INTV-27\.3 cannot take these steps any more/);
});
