import type { Report, ScenarioResult, Verdict } from "../port/generated/documents.ts";
import { withoutCount } from "../port/observed-text.ts";

/** How bad a verdict is for whoever waits for the run: 0 as required, 1 undecided or left out, 2 not as required. */
const BADNESS: Readonly<Record<Verdict, 0 | 1 | 2>> = {
  conforms: 0,
  differs: 0,
  "expected failure": 0,
  "not claimed": 1,
  inconclusive: 1,
  "could not run": 1,
  "stale expectation": 2,
  unstable: 2,
  violates: 2,
  "implementation fault": 2,
};

/** What became of a (scenario, profile) pair, in the order in which it should be read. */
export const CHANGES = ["new failure", "failed otherwise", "lost", "mended", "changed", "added", "gone"] as const;
export type Change = (typeof CHANGES)[number];

/** One pair that is not what it was. */
export interface Changed {
  readonly change: Change;
  readonly id: string;
  readonly profile: string;
  readonly before: ScenarioResult | undefined;
  readonly after: ScenarioResult | undefined;
}

function failureOf({ observed, fault }: ScenarioResult): string {
  return withoutCount(observed ?? fault?.text ?? "");
}

function changeOf(before: ScenarioResult | undefined, after: ScenarioResult | undefined): Change | undefined {
  if (after === undefined) return "gone";
  const bad = BADNESS[after.verdict];
  if (before === undefined) return bad === 2 ? "new failure" : "added";
  const was = BADNESS[before.verdict];
  if (bad === 2 && was < 2) return "new failure";
  if (bad === 2 && failureOf(before) !== failureOf(after)) return "failed otherwise";
  if (bad === 1 && was === 0) return "lost";
  if (bad === 0 && was > 0) return after.verdict === "expected failure" ? "changed" : "mended";
  return before.verdict === after.verdict ? undefined : "changed";
}

/**
 * What changed from one report to another, new failures first. `lost` is what was judged and conformed, and is
 * not decided any more: a claim that was withdrawn must not look like a success.
 */
export function compareReports(before: Report, after: Report): Changed[] {
  const key = ({ id, profile }: ScenarioResult) => `${id} ${profile}`;
  const old = new Map(before.results.map((result) => [key(result), result]));
  const now = new Map(after.results.map((result) => [key(result), result]));
  const changed = [...new Set([...now.keys(), ...old.keys()])].flatMap((pair): Changed[] => {
    const [was, is] = [old.get(pair), now.get(pair)];
    const change = changeOf(was, is);
    const { id = "", profile = "" } = is ?? was ?? {};
    return change === undefined ? [] : [{ change, id, profile, before: was, after: is }];
  });
  return changed.sort((a, b) => CHANGES.indexOf(a.change) - CHANGES.indexOf(b.change));
}

/** True for what a CI job should stop at. */
export function isWorse({ change }: Changed): boolean {
  return change === "new failure" || change === "failed otherwise" || change === "lost";
}

/** Why two reports compare badly, if they do: different suites or protocols, other selections. */
export function doubts(before: Report, after: Report): string[] {
  const pairs = [
    ["suite", before.mmuspec.suite, after.mmuspec.suite],
    ["protocol", before.mmuspec.protocol, after.mmuspec.protocol],
    ["selection", before.selection, after.selection],
  ] as const;
  return pairs
    .filter(([, a, b]) => a !== b)
    .map(([what, a, b]) => `the ${what} is not the same: ${a} before, ${b} after`);
}
