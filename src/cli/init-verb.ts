import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { LANGUAGES } from "../init/languages.ts";
import { buildCommands, type NewFile, projectName, starterFiles } from "../init/starter.ts";
import { makeFolder } from "../runner/make-folder.ts";
import { packageRoot } from "../runner/suite.ts";
import { usage } from "../runner/usage-error.ts";
import type { Io } from "./io.ts";
import { shellWords } from "./shell-words.ts";

function checkFolder(folder: string): void {
  if (!existsSync(folder)) return;
  if (!statSync(folder).isDirectory()) throw usage(`${folder} is a file`);
  if (readdirSync(folder).length > 0) throw usage(`${folder} is not empty; name a new folder`);
}

function write(folder: string, files: readonly NewFile[]): void {
  try {
    for (const { path, text } of files) {
      const file = join(folder, path);
      makeFolder(dirname(file));
      writeFileSync(file, text);
    }
  } catch (error) {
    throw usage(`${folder} cannot be written: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
}

/**
 * `mmuspec init`: a small adapter that builds, answers the handshake, and claims nothing.
 *
 * @returns the exit code
 */
export async function initVerb(wanted: string, folder: string, io: Io): Promise<number> {
  const language = Object.hasOwn(LANGUAGES, wanted) ? LANGUAGES[wanted] : undefined;
  if (language === undefined) throw usage(`unknown language ${wanted}; there are ${Object.keys(LANGUAGES).join(", ")}`);
  const name = projectName(basename(resolve(folder)));
  if (name === undefined) throw usage(`${folder} makes no name for a project: it needs a letter`);
  checkFolder(folder);
  const files = starterFiles(name, language, (path) => readFileSync(join(packageRoot(), path), "utf8"));
  write(folder, files);
  const next = [
    `cd ${shellWords([folder])}`,
    ...buildCommands(language),
    "npx mmuspec check --manifest mmuspec.json",
    "npx mmuspec run --manifest mmuspec.json",
  ];
  io.out(
    `${folder}: an adapter in ${language.title}, ${files.length} files. Next:\n${next.map((line) => `  ${line}\n`).join("")}`,
  );
  return 0;
}
