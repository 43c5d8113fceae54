import type { Manifest } from "../port/generated/documents.ts";
import type { Language, StarterFile } from "./languages.ts";

/** A file of a new project, as it is to be written. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** Reads a file of the package. */
export type ReadFile = (path: string) => string;

const README = "adapters/starters/README.md.in";

/** A name that every language takes as that of a package; undefined if nothing of the words is left. */
export function projectName(folder: string): string | undefined {
  const name = folder
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[-0-9]+|-+$/g, "");
  return name === "" ? undefined : name;
}

function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (whole, key: string) => values[key] ?? whole);
}

/** The commands that build it, one after the other. */
export function buildCommands({ prepare, build }: Language): string[] {
  return [prepare, build].flatMap((argv) => (argv === undefined ? [] : [argv.join(" ")]));
}

function fileRows(files: readonly StarterFile[]): string {
  const own = files.filter(({ meaning }) => meaning !== undefined);
  const rows = own.map(({ to, meaning }) => `| \`${to}\` | ${meaning} |`);
  return [...rows, "| `mmuspec.json` | how it is built and started |"].join("\n");
}

function manifest(name: string, { build, command }: Language): Manifest {
  const fill = (words: readonly string[]) => words.map((word) => filled(word, { name }));
  return {
    name,
    ...(build === undefined ? {} : { build: fill(build) }),
    command: fill(command),
  };
}

/** The files of a new project. */
export function starterFiles(name: string, language: Language, read: ReadFile): NewFile[] {
  const build = buildCommands(language);
  const values = {
    name,
    title: language.title,
    where: language.where,
    build: build.length === 0 ? "# there is nothing to build" : build.join("\n"),
    files: fileRows(language.files),
  };
  return [
    ...language.files.map(({ from, to }) => ({ path: to, text: filled(read(from), { name }) })),
    { path: "mmuspec.json", text: `${JSON.stringify(manifest(name, language), null, 2)}\n` },
    { path: "README.md", text: filled(read(README), values) },
    { path: ".gitignore", text: `${language.built.join("\n")}\n` },
  ];
}
