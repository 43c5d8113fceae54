import { loadLaw } from "../catalogue/law.ts";
import { mergeReports } from "../runner/merge.ts";
import { packageRoot } from "../runner/suite.ts";
import { readReport } from "./documents.ts";
import type { Io } from "./io.ts";
import { checkPage } from "./page-script.ts";
import { checkReportFiles, type ReportFiles } from "./run-options.ts";
import { staleAdvice } from "./stale-advice.ts";
import { tellReport } from "./write-reports.ts";

/**
 * `mmuspec merge`: the report of a whole run, from those of its shards.
 *
 * @returns the exit code that the whole run would have had
 */
export async function mergeVerb(files: readonly string[], flags: ReportFiles, io: Io): Promise<number> {
  checkReportFiles(flags);
  checkPage(flags);
  const parts = await Promise.all(files.map(async (file) => ({ file, report: await readReport(file) })));
  const { report, stale } = mergeReports(parts, loadLaw(packageRoot()));
  await tellReport(report, flags, io);
  if (stale.length > 0) io.err(staleAdvice(stale, "the expectations file of the run"));
  return report.exitCode;
}
