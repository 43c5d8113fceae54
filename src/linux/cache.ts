import { homedir } from "node:os";
import { join } from "node:path";
import { makeFolder } from "../runner/make-folder.ts";
import { usage } from "../runner/usage-error.ts";

/** The folder of the user's cache in which packages and builds are kept; made if it is not there. */
export function cacheFolder(...parts: readonly string[]): string {
  const base = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  const folder = join(base, "mmuspec", "linux", ...parts);
  try {
    makeFolder(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw usage(`cannot make the folder ${folder} for kernels (${code}); set XDG_CACHE_HOME`);
  }
  return folder;
}
