import { mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** The folder of the user's cache in which packages and builds are kept; made if it is not there. */
export function cacheFolder(...parts: readonly string[]): string {
  const base = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  const folder = join(base, "mmuspec", "linux", ...parts);
  mkdirSync(folder, { recursive: true });
  return folder;
}
