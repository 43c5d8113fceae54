import { writeFileSync } from "node:fs";
import type { Report } from "../port/generated/documents.ts";
import { terminalReport } from "../report/terminal.ts";
import { usage } from "../runner/usage-error.ts";
import type { Io } from "./io.ts";
import { type ReportFiles, usesStdout } from "./run-options.ts";

/** Writes a document of the kit; `-` is stdout. */
export function put(file: string, text: string, io: Io): void {
  if (file === "-") {
    io.out(text);
    return;
  }
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw usage(`${file} cannot be written: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
}

async function page(report: Report, transcript: string | undefined): Promise<string> {
  const [{ reportPage }, { pageScript }, { recorded }] = await Promise.all([
    import("../report/page/report-page.tsx"),
    import("./page-script.ts"),
    import("./recorded.ts"),
  ]);
  const told = transcript === undefined ? {} : { transcripts: await recorded(report, transcript) };
  return reportPage([{ report, ...told }], pageScript());
}

/** Writes the reports that were asked for, all from the one report. */
export async function writeReports(report: Report, files: ReportFiles, io: Io): Promise<void> {
  const { json, html, junit, markdown, badge } = files;
  if (json !== undefined) put(json, `${JSON.stringify(report, null, 2)}\n`, io);
  if (junit !== undefined) put(junit, (await import("../report/junit.ts")).junitReport(report), io);
  if (html !== undefined) put(html, await page(report, files.transcript), io);
  if (markdown !== undefined) put(markdown, (await import("../report/markdown.ts")).markdownReport(report), io);
  if (badge !== undefined) put(badge, (await import("../report/badge.tsx")).badge(report), io);
}

/** Writes the reports, and says for people what the run came to: on stdout, unless a report goes there. */
export async function tellReport(report: Report, files: ReportFiles, io: Io): Promise<void> {
  await writeReports(report, files, io);
  const toStdout = usesStdout(files);
  const text = terminalReport(report, toStdout ? io.errStyle : io.style, io.width);
  (toStdout ? io.err : io.out)(text);
}
