import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { Report } from "../port/generated/documents.ts";
import { SHOWN } from "../report/page/page-model.ts";
import { readTranscripts, type Transcripts, transcriptKey } from "../report/page/transcripts.ts";
import { usage } from "../runner/usage-error.ts";

/** What a transcript says of the failures of a report. */
export async function recorded(report: Report, file: string): Promise<Transcripts> {
  const failures = new Set(report.results.filter(({ verdict }) => SHOWN.has(verdict)).map(transcriptKey));
  const lines = createInterface({ input: createReadStream(file, "utf8"), crlfDelay: Number.POSITIVE_INFINITY });
  try {
    return await readTranscripts(lines, (key) => failures.has(key));
  } catch (error) {
    const why = error instanceof SyntaxError ? "is not what run --transcript writes" : "cannot be read";
    throw usage(`${file} (transcript) ${why}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
