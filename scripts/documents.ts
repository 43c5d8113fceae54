/**
 * Keeps the documents true. In every Markdown file of the repository
 *   a block ```console     is run, and prints what it shows (`$ echo $?` shows an exit code that is not 0);
 *   a block after a comment that names a file stands in that file;
 *   a relative link leads somewhere.
 * The chapters of docs/guide are followed as their reader follows them: one after the other, in an empty folder in which only
 * the packed package is installed. There
 *   a block with `file=`   is written to that file, and ```diff file=… changes it;
 *   ```console needs=cargo is left out where that tool is not there.
 * With --write the blocks are brought up to date; those with an ellipsis only in their counts.
 * With names of files only these are looked at; of the chapters before a named one only what changes the folder is done.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { normalize } from "node:path";
import { isExcerpt } from "./documents/excerpt.ts";
import { type FencedBlock, fencedBlocks } from "./documents/fenced-block.ts";
import { changesTheFolder, Guide, isChapter } from "./documents/guide.ts";
import { deadLinks } from "./documents/links.ts";
import { ELLIPSIS, matchOutput } from "./documents/match-output.ts";
import { type Exchange, exchanges } from "./documents/session.ts";
import { Shell } from "./documents/shell.ts";

const write = process.argv.includes("--write");
const named = process.argv
  .slice(2)
  .filter((word) => !word.startsWith("--"))
  .map(normalize);
const problems: string[] = [];
const repository = new Shell(process.cwd(), `${process.cwd()}/dist/cli/mmuspec.js`);
let guide: Guide | undefined;
let commands = 0;
let outdated = 0;

function allDocuments(): string[] {
  const listed = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "*.md"], { encoding: "utf8" });
  return listed
    .split("\n")
    .filter((path) => path !== "" && existsSync(path))
    .sort();
}

function complain(place: string, words: string, printed: readonly string[]): void {
  problems.push(`${place}: ${words}\n${printed.map((line) => `    ${line}`).join("\n")}`);
}

/** Whether a line was shortened by the author of the document, and not by mmuspec, which says by how much. */
function isShortened(line: string): boolean {
  return line.replace(/… \(\d+ more\)$/, "").includes(ELLIPSIS);
}

/** Runs one command of a block; returns the lines that the document should show. */
function follow({ command, output, code }: Exchange, place: string, shell: Shell): readonly string[] {
  commands++;
  process.stdout.write(`${place}: ${command}\n`);
  const ran = shell.run(command);
  if (ran.code !== code) complain(place, `\`${command}\` ended with ${ran.code}, not ${code}`, ran.printed);
  const current = matchOutput(output, ran.printed);
  if (current === undefined && write && !output.some(isShortened)) return ran.printed;
  if (current === undefined) complain(place, `\`${command}\` prints something else:`, ran.printed);
  else if (current.join("\n") !== output.join("\n")) outdated++;
  return current ?? output;
}

function followBlock(block: FencedBlock, path: string, text: string[], shell: Shell): void {
  // From the last to the first, so that the places before stay what they are.
  const all = exchanges(block.lines).map((exchange) => ({
    exchange,
    lines: follow(exchange, `${path}:${block.start + exchange.at}`, shell),
  }));
  for (const { exchange, lines } of all.reverse())
    text.splice(block.start + exchange.at, exchange.output.length, ...lines);
}

function checkExcerpt({ comment = "", lines, start }: FencedBlock, path: string): void {
  if (!/^[\w./-]+$/.test(comment)) return;
  if (!existsSync(comment)) problems.push(`${path}:${start}: there is no file ${comment}`);
  else if (!isExcerpt(lines, readFileSync(comment, "utf8").split("\n")))
    problems.push(`${path}:${start}: this does not stand in ${comment}`);
}

function hasTool(name: string): boolean {
  return repository.run(`command -v ${name}`).code === 0;
}

/** A reader sees no `file=`: the text before the block has to name the file. */
function applyBlock(block: FencedBlock, path: string, text: readonly string[], follower: Guide): void {
  const before = text.slice(Math.max(0, block.start - 6), block.start - 1).join("\n");
  if (!before.includes(`\`${block.file}\``))
    problems.push(`${path}:${block.start}: the text before this block does not name ${block.file}`);
  try {
    follower.apply(block);
  } catch (error) {
    problems.push(`${path}:${block.start}: ${(error as Error).message}`);
  }
}

function checkDocument(path: string): void {
  const follower = isChapter(path) ? openGuide() : undefined;
  const before = readFileSync(path, "utf8");
  const text = before.split("\n");
  const blocks = fencedBlocks(text);
  for (const block of blocks) checkExcerpt(block, path);
  // Run in order, write from the end.
  let shift = 0;
  for (const block of blocks) {
    const moved = { ...block, start: block.start + shift };
    const length = text.length;
    if (block.needs !== undefined && !hasTool(block.needs))
      process.stdout.write(`${path}: skipped, no ${block.needs}\n`);
    else if (block.language === "console") followBlock(moved, path, text, follower?.shell ?? repository);
    else if (block.file !== undefined && follower !== undefined) applyBlock(moved, path, text, follower);
    shift += text.length - length;
  }
  for (const link of deadLinks(path)) problems.push(`${path}: the link ${link} leads nowhere`);
  if (write && text.join("\n") !== before) writeFileSync(path, text.join("\n"));
}

function openGuide(): Guide {
  guide ??= new Guide();
  return guide;
}

/** Does what a chapter does to the folder, without looking at anything. */
function skim(path: string): void {
  const follower = openGuide();
  for (const block of fencedBlocks(readFileSync(path, "utf8").split("\n"))) {
    follower.apply(block);
    if (block.language !== "console") continue;
    for (const { command } of exchanges(block.lines)) if (changesTheFolder(command)) follower.shell.run(command);
  }
}

const paths = named.length > 0 ? named : allDocuments();
for (const path of paths) if (!existsSync(path)) problems.push(`there is no ${path}`);
const last = paths.filter(isChapter).sort().at(-1) ?? "";
for (const path of allDocuments()) {
  if (paths.includes(path)) checkDocument(path);
  else if (isChapter(path) && path < last) skim(path);
}
guide?.close();
for (const problem of problems) process.stderr.write(`${problem}\n`);
if (outdated > 0 && !write)
  process.stdout.write(`the counts of ${outdated} outputs have changed: npm run documents -- --write\n`);
process.stdout.write(`${paths.length} documents, ${commands} commands, ${problems.length} problems\n`);
if (problems.length > 0) process.exitCode = 1;
