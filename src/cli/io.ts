import { COLOURED, PLAIN, type Style } from "../report/style.ts";

/** Where a verb writes. */
export interface Io {
  /** Data. */
  out(text: string): void;
  /** For people. */
  err(text: string): void;
  /** How text on stdout and stderr is marked. */
  readonly style: Style;
  readonly errStyle: Style;
  /** Columns to lay text out for; undefined if stdout is no terminal and nobody asked. */
  readonly width?: number;
  /** True if stderr is a terminal, where progress can be shown in place. */
  readonly interactive: boolean;
}

function styleFor(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): Style {
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== "") return PLAIN;
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== "0") return COLOURED;
  return stream.isTTY && env.TERM !== "dumb" ? COLOURED : PLAIN;
}

/** Narrower or wider than this nothing is laid out. */
const NARROWEST = 50;
const WIDEST = 120;

/** Of the terminal, or what COLUMNS asks for where there is none. */
function widthOf({ isTTY, columns }: NodeJS.WriteStream, env: NodeJS.ProcessEnv): { width?: number } {
  const found = isTTY ? columns : Number(env.COLUMNS);
  return found > 0 ? { width: Math.min(WIDEST, Math.max(NARROWEST, found)) } : {};
}

/** The streams of this process. */
export function processIo(): Io {
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    style: styleFor(process.stdout, process.env),
    errStyle: styleFor(process.stderr, process.env),
    ...widthOf(process.stdout, process.env),
    interactive: process.stderr.isTTY === true && process.env.TERM !== "dumb" && process.env.CI === undefined,
  };
}
