/**
 * Writes a trace of about so many events, in which nothing is wrong, or every so many intervals one is removed twice.
 * Usage: write-trace.ts FILE EVENTS [EVERY]
 */

import { once } from "node:events";
import { createWriteStream } from "node:fs";

const [file = "", wanted = "0", every = "0"] = process.argv.slice(2);
const EVENTS = Number(wanted);
/** Rounds between two planted breaches; 0 for none. */
const PLANTED = Number(every);

function call(thread: string, op: string, more = ""): string {
  return `{"event":"call","thread":"${thread}","op":"${op}"${more}}`;
}

function done(thread: string, op: string, more = ""): string {
  return `{"event":"return","thread":"${thread}","op":"${op}"${more}}`;
}

/** An interval that comes, is invalidated and goes. */
function round(n: number): string[] {
  const thread = String(1000 + (n % 64));
  const subscriber = `,"subscriber":"ffff8880${(n % 100_000).toString(16).padStart(8, "0")}"`;
  const mm = `,"mm":"ffff888100${(n % 256).toString(16).padStart(6, "0")}"`;
  const start = (0x7f0000000000 + (n % 4096) * 0x10000).toString(16);
  const end = (0x7f0000000000 + (n % 4096) * 0x10000 + 0x4000).toString(16);
  const range = `${mm},"start":"${start}","end":"${end}"`;
  const remove = [call(thread, "interval_remove", subscriber), done(thread, "interval_remove")];
  return [
    call(thread, "interval_insert", `${subscriber}${mm},"start":"${start}","length":"4000"`),
    done(thread, "interval_insert", ',"result":0'),
    call(thread, "invalidate_range_start", `${range},"blockable":true`),
    `{"event":"callback","thread":"${thread}","callback":"invalidate"${subscriber}${range}}`,
    `{"event":"callback_exit","thread":"${thread}","callback":"invalidate"${subscriber},"result":true}`,
    done(thread, "invalidate_range_start", ',"result":0'),
    call(thread, "invalidate_range_end", range),
    done(thread, "invalidate_range_end"),
    ...remove,
    ...(PLANTED > 0 && n % PLANTED === PLANTED - 1 ? remove : []),
  ];
}

const out = createWriteStream(file);
out.write('{"trace":"mmuspec","version":1,"complete":true}\n');
for (let n = 0, events = 0; events < EVENTS; ) {
  const lines: string[] = [];
  for (; lines.length < 10_000 && events + lines.length < EVENTS; n++) lines.push(...round(n));
  events += lines.length;
  if (!out.write(`${lines.join("\n")}\n`)) await once(out, "drain");
}
out.end();
await once(out, "finish");
