import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the kit. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** A place for what a benchmark generates; not committed. */
export function scratch(...names: string[]): string {
  const folder = join(ROOT, "tmp", "bench");
  mkdirSync(folder, { recursive: true });
  return join(folder, ...names);
}
