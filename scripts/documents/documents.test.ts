import assert from "node:assert/strict";
import { test } from "node:test";
import { isExcerpt } from "./excerpt.ts";
import { fencedBlocks } from "./fenced-block.ts";
import { matchOutput } from "./match-output.ts";
import { applyPatch } from "./patch.ts";
import { exchanges } from "./session.ts";
import { Shell } from "./shell.ts";

test("blocks are found with the comment before them", () => {
  const text = ["a", "<!-- x/y.z -->", "```json", "{}", "```", "```console", "$ ls", "```"];
  assert.deepEqual(fencedBlocks(text), [
    { language: "json", lines: ["{}"], start: 3, comment: "x/y.z" },
    { language: "console", lines: ["$ ls"], start: 6 },
  ]);
});

test("a console block is commands, outputs and exit codes", () => {
  assert.deepEqual(exchanges(["$ a", "1", "2", "$ b", "$ echo $?", "3"]), [
    { command: "a", output: ["1", "2"], at: 1, code: 0 },
    { command: "b", output: [], at: 4, code: 3 },
  ]);
});

test("counts may differ, ids and versions may not", () => {
  assert.deepEqual(matchOutput(["12 of 13 rules (x:4)"], ["14 of 15 rules (x:5)"]), ["14 of 15 rules (x:5)"]);
  assert.equal(matchOutput(["PAIR-08.1"], ["PAIR-09.1"]), undefined);
  assert.equal(matchOutput(["in v6.12"], ["in v6.1"]), undefined);
  assert.equal(matchOutput(["mmuspec 0.1.0"], ["mmuspec 0.2.0"]), undefined);
});

test("an ellipsis stands for lines or for a part of one", () => {
  assert.deepEqual(matchOutput(["a", "…", "d"], ["a", "b", "c", "d"]), ["a", "…", "d"]);
  assert.deepEqual(matchOutput(["…", "d"], ["d", "e", "d"]), ["…", "d"]);
  assert.deepEqual(matchOutput(["a…c"], ["abc"]), ["a…c"]);
  assert.equal(matchOutput(["a", "…", "x"], ["a", "b"]), undefined);
  assert.equal(matchOutput(["a"], ["a", "b"]), undefined);
});

test("an excerpt is contiguous but for its ellipses", () => {
  const file = ["one", "", "  two", "three", "four"];
  assert.ok(isExcerpt(["  one", "two"], file));
  assert.ok(isExcerpt(["one", "…", "four"], file));
  assert.ok(!isExcerpt(["one", "three"], file));
});

test("a block says which file it is, and what it needs", () => {
  assert.deepEqual(fencedBlocks(["```python file=a/b.py", "x", "```", "```console needs=cargo", "```"]), [
    { language: "python", file: "a/b.py", lines: ["x"], start: 1 },
    { language: "console", needs: "cargo", lines: [], start: 4 },
  ]);
});

test("a patch changes what stands there once, in several places", () => {
  const text = ["a", "b", "c", "", "d", "b"];
  assert.deepEqual(applyPatch(text, [" a", "-b", "+B", " c"]), ["a", "B", "c", "", "d", "b"]);
  assert.deepEqual(applyPatch(text, ["+0", " a", "@@", " d", "+e"]), ["0", "a", "b", "c", "", "d", "e", "b"]);
  assert.deepEqual(applyPatch(text, [" c", "", "-d"]), ["a", "b", "c", "", "b"]);
  assert.throws(() => applyPatch(text, ["-b"]), /2 places/);
  assert.throws(() => applyPatch(text, ["-x"]), /not there/);
});

test("a change of folder stays, also after a command that fails", () => {
  const shell = new Shell("/", "mmuspec.js");
  assert.deepEqual(shell.run("cd /usr; exit 3"), { code: 3, printed: [] });
  assert.deepEqual(shell.run("pwd; echo end >&2"), { code: 0, printed: ["/usr", "end"] });
});
