import { existsSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../runner/suite.ts";
import type { Aim, RunFlags } from "./run-options.ts";

/** What is known of a kernel of Debian; nothing is known of somebody's own. */
function shipped(kernel: string): string | undefined {
  const file = join(packageRoot(), "adapters", "linux", "expectations", `linux-${kernel.replace("/", "-")}.json`);
  return existsSync(file) ? file : undefined;
}

/** The expectations file that counts: the user's, that of the manifest, or one that the kit brings for a kernel. */
export function expectationsFile(flags: RunFlags, { target, manifest }: Aim): string | undefined {
  if (flags.expectations === "none") return undefined;
  const named = flags.expectations ?? manifest?.expectations;
  return named ?? (target.kind === "linux" ? shipped(target.name) : undefined);
}
