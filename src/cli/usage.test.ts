import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { ran } from "./fixtures/recording-io.ts";

const folder = mkdtempSync(join(tmpdir(), "mmuspec-usage-"));
after(() => rmSync(folder, { recursive: true }));

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

const OBSERVED = { reason: "r", observed: "o" };

/** Command line, and what its one sentence says. Every one of them ends with exit code 2. */
const WRONG: readonly (readonly [argv: string[], sentence: RegExp])[] = [
  [[], /name a verb/],
  [["frob"], /unknown command 'frob'/],
  [["rnu"], /unknown command 'rnu' \(Did you mean run\?\)/],
  [["run", "--frob"], /unknown option '--frob'/],
  [["run", "--prof", "all"], /unknown option '--prof' \(Did you mean --profile\?\)/],
  [["run", "--profile"], /argument missing/],
  [["run", "surplus"], /too many arguments/],
  [["list", "--", "x"], /list takes no command/],
  [["run", "--"], /no command after --/],
  [["run", "--module", "x.mjs", "--", "y"], /name one implementation: --module and a command after --/],
  [["run", "--module", "/does/not/exist.mjs"], /no file \/does\/not\/exist\.mjs/],
  [["run", "--module", file("empty.mjs", "export const x = 1;")], /exports no function createImplementation/],
  [["run", "--connect", "nowhere"], /host:port or unix:\/path; nowhere is neither/],
  [["run", "--deadline", "soon"], /--deadline takes seconds/],
  [["run", "--deadline", "0"], /--deadline takes seconds/],
  [["run", "--deadline", "-1"], /--deadline takes seconds/],
  [["run", "--seed", "1.5"], /--seed takes a whole number/],
  [["run", "--iterations", "0"], /--iterations takes a whole number/],
  [["run", "--seed", "99999999999"], /--seed takes a whole number/],
  [["run", "--profile", "v9.9"], /unknown profile v9\.9/],
  [["run", "--rule", "PAIR-99"], /unknown rule PAIR-99/],
  [["run", "--scenario", "PAIR-08.99"], /unknown scenario PAIR-08\.99/],
  [["run", "--tags", "@cap:frob"], /unknown capability frob/],
  [["run", "--tags", "@PAIR-99"], /unknown rule PAIR-99/],
  [["run", "--tags", "@frob"], /no scenario carries the tag @frob/],
  [["run", "--tags", "@must and ("], /is not a tag expression/],
  [["run", "--json", "/does/not/exist/a.json"], /no folder \/does\/not\/exist/],
  [["run", "--json", "-", "--html", "-"], /only one report/],
  [["run", "--html", folder], /is a folder/],
  [["run", "--badge", "/does/not/exist/a.svg"], /no folder \/does\/not\/exist/],
  [["run", "--shard", "5/4"], /--shard takes i\/n/],
  [["run", "--repeat", "0"], /--repeat takes a whole number/],
  [["merge"], /missing required argument/],
  [["merge", "/does/not/exist.json"], /no file \/does\/not\/exist\.json \(report\)/],
  [["merge", file("r1.json", {})], /not a well-formed report/],
  [["report", file("r2.json", {}), "--html", "-"], /not a well-formed report/],
  [["report", "/does/not/exist.json"], /--html <file>/],
  [["report"], /missing required argument/],
  [["diff", "/does/not/exist.json", folder], /no file \/does\/not\/exist\.json \(report\)/],
  [["completion", "tcsh"], /unknown shell tcsh; there are bash, zsh, fish/],
  [["explain", "PAIR-99", "--observed"], /unknown rule PAIR-99/],
  [["run", "--transcript", "/does/not/exist/t"], /no folder \/does\/not\/exist/],
  [["check-trace"], /missing required argument/],
  [["check-trace", "/does/not/exist"], /no file \/does\/not\/exist/],
  [["check-trace", folder], /is a folder/],
  [["check-trace", "x", "--from", "y"], /--from takes json or ftrace/],
  [["check-trace", file("t.jsonl", "{\n")], /t\.jsonl, line 1: it is not JSON/],
  [["diff", folder, folder], /cannot be read: EISDIR/],
  [["baseline", "x.json"], /required option/],
  [["run", "--manifest", "/does/not/exist.json"], /no file \/does\/not\/exist\.json \(manifest\)/],
  [["run", "--manifest", file("a.json", "{")], /a\.json \(manifest\) is not JSON/],
  [["run", "--manifest", file("b.json", { name: "x" })], /not a well-formed manifest.*command/],
  [["run", "--manifest", file("c.json", { name: "x", command: ["y"], frob: 1 })], /not a well-formed manifest.*frob/],
  [["run", "--manifest", file("d.json", { name: "x", command: ["y"], profiles: ["v9"] })], /unknown profile v9/],
  [["run", "--manifest", file("e.json", { name: "x", command: ["y"], capabilities: ["z"] })], /unknown capability z/],
  [["run", "--expectations", "/does/not/exist.json"], /no file \/does\/not\/exist\.json \(expectations file\)/],
  [["run", "--expectations", file("f.json", [])], /not a well-formed expectations file/],
  [["run", "--expectations", file("g.json", { expectations: [{ ...OBSERVED }] })], /not a well-formed expectations/],
  [
    ["run", "--expectations", file("h.json", { expectations: [{ ...OBSERVED, rule: "PAIR-99" }] })],
    /entry 1, names an unknown rule PAIR-99/,
  ],
  [
    ["run", "--expectations", file("i.json", { expectations: [{ ...OBSERVED, scenario: "PAIR-08.99" }] })],
    /entry 1, names an unknown scenario PAIR-08\.99/,
  ],
  [["run", "--expectations", file("j.json", { protocol: 99, expectations: [] })], /is for protocol 99/],
  [["explain"], /missing required argument 'id'/],
  [["explain", "PAIR-99"], /unknown rule PAIR-99/],
  [["mutants", "--mutant", "MUT-999"], /unknown mutant MUT-999/],
  [["serve", "--listen", "nowhere"], /--listen takes/],
];

for (const [argv, sentence] of WRONG) {
  test(`mmuspec ${argv.join(" ").replace(folder, "…")}`, async () => {
    const { code, out, err } = await ran(...argv);
    assert.match(err, sentence);
    assert.match(err, /^mmuspec: [^\n]+\n$/);
    assert.deepEqual([code, out], [2, ""]);
  });
}

test("an empty selection ends with 4 and says so", async () => {
  const { code, err } = await ran("run", "--tags", "@must and not @must");
  assert.equal(code, 4);
  assert.match(err, /nothing was selected/);
});
