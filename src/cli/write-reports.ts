import { writeFileSync } from "node:fs";
import type { Report } from "../port/generated/documents.ts";
import { usage } from "../runner/usage-error.ts";
import type { Io } from "./io.ts";
import type { ReportFiles } from "./run-options.ts";

function put(file: string, text: string, io: Io): void {
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

/** Writes the reports that were asked for, all from the one report. */
export async function writeReports(report: Report, { json, html, junit }: ReportFiles, io: Io): Promise<void> {
  if (json !== undefined) put(json, `${JSON.stringify(report, null, 2)}\n`, io);
  if (junit !== undefined) put(junit, (await import("../report/junit.ts")).junitReport(report), io);
  if (html !== undefined) put(html, (await import("../report/html.tsx")).htmlReport(report), io);
}
