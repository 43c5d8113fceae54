import type { Law } from "../catalogue/law.ts";
import type { Report, ScenarioResult } from "../port/generated/documents.ts";
import { markStale, type StaleExpectation } from "./expectations.ts";
import { consequences } from "./finish-report.ts";
import { usage } from "./usage-error.ts";

/** A report and the file that it came from. */
export interface Named {
  readonly file: string;
  readonly report: Report;
}

type Trait = readonly [what: string, of: (report: Report) => unknown];

/** What the shards of one run have in common, whatever came of them. */
const ASKED: readonly Trait[] = [
  ["suite", ({ mmuspec }) => mmuspec.suite],
  ["protocol", ({ mmuspec }) => mmuspec.protocol],
  ["seed", ({ mmuspec }) => mmuspec.seed ?? "none"],
  ["selection", ({ selection }) => selection],
  ["number of shards", ({ shard }) => shard?.count],
];

/** What those have in common whose implementation got through the handshake. */
const ANSWERED: readonly Trait[] = [
  ["implementation", ({ implementation: { name, version } }) => `${name} ${version}`],
  ["claimed profiles", ({ profiles }) => profiles.join(" ")],
  ["claimed capabilities", ({ capabilities }) => capabilities.join(" ")],
  ["expectations", ({ expectations }) => JSON.stringify(expectations ?? [])],
];

/** A run that never began: nobody knows who should have answered. */
function isStillborn({ report }: Named): boolean {
  return report.profiles.length === 0;
}

function checkCommon(traits: readonly Trait[], first: Named, other: Named): void {
  for (const [what, of] of traits) {
    const [mine, theirs] = [of(first.report), of(other.report)];
    if (mine === theirs) continue;
    throw usage(`${first.file} and ${other.file} are not of one run: their ${what} differ (${mine}; ${theirs})`);
  }
}

function checkWhole(parts: readonly Named[]): void {
  const seen = new Map<number, string>();
  for (const { file, report } of parts) {
    if (report.shard === undefined) throw usage(`${file} is the report of a whole run, not of a shard`);
    const twin = seen.get(report.shard.index);
    if (twin !== undefined) throw usage(`${twin} and ${file} are both shard ${report.shard.index}`);
    seen.set(report.shard.index, file);
  }
  const count = parts[0]?.report.shard?.count ?? 0;
  const missing = Array.from({ length: count }, (_, at) => at + 1).filter((index) => !seen.has(index));
  if (missing.length > 0)
    throw usage(`of ${count} shards ${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} missing`);
}

/** Where a result stands in a whole run: scenarios in the order of the features, each in the order of its profiles. */
function inOrder(results: readonly ScenarioResult[], { scenarios }: Law): ScenarioResult[] {
  const places = new Map<string, number>();
  for (const { id, profiles } of scenarios) for (const profile of profiles) places.set(`${id} ${profile}`, places.size);
  const place = ({ id, profile }: ScenarioResult) => places.get(`${id} ${profile}`) ?? places.size;
  return [...results].sort((a, b) => place(a) - place(b));
}

function added(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const one of counts) for (const [key, value] of Object.entries(one)) sum[key] = (sum[key] ?? 0) + value;
  return sum;
}

/** Faults that belong to no scenario: the handshake of a shard that was refused. */
function loose({ faults = [], results }: Report) {
  return faults.filter(({ text }) => !results.some(({ fault }) => fault?.text === text));
}

/** What came of a merge. */
export interface Merged {
  readonly report: Report;
  readonly stale: readonly StaleExpectation[];
}

/**
 * Puts the shards of one run together: the report that the whole run would have given.
 *
 * @throws a usage error if they are not all the shards of one run
 */
export function mergeReports(parts: readonly Named[], law: Law): Merged {
  const [first] = parts;
  if (first === undefined) throw usage("there is nothing to merge");
  checkWhole(parts);
  for (const other of parts) checkCommon(ASKED, first, other);
  const answered = parts.filter((part) => !isStillborn(part));
  const model = answered[0] ?? first;
  for (const other of answered) checkCommon(ANSWERED, model, other);
  const reports = parts.map(({ report }) => report);
  const { shard: _, expectations = [], durationMs: __, ...head } = model.report;
  const all = inOrder(
    reports.flatMap(({ results }) => results),
    law,
  );
  const { results, stale } = markStale(all, expectations);
  const whole = consequences(results, law, reports.flatMap(loose));
  const interrupted = reports.some(({ exitCode }) => exitCode > 128);
  const report: Report = {
    ...head,
    ...whole,
    oracle: added(reports.map(({ oracle = {} }) => oracle)),
    notes: [...new Set(reports.flatMap(({ notes = [] }) => notes))],
    durationMs: reports.reduce((sum, { durationMs = 0 }) => sum + durationMs, 0),
    exitCode: interrupted && whole.exitCode === 0 ? 4 : whole.exitCode,
  };
  return { report, stale };
}
