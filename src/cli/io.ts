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
  /** Columns of the terminal that stdout is; undefined if it is none. */
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

function widthOf({ isTTY, columns }: NodeJS.WriteStream): { width?: number } {
  if (!isTTY || !(columns > 0)) return {};
  return { width: Math.min(WIDEST, Math.max(NARROWEST, columns)) };
}

/** The streams of this process. */
export function processIo(): Io {
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    style: styleFor(process.stdout, process.env),
    errStyle: styleFor(process.stderr, process.env),
    ...widthOf(process.stdout),
    interactive: process.stderr.isTTY === true && process.env.TERM !== "dumb" && process.env.CI === undefined,
  };
}
