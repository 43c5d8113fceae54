import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { relative } from "node:path";
import { packageRoot } from "../../runner/suite.ts";
import { usage } from "../../runner/usage-error.ts";
import { onSignals } from "../interrupt.ts";
import type { Io } from "../io.ts";
import { type Aim, checkReportFiles, type RunFlags, readAim, usesStdout } from "../run-options.ts";
import { changedFiles, folderOf, namedFiles, ownRoots, type Root, type Snapshot, snapshot } from "./watched-files.ts";

const EVERY_MS = 250;
const NAMED = 4;

function targetRoots({ target, manifest }: Aim): Root[] {
  if (manifest !== undefined) {
    const { folder, expectations } = manifest;
    return expectations === undefined ? [folder] : [folder, expectations];
  }
  if (target.kind === "command") return namedFiles(target.argv, process.cwd());
  return target.kind === "module" ? [folderOf(target.path)] : [];
}

/** What a run is done for again, and what it writes itself. */
interface Watched {
  readonly roots: readonly Root[];
  readonly ignored: readonly string[];
}

function watched(flags: RunFlags, aim: Aim): Watched {
  const { json, html, junit, markdown, badge, transcript, expectations } = flags;
  const runsSources = import.meta.url.endsWith(".ts");
  return {
    roots: [...ownRoots(packageRoot(), runsSources), ...targetRoots(aim), ...(expectations ? [expectations] : [])],
    ignored: [json, html, junit, markdown, badge, transcript].filter((file) => file !== undefined),
  };
}

/** The same command line without --watch, for a process of its own: only a new one sees steps and modules that changed. */
function childArguments(): string[] {
  const [, script = "", ...argv] = process.argv;
  const end = argv.indexOf("--");
  const own = end < 0 ? argv : argv.slice(0, end);
  return [...process.execArgv, script, ...own.filter((word) => word !== "--watch"), ...argv.slice(own.length)];
}

/** In a process group of its own: Ctrl-C reaches this process alone, which hands it on once. */
function start(command: string, args: readonly string[], cwd: string): ChildProcess {
  return spawn(command, args, { cwd, stdio: ["ignore", "inherit", "inherit"], detached: true });
}

/** Its exit code; 4 if it could not be started or ended by a signal. */
async function codeOf(child: ChildProcess): Promise<number> {
  try {
    const [code] = await once(child, "exit");
    return code ?? 4;
  } catch {
    return 4;
  }
}

/** Runs again and again. */
class Watch {
  #stopped = false;
  #running: ChildProcess | undefined;
  #seen: Snapshot = new Map();

  constructor(
    private readonly files: Watched,
    private readonly aim: Aim,
    private readonly io: Io,
  ) {}

  /** Ends what runs; no other run begins. */
  stop(): void {
    this.#stopped = true;
    this.#running?.kill("SIGTERM");
  }

  /** @returns the exit code of the first run, if that could not begin; otherwise when it is stopped */
  async all(): Promise<number> {
    let changed: readonly string[] = [];
    for (let first = true; !this.#stopped; first = false) {
      this.#clear();
      if (changed.length > 0) this.io.err(`${this.#words(changed)}\n`);
      const code = await this.#once();
      if (first && code === 2) return 2;
      if (this.#stopped) break;
      if (code !== undefined) this.io.err(`\nWatching ${this.#seen.size} files. Ctrl-C ends.\n`);
      changed = await this.#change();
    }
    return 0;
  }

  #clear(): void {
    if (this.io.interactive) this.io.err("\u001b[2J\u001b[3J\u001b[H");
  }

  #words(changed: readonly string[]): string {
    const names = changed.slice(0, NAMED).map((path) => relative(process.cwd(), path));
    return `changed: ${names.join(", ")}${changed.length > NAMED ? ` and ${changed.length - NAMED} more` : ""}`;
  }

  /** @returns its exit code; undefined if it was cut short, because something changed */
  async #once(): Promise<number | undefined> {
    const { manifest } = this.aim;
    const [build, ...args] = manifest?.build ?? [];
    if (build !== undefined && manifest !== undefined) {
      const code = await this.#child(start(build, args, manifest.folder));
      if (code !== 0) {
        this.#look();
        this.io.err(`mmuspec: ${[build, ...args].join(" ")} failed (${code})\n`);
        return 4;
      }
    }
    this.#look();
    const child = start(process.execPath, childArguments(), process.cwd());
    const ended = this.#child(child);
    const first = await Promise.race([ended, this.#cutShort(ended)]);
    if (first !== undefined) return first;
    child.kill("SIGTERM");
    await ended;
    return undefined;
  }

  #look(): void {
    this.#seen = snapshot(this.files.roots, this.files.ignored);
  }

  async #child(child: ChildProcess): Promise<number> {
    this.#running = child;
    if (this.#stopped) child.kill("SIGTERM");
    const code = await codeOf(child);
    this.#running = undefined;
    return code;
  }

  /** Comes true as soon as a file changes while a run is under way. */
  async #cutShort(ended: Promise<number>): Promise<undefined> {
    let over = false;
    void ended.then(() => {
      over = true;
    });
    while (!over && !this.#stopped) {
      if (this.#changes().length > 0) return undefined;
      await new Promise((done) => setTimeout(done, EVERY_MS));
    }
    // The other side of the race tells how it ended.
    return new Promise(() => undefined);
  }

  #changes(): string[] {
    return changedFiles(this.#seen, snapshot(this.files.roots, this.files.ignored));
  }

  /** Waits until something has changed, and nothing changes any more. */
  async #change(): Promise<string[]> {
    let before: string[] = [];
    let state = "";
    while (!this.#stopped) {
      const now = snapshot(this.files.roots, this.files.ignored);
      const changed = changedFiles(this.#seen, now);
      const next = JSON.stringify(changed.map((path) => [path, now.get(path)]));
      if (changed.length > 0 && next === state) return changed;
      [before, state] = [changed, next];
      await new Promise((done) => setTimeout(done, EVERY_MS));
    }
    return before;
  }
}

/**
 * `mmuspec run --watch`: runs again whenever a feature, the implementation, or the kit itself changes. What a manifest
 * says to build it is done first.
 *
 * @returns the exit code: that of the signal that ended it, or 2 if the first run could not begin
 */
export async function watchVerb(flags: RunFlags, command: readonly string[] | undefined, io: Io): Promise<number> {
  const aim = await readAim(flags, command);
  checkReportFiles(flags);
  if (usesStdout(flags)) throw usage("--watch shows its verdicts on stdout, so that no report can go there");
  const watch = new Watch(watched(flags, aim), aim, io);
  const signals = onSignals(() => watch.stop());
  try {
    const code = await watch.all();
    return signals.exitCode() ?? code;
  } finally {
    signals.done();
  }
}
