import assert from "node:assert/strict";
import { test } from "node:test";
import { loadLaw } from "../catalogue/law.ts";
import { MUTANTS } from "../mutants/mutants.ts";
import type { Profile } from "../port/profile.ts";
import { createReference } from "../reference/create-reference.ts";
import { breachOf, sayRow } from "../runner/outcome-breach.ts";
import { packageRoot } from "../runner/suite.ts";
import { collectPrograms, type ScenarioProgram } from "./collect-programs.ts";
import { exploreProgram } from "./explore-program.ts";
import { reduceProgram } from "./reduce-program.ts";
import { readReplayCode } from "./replay-code.ts";
import { replayOrder } from "./replay-order.ts";
import { runProgram } from "./run-program.ts";

/** What somebody gets to read who asks why a mutant is wrong: the whole program, and the longest order. */
interface Row {
  readonly mutant: string;
  readonly scenario: string;
  readonly profile: Profile;
  /** The calls of each thread in the smallest program. */
  readonly threads: Readonly<Record<string, readonly string[]>>;
  readonly switches: number;
  /** Words of what is wrong, where it is more than a value. */
  readonly remark?: RegExp;
}

const INTV: Profile = "v6.12";
const IREL: Profile = "v5.5-prop";

const ROWS: readonly Row[] = [
  {
    // The wait is missing: the reader comes through, which a lock shows that it takes for good.
    mutant: "MUT-24",
    scenario: "INTV-08.5",
    profile: INTV,
    threads: { T1: ['insert "n" over "A"', 'read_begin "n"', 'lock "W"'], T2: ['lock "W"', 'unlock "W"', 'end "A"'] },
    switches: 1,
    remark: /^starvation: T2 waits for lock W held by T1, which has ended$/,
  },
  {
    mutant: "MUT-25",
    scenario: "INTV-09.6",
    profile: INTV,
    threads: { T1: ['insert "n" over "A.1"'], T3: ['invalidate "A"'] },
    switches: 1,
  },
  {
    mutant: "MUT-30",
    scenario: "INTV-16.5",
    profile: INTV,
    threads: { T1: ['read_begin "s"', 'read_retry "s"'], T2: ['start "A"', 'start "A.1"', 'end "A.1"', 'end "A"'] },
    switches: 2,
    remark: /^lost wake-up: T1 waits for the end of a section; it has come, and nobody woke T1$/,
  },
  {
    mutant: "MUT-31",
    scenario: "INTV-25.5",
    profile: INTV,
    threads: { T2: ['end "A"'], T3: ['remove "s2"'] },
    switches: 3,
  },
  {
    mutant: "MUT-33",
    scenario: "INTV-25.4",
    profile: INTV,
    threads: { T1: ['remove "s"'], T2: ['invalidate "A"'] },
    switches: 2,
    remark: /^removal: invalidate of s after it was removed$/,
  },
  {
    mutant: "MUT-37",
    scenario: "INTV-22.10",
    profile: INTV,
    threads: { T1: ['mirror_fault "M" at "A.0"'], T2: ['madvise_dontneed "A.0"'] },
    switches: 2,
    remark: /^freed-page: P1 is freed while M maps it$/,
  },
  {
    mutant: "MUT-95",
    scenario: "IREL-21.4",
    profile: IREL,
    threads: {
      T1: ['update "s" to "B"', 'read_begin "s"', 'read_begin "t"'],
      T2: ['end "C"'],
      T3: ['end "B"'],
    },
    switches: 3,
  },
  {
    mutant: "MUT-96",
    scenario: "IREL-18.7",
    profile: IREL,
    threads: { T2: ['invalidate "A"'], T3: ['invalidate "A"'] },
    switches: 2,
  },
  {
    mutant: "MUT-98",
    scenario: "IREL-24.3",
    profile: IREL,
    threads: { T1: ["exit"], T2: ['remove "s"'] },
    switches: 2,
  },
  {
    mutant: "MUT-100",
    scenario: "IREL-06.3",
    profile: IREL,
    threads: { T2: ['invalidate "A"'] },
    switches: 0,
    remark: /^deadlock: T2 waits for the end of a section opened by T2 itself$/,
  },
  {
    mutant: "MUT-101",
    scenario: "IREL-13.2",
    profile: IREL,
    threads: { T1: ['end "A..C"'], T2: ['update "s" to "D"', 'invalidate "A"', 'read_begin "t"'] },
    switches: 2,
  },
  {
    mutant: "MUT-106",
    scenario: "REG-15.5",
    profile: INTV,
    threads: { T1: ["exit", 'lock "S.lock"'], T2: ['start "A" through the reverse map', 'end "A"'] },
    switches: 1,
    remark: /^starvation: T2 waits for lock S.lock held by T1, which has ended$/,
  },
  // The patch of 2019 as posted: ILV-14 and ILV-15, ILV-09, ILV-53.
  {
    mutant: "POSTED-2019",
    scenario: "IREL-21.4",
    profile: IREL,
    threads: {
      T1: ['update "s" to "B"', 'read_begin "s"', 'read_begin "t"'],
      T2: ['end "C"'],
      T3: ['end "B"'],
    },
    switches: 3,
  },
  {
    mutant: "POSTED-2019",
    scenario: "IREL-21.5",
    profile: IREL,
    threads: { T1: ['update "s" to "B"', 'read_begin "s"', 'insert "n" over "B"', 'read_begin "n"'], T3: ['end "B"'] },
    switches: 2,
  },
  {
    mutant: "POSTED-2019",
    scenario: "INTV-27.3",
    profile: IREL,
    threads: { T1: ['remove "s"'], T2: ['end "A"'] },
    switches: 3,
  },
  {
    mutant: "POSTED-2019",
    scenario: "IREL-30.3",
    profile: IREL,
    threads: { T1: ['remove "s"'], T2: ['invalidate "A"'] },
    switches: 3,
  },
];

const law = loadLaw(packageRoot());
const pairs = ROWS.map(({ scenario: id, profile }) => {
  const scenario = law.scenarios.find((one) => one.id === id);
  assert.ok(scenario, `there is no scenario ${id}`);
  return { scenario, profile };
});
const programs = await collectPrograms(pairs, createReference());

const how = { strategy: "dpor", interrupted: () => false, minimisingSeconds: 600 } as const;

/** The reference comes to none of it, in every order of the same small program. */
async function provenWithout(of: ScenarioProgram, replay: string, row: readonly string[]): Promise<void> {
  const program = reduceProgram(of.program, new Set(readReplayCode(replay)?.drops))?.program;
  assert.ok(program);
  const { complete, outcomes } = await runProgram(createReference(), program, { mode: "every" });
  assert.ok(complete);
  for (const outcome of outcomes) {
    assert.equal(breachOf(outcome), undefined);
    assert.notEqual(sayRow(outcome.values), sayRow(row));
  }
}

for (const { mutant: id, scenario, profile, threads, switches, remark } of ROWS) {
  test(`${id} on ${scenario}: a smallest table that shows it, and the reference is proven clean`, async () => {
    const mutant = MUTANTS.find((one) => one.id === id);
    const of = programs.find((one) => one.scenario.id === scenario && one.profile === profile);
    assert.ok(mutant && of);
    const conforming = createReference();
    const proof = await exploreProgram(of, { ...how, subject: conforming });
    assert.equal(proof.verdict, "proven");
    const found = await exploreProgram(of, { ...how, subject: mutant.create(), mutant: id, conforming });
    assert.equal(found.verdict, "violated");
    const { counterexample } = found;
    assert.ok(counterexample);
    const told = Object.fromEntries(counterexample.program.threads.map(({ thread, calls }) => [thread, calls]));
    assert.deepEqual(told, threads);
    assert.equal(counterexample.switches, switches);
    if (remark !== undefined) {
      assert.ok(
        counterexample.remarks?.some((text) => remark.test(text)),
        counterexample.remarks?.join("\n"),
      );
    }
    await provenWithout(of, counterexample.replay, counterexample.observed);
    const code = readReplayCode(counterexample.replay);
    assert.ok(code);
    const replayed = await replayOrder(of, code, mutant.create(), conforming);
    assert.ok("order" in replayed && !replayed.order.allowed);
    assert.deepEqual(replayed.order.observed, counterexample.observed);
  });
}
