import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** A file, or a folder with everything in it. */
export type Root = string;

const SKIPPED_FOLDERS = new Set(["node_modules", "__pycache__"]);
/** What editors, compilers and programs leave behind. */
const LEFT_BEHIND = /^[.#]|~$|\.(swp|tmp|log|pyc|o)$/;

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return entry.name.startsWith(".") || SKIPPED_FOLDERS.has(entry.name) ? [] : filesIn(path);
    }
    return LEFT_BEHIND.test(entry.name) ? [] : [path];
  });
}

function filesOf(root: Root): string[] {
  try {
    return statSync(root).isDirectory() ? filesIn(root) : [root];
  } catch {
    // Not there, for example between the two halves of a save: then it has changed, too.
    return [];
  }
}

function stateOf(path: string): string {
  try {
    const { mtimeMs, size } = statSync(path);
    return `${mtimeMs} ${size}`;
  } catch {
    return "";
  }
}

/** Every watched file, and when it was changed. */
export type Snapshot = ReadonlyMap<string, string>;

/** How the files are now; looking costs a few milliseconds, and needs nothing from the file system but this. */
export function snapshot(roots: readonly Root[], ignored: readonly string[]): Snapshot {
  const files = new Set(roots.flatMap(filesOf).map((path) => resolve(path)));
  for (const path of ignored) files.delete(resolve(path));
  return new Map([...files].map((path) => [path, stateOf(path)]));
}

/** What is not as it was: changed, new or gone. */
export function changedFiles(before: Snapshot, after: Snapshot): string[] {
  const all = new Set([...before.keys(), ...after.keys()]);
  return [...all].filter((path) => before.get(path) !== after.get(path));
}

/** The files that a command line names, in the folder that it runs in. */
export function namedFiles(argv: readonly string[], folder: string): string[] {
  return argv.map((word) => resolve(folder, word)).filter((path) => existsSync(path) && statSync(path).isFile());
}

/** The rules, and the kit's own code as far as it is what runs: sources, or what the last build left. */
export function ownRoots(packageRoot: string, runsSources: boolean): Root[] {
  const code = runsSources ? ["src", "steps"] : ["dist/catalogue.json"];
  return ["features", ...code].map((name) => join(packageRoot, name));
}

/** Where a file and what belongs to it stand. */
export function folderOf(file: string): Root {
  return dirname(resolve(file));
}
