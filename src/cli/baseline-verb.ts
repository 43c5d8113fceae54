import { existsSync } from "node:fs";
import { loadLaw } from "../catalogue/law.ts";
import { PROTOCOL_VERSION } from "../port/protocol-version.ts";
import { visibleLine } from "../report/visible.ts";
import { type BaselineChange, baselineChange } from "../runner/baseline.ts";
import type { Expectation } from "../runner/expectations.ts";
import { packageRoot, suiteVersion } from "../runner/suite.ts";
import { usage } from "../runner/usage-error.ts";
import { readExpectations, readReport } from "./documents.ts";
import type { Io } from "./io.ts";
import { checkWritable } from "./run-options.ts";
import { put } from "./write-reports.ts";

/** The options of `baseline`. */
export interface BaselineFlags {
  readonly expectations: string;
  readonly accept?: true;
  readonly reason?: string;
  readonly link?: string;
}

function words({ rule, scenario, profile, observed }: Expectation): string {
  const where = profile === undefined ? "" : ` in ${profile}`;
  return `${rule ?? scenario}${where}: ${visibleLine(observed, 160)}`;
}

function show(sign: string, entries: readonly Expectation[], mark: (text: string) => string, io: Io): void {
  for (const entry of entries) io.out(`${mark(`${sign} ${words(entry)}`)}\n`);
}

function write(file: string, expectations: readonly Expectation[], io: Io): void {
  const data = { protocol: PROTOCOL_VERSION, suite: suiteVersion(), expectations };
  put(file, `${JSON.stringify(data, null, 2)}\n`, io);
}

/** What is written: nothing is accepted that the user did not ask for. */
function accepted({ kept, added }: BaselineChange, accept: boolean): Expectation[] {
  return accept ? [...kept, ...added] : [...kept];
}

function conclude({ removed, added }: BaselineChange, accept: boolean, file: string, io: Io): number {
  const taken = accept ? added.length : 0;
  if (removed.length + taken > 0) io.out(`${file}: ${removed.length} removed, ${taken} added\n`);
  if (added.length === taken) {
    if (removed.length + taken === 0) io.out(`${file} is up to date\n`);
    return 0;
  }
  io.err(`mmuspec: ${added.length} failures are not accepted; --accept --reason "…" adds them\n`);
  return 1;
}

/**
 * `mmuspec baseline`: takes out of an expectations file what a report shows to be mended, and adds what fails
 * besides only if told to.
 *
 * @returns the exit code: 1 if failures are left that the file does not name
 */
export async function baselineVerb(path: string, flags: BaselineFlags, io: Io): Promise<number> {
  const { expectations: file, accept = false, reason, link } = flags;
  if (accept && (reason ?? "").trim() === "")
    throw usage("--accept needs a --reason: why are these failures accepted?");
  checkWritable("expectations", file);
  const report = await readReport(path);
  if (report.shard !== undefined) throw usage(`${path} is the report of a shard; merge the shards first`);
  const old = existsSync(file) ? (await readExpectations(file, loadLaw(packageRoot()))).expectations : [];
  const why = { reason: reason ?? "", ...(link === undefined ? {} : { link }) };
  const change = baselineChange(report, old, why);
  show("-", change.removed, io.style.good, io);
  show("+", change.added, accept ? io.style.odd : io.style.bad, io);
  if (change.removed.length > 0 || (accept && change.added.length > 0)) write(file, accepted(change, accept), io);
  return conclude(change, accept, file, io);
}
