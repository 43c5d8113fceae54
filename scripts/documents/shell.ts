import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { temporaryFolder } from "../../src/linux/temporary-folder.ts";

/** What a command came to. */
export interface Ran {
  readonly code: number;
  readonly printed: string[];
}

/** A file of its own, in a folder that goes when the documents are done. */
function placeFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "mmuspec-documents-"));
  temporaryFolder(folder);
  return join(folder, "place");
}

/** Runs commands one after the other; a change of folder stays. */
export class Shell {
  private readonly place = placeFile();
  /** Where the next command runs. */
  folder: string;

  /**
   * @param mmuspec the program that `npx mmuspec` is; npx takes as long to find it as it takes itself. That npx finds it is
   *   tested with the package.
   */
  constructor(
    folder: string,
    private readonly mmuspec: string,
  ) {
    this.folder = folder;
  }

  run(command: string): Ran {
    const script = [
      `npx() { if [ "$1" = mmuspec ]; then shift; node '${this.mmuspec}' "$@"; else command npx "$@"; fi; }`,
      `trap 'pwd >"$DOCUMENTS_PLACE"' EXIT`,
      `{ ${command}`,
      "} 2>&1",
    ];
    const { status, stdout } = spawnSync("bash", ["-c", script.join("\n")], {
      encoding: "utf8",
      cwd: this.folder,
      env: {
        ...process.env,
        COLUMNS: "100",
        NO_COLOR: "1",
        PYTHONDONTWRITEBYTECODE: "1",
        npm_config_loglevel: "error",
        npm_config_prefer_offline: "true",
        npm_config_audit: "false",
        npm_config_fund: "false",
        DOCUMENTS_PLACE: this.place,
      },
    });
    this.folder = readFileSync(this.place, "utf8").trimEnd();
    const lines = stdout.split("\n").map((line) => line.trimEnd());
    if (lines.at(-1) === "") lines.pop();
    return { code: status ?? -1, printed: lines };
  }
}
