import { compareReports, doubts, isWorse } from "../report/compare-reports.ts";
import { diffText } from "../report/diff-text.ts";
import { readReport } from "./documents.ts";
import type { Io } from "./io.ts";

/**
 * `mmuspec diff`: what changed from one report to another.
 *
 * @returns the exit code: 1 if something is worse than it was
 */
export async function diffVerb(before: string, after: string, flags: { json?: true }, io: Io): Promise<number> {
  const [old, now] = await Promise.all([readReport(before), readReport(after)]);
  const changed = compareReports(old, now);
  if (flags.json) io.out(`${JSON.stringify({ doubts: doubts(old, now), changes: changed }, null, 2)}\n`);
  else io.out(diffText(old, now, changed, io.style, io.width));
  return changed.some(isWorse) ? 1 : 0;
}
