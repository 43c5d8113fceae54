import { createReadStream, existsSync, statSync } from "node:fs";
import { loadLaw } from "../catalogue/law.ts";
import { traceText } from "../report/trace-text.ts";
import { packageRoot } from "../runner/suite.ts";
import { usage } from "../runner/usage-error.ts";
import { checkTrace, MalformedTrace, type ReadTraceLine, readJsonLine } from "../trace/check-trace.ts";
import { readFtraceLine } from "../trace/read-ftrace-line.ts";
import { LineTooLong } from "../trace/read-lines.ts";
import type { Io } from "./io.ts";
import { TerminalLine } from "./progress.ts";

/** The options of `check-trace`. */
export interface CheckTraceFlags {
  readonly from?: string;
  readonly json?: true;
}

const FORMS: Readonly<Record<string, ReadTraceLine>> = { json: readJsonLine, ftrace: readFtraceLine };
const CHUNK = 1 << 18;

function formOf(name: string): ReadTraceLine {
  const form = Object.hasOwn(FORMS, name) ? FORMS[name] : undefined;
  if (form === undefined) throw usage(`--from takes ${Object.keys(FORMS).join(" or ")}; ${name} is neither`);
  return form;
}

function open(file: string): AsyncIterable<Buffer> {
  if (file === "-") return process.stdin;
  if (!existsSync(file)) throw usage(`there is no file ${file}`);
  if (statSync(file).isDirectory()) throw usage(`${file} is a folder`);
  return createReadStream(file, { highWaterMark: CHUNK });
}

async function judge(file: string, form: ReadTraceLine, io: Io) {
  const line = new TerminalLine(io);
  try {
    return await checkTrace(open(file), form, (lines) => line.show(() => `${lines.toLocaleString("en-US")} lines`));
  } catch (error) {
    if (error instanceof MalformedTrace || error instanceof LineTooLong) throw usage(`${file}, ${error.message}`);
    const { code } = error as NodeJS.ErrnoException;
    throw code === undefined ? error : usage(`${file} cannot be read: ${code}`);
  } finally {
    line.clear();
  }
}

/**
 * `mmuspec check-trace`: judges a recorded sequence of notifier events in one pass.
 *
 * @param file where it is; `-` is stdin
 * @returns the exit code: 1 for a breach, 4 if there is no event
 */
export async function checkTraceVerb(file: string, flags: CheckTraceFlags, io: Io): Promise<number> {
  const outcome = await judge(file, formOf(flags.from ?? "json"), io);
  if (flags.json) io.out(`${JSON.stringify(outcome, null, 2)}\n`);
  else {
    const titles = new Map(loadLaw(packageRoot()).rules.map(({ id, title }) => [id, title]));
    io.out(traceText(file === "-" ? "stdin" : file, outcome, titles, io.style, io.width));
  }
  if (outcome.counts.events === 0) return 4;
  return outcome.violations.length > 0 ? 1 : 0;
}
