/**
 * Keeps the documents true. In every Markdown file of the repository
 *   a block ```console     is run, and prints what it shows (`$ echo $?` shows an exit code that is not 0);
 *   a block after a comment that names a file stands in that file;
 *   a relative link leads somewhere.
 * With --write the blocks are brought up to date; those with an ellipsis only in their counts.
 * With names of files only these are looked at.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { isExcerpt } from "./documents/excerpt.ts";
import { type FencedBlock, fencedBlocks } from "./documents/fenced-block.ts";
import { deadLinks } from "./documents/links.ts";
import { ELLIPSIS, matchOutput } from "./documents/match-output.ts";
import { type Exchange, exchanges } from "./documents/session.ts";

const write = process.argv.includes("--write");
const named = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const problems: string[] = [];
let commands = 0;
let outdated = 0;

function documents(): string[] {
  if (named.length > 0) return named;
  const listed = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "*.md"], { encoding: "utf8" });
  return listed.split("\n").filter((path) => path !== "");
}

/** npx takes as long to find the program as the program takes. That npx finds it is tested with the package. */
const SHORT_CUT = `npx() {
  if [ "$1" = mmuspec ]; then shift; node dist/cli/mmuspec.js "$@"; else command npx "$@"; fi
}`;

function runCommand(command: string): { code: number; printed: string[] } {
  const env = { ...process.env, COLUMNS: "100", NO_COLOR: "1", npm_config_loglevel: "error" };
  const { status, stdout } = spawnSync("bash", ["-c", `${SHORT_CUT}\n{ ${command}\n} 2>&1`], { encoding: "utf8", env });
  const lines = stdout.split("\n").map((line) => line.trimEnd());
  if (lines.at(-1) === "") lines.pop();
  return { code: status ?? -1, printed: lines };
}

function complain(place: string, words: string, printed: readonly string[]): void {
  problems.push(`${place}: ${words}\n${printed.map((line) => `    ${line}`).join("\n")}`);
}

/** Whether a line was shortened by the author of the document, and not by mmuspec, which says by how much. */
function isShortened(line: string): boolean {
  return line.replace(/… \(\d+ more\)$/, "").includes(ELLIPSIS);
}

/** Runs one command of a block; returns the lines that the document should show. */
function follow({ command, output, code }: Exchange, place: string): readonly string[] {
  commands++;
  process.stdout.write(`${place}: ${command}\n`);
  const ran = runCommand(command);
  if (ran.code !== code) complain(place, `\`${command}\` ended with ${ran.code}, not ${code}`, ran.printed);
  const current = matchOutput(output, ran.printed);
  if (current === undefined && write && !output.some(isShortened)) return ran.printed;
  if (current === undefined) complain(place, `\`${command}\` prints something else:`, ran.printed);
  else if (current.join("\n") !== output.join("\n")) outdated++;
  return current ?? output;
}

function followBlock(block: FencedBlock, path: string, text: string[]): void {
  // From the last to the first, so that the places before stay what they are.
  const all = exchanges(block.lines).map((exchange) => ({
    exchange,
    lines: follow(exchange, `${path}:${block.start + exchange.at}`),
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

function checkDocument(path: string): void {
  const before = readFileSync(path, "utf8");
  const text = before.split("\n");
  const blocks = fencedBlocks(text);
  for (const block of blocks) checkExcerpt(block, path);
  // Run in order, write from the end.
  const consoles = blocks.filter(({ language }) => language === "console");
  let shift = 0;
  for (const block of consoles) {
    const length = text.length;
    followBlock({ ...block, start: block.start + shift }, path, text);
    shift += text.length - length;
  }
  for (const link of deadLinks(path)) problems.push(`${path}: the link ${link} leads nowhere`);
  if (write && text.join("\n") !== before) writeFileSync(path, text.join("\n"));
}

const paths = documents();
for (const path of paths) checkDocument(path);
for (const problem of problems) process.stderr.write(`${problem}\n`);
if (outdated > 0 && !write)
  process.stdout.write(`the counts of ${outdated} outputs have changed: npm run documents -- --write\n`);
process.stdout.write(`${paths.length} documents, ${commands} commands, ${problems.length} problems\n`);
if (problems.length > 0) process.exitCode = 1;
