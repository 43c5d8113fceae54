#!/usr/bin/env node
import { suiteVersion } from "../runner/suite.ts";

const argv = process.argv.slice(2);

function leave(code: number): void {
  // What is still in the pipes is written first: exit as soon as both are drained.
  process.exitCode = code;
  process.stdout.write("", () => process.stderr.write("", () => process.exit(code)));
}

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(process.exitCode ?? 0);
  throw error;
});

if (argv.length === 1 && (argv[0] === "--version" || argv[0] === "-V")) {
  // Answered without loading anything else.
  process.stdout.write(`${suiteVersion()}\n`);
} else {
  const { main } = await import("./main.ts");
  leave(await main(argv));
}
