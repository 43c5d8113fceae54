import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { FencedBlock } from "./fenced-block.ts";
import { applyPatch } from "./patch.ts";
import { Shell } from "./shell.ts";

/** A chapter of the guide: followed after those before it, in the same folder. */
export function isChapter(path: string): boolean {
  return /^docs\/guide\/\d\d-[\w-]+\.md$/.test(path);
}

/** Commands that make the folder what it is; the others only look. */
export function changesTheFolder(command: string): boolean {
  return /^(cd|mkdir|npm|npx mmuspec init)\b/.test(command);
}

/** Packs the package as it is published, into an empty folder. */
function pack(folder: string): void {
  const options = ["pack", "--silent", "--ignore-scripts", "--pack-destination", folder];
  const name = execFileSync("npm", options, { encoding: "utf8" }).trim().split("\n").at(-1) ?? "";
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  if (name !== `mmuspec-${version}.tgz`) renameSync(join(folder, name), join(folder, `mmuspec-${version}.tgz`));
}

/** The folder of somebody who follows the guide: empty, with the packed package beside it. */
export class Guide {
  readonly shell: Shell;
  private readonly top = mkdtempSync(join(tmpdir(), "mmuspec-guide-"));

  constructor() {
    pack(this.top);
    const work = join(this.top, "work");
    mkdirSync(work);
    this.shell = new Shell(work, join(work, "node_modules/mmuspec/dist/cli/mmuspec.js"));
  }

  /** Does with a block what the reader does: writes the file, or changes it. */
  apply({ language, lines, file }: FencedBlock): void {
    if (file === undefined) return;
    const path = resolve(this.shell.folder, file);
    if (language !== "diff") {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, `${lines.join("\n")}\n`);
      return;
    }
    if (!existsSync(path)) throw new Error(`there is no ${file} yet`);
    writeFileSync(path, applyPatch(readFileSync(path, "utf8").split("\n"), lines).join("\n"));
  }

  close(): void {
    rmSync(this.top, { recursive: true, force: true });
  }
}
