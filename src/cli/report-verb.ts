import { reportPage } from "../report/page/report-page.tsx";
import { conclusion } from "../report/summary-text.ts";
import { visibleLine } from "../report/visible.ts";
import { usage } from "../runner/usage-error.ts";
import { readReport } from "./documents.ts";
import type { Io } from "./io.ts";
import { pageScript } from "./page-script.ts";
import { recorded } from "./recorded.ts";
import { checkReportFiles } from "./run-options.ts";
import { put } from "./write-reports.ts";

interface ReportVerbFlags {
  readonly html?: string;
  readonly transcript?: string;
}

/**
 * `mmuspec report`: one page from reports, of one implementation or of several side by side.
 *
 * @returns the exit code: 0, for nothing is judged anew
 */
export async function reportVerb(files: readonly string[], flags: ReportVerbFlags, io: Io): Promise<number> {
  const { html, transcript } = flags;
  if (html === undefined) throw usage("say where the page goes: --html <file>, or - for stdout");
  checkReportFiles({ html });
  const sources = await Promise.all(files.map(async (file) => ({ file, report: await readReport(file) })));
  const [first, ...others] = sources;
  if (transcript !== undefined && (first === undefined || others.length > 0))
    throw usage("--transcript is that of one run, so that it goes with one report");
  const told =
    transcript === undefined || first === undefined
      ? sources
      : [{ ...first, transcripts: await recorded(first.report, transcript) }];
  put(html, reportPage(told, pageScript()), io);
  for (const { file, report } of sources) {
    const { rulesClaimed = 0, rulesTotal = 0, implementation } = report;
    const name = visibleLine(`${implementation.name} ${implementation.version}`);
    io.err(`${file}: ${name}, ${rulesClaimed} of ${rulesTotal} rules claimed. ${visibleLine(conclusion(report))}\n`);
  }
  return 0;
}
