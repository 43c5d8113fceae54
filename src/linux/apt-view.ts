import { cpSync, existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { usage } from "../runner/usage-error.ts";
import { cacheFolder } from "./cache.ts";
import { runTool } from "./tool.ts";

const SOURCES = ["/etc/apt/sources.list", "/etc/apt/sources.list.d/debian.sources"];
const FRESH_MS = 24 * 3600 * 1000;

/**
 * apt's view of the packages of an architecture, in folders of our own: the state of the machine
 * is neither read nor changed, and root is not needed.
 */
export class AptView {
  readonly #folder: string;

  constructor(readonly architecture: string) {
    this.#folder = cacheFolder("apt", architecture);
  }

  /** The names that a package depends on. */
  async depends(name: string): Promise<string[]> {
    await this.#update();
    const text = await this.#run("apt-cache", ["depends", "--important", name]).catch(() => "");
    return [...text.matchAll(/Depends: (\S+)/g)].map(([, found]) => found as string);
  }

  /** Downloads packages into a folder. */
  async download(names: readonly string[], into: string): Promise<void> {
    await this.#update();
    await this.#run("apt-get", ["-qq", "download", ...names], into);
  }

  #run(program: string, argv: readonly string[], cwd?: string): Promise<string> {
    return runTool(program, [...this.#options(), ...argv], cwd === undefined ? {} : { cwd });
  }

  #options(): string[] {
    const settings = {
      "APT::Architecture": this.architecture,
      "APT::Architectures": this.architecture,
      "APT::Sandbox::User": "root",
      "Dir::State": join(this.#folder, "state"),
      "Dir::State::status": join(this.#folder, "status"),
      "Dir::Cache": join(this.#folder, "cache"),
      "Dir::Etc::sourcelist": join(this.#folder, "sources.list"),
      "Dir::Etc::sourceparts": join(this.#folder, "sources.d"),
    };
    return Object.entries(settings).flatMap(([key, value]) => ["-o", `${key}=${value}`]);
  }

  async #update(): Promise<void> {
    const stamp = join(this.#folder, "updated");
    if (existsSync(stamp) && Date.now() - statSync(stamp).mtimeMs < FRESH_MS) return;
    for (const part of ["state/lists/partial", "cache/archives/partial", "sources.d"]) {
      mkdirSync(join(this.#folder, part), { recursive: true });
    }
    writeFileSync(join(this.#folder, "status"), "");
    writeFileSync(join(this.#folder, "sources.list"), "");
    const found = SOURCES.filter((path) => existsSync(path));
    if (found.length === 0) throw usage("kernels are fetched with apt, and this machine has no Debian package sources");
    for (const path of found) {
      const name = path.endsWith(".sources") ? "sources.d/debian.sources" : "sources.list";
      cpSync(path, join(this.#folder, name));
    }
    await this.#run("apt-get", ["-qq", "update"]);
    writeFileSync(stamp, "");
  }
}
