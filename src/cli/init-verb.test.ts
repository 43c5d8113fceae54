import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { LANGUAGES } from "../init/languages.ts";
import { manifest as validManifest } from "../port/generated/document-validators.js";
import { ran } from "./fixtures/recording-io.ts";

const folder = mkdtempSync(join(tmpdir(), "mmuspec-init-"));
after(() => rmSync(folder, { recursive: true }));

/** What has to be on the machine, and what builds it here (without a network). */
const TOOLS: Readonly<Record<string, { needs: string; build?: string[] }>> = {
  c: { needs: "make", build: ["make", "-s"] },
  python: { needs: "python3" },
  rust: { needs: "cargo", build: ["cargo", "build", "--release", "--quiet", "--offline"] },
  go: { needs: "go", build: ["go", "build", "-o", "adapter", "."] },
};

function has(tool: string): boolean {
  return spawnSync(tool, ["--version"]).error === undefined;
}

for (const [language, { needs, build }] of Object.entries(TOOLS)) {
  test(`${language}: it builds, answers the handshake, and nothing it claims fails`, {
    skip: !has(needs) && `there is no ${needs}`,
  }, async () => {
    const project = join(folder, `My ${language}`);
    const made = await ran("init", language, project);
    assert.deepEqual([made.code, made.err], [0, ""]);
    const manifest = join(project, "mmuspec.json");
    assert.ok(validManifest(JSON.parse(readFileSync(manifest, "utf8"))));
    if (build !== undefined) {
      const [tool = "", ...args] = build;
      const { status, stderr } = spawnSync(tool, args, { cwd: project, encoding: "utf8" });
      assert.equal(status, 0, stderr);
    }
    const checked = await ran("check", "--manifest", manifest);
    assert.equal(checked.code, 0, checked.out);
    assert.match(checked.out, new RegExp(`it says hello: my-${language} 0\\.1\\.0`));
    const run = await ran("run", "--manifest", manifest, "--profile", "v6.12");
    assert.equal(run.code, 4);
    assert.match(run.out, /^Next: offer and claim core: /m);
    assert.match(run.out, /^ {2}Begin with MM-\d+\.\d+ in v6\.12: it needs nothing else/m);
  });
}

test("every language is a whole project: no mark is left, and the README names its files", async () => {
  for (const language of Object.keys(LANGUAGES)) {
    const project = join(folder, `whole-${language}`);
    assert.equal((await ran("init", language, project)).code, 0);
    for (const { to } of LANGUAGES[language]?.files ?? []) {
      assert.doesNotMatch(readFileSync(join(project, to), "utf8"), /\{\{[a-z]/, `${language}/${to}`);
    }
    assert.doesNotMatch(readFileSync(join(project, "README.md"), "utf8"), /\{\{[a-z]/);
  }
});

test("a folder that is not empty, a file, and a name without a letter are refused", async () => {
  writeFileSync(join(folder, "a-file"), "x");
  const wrong: [string[], RegExp][] = [
    [["init", "basic", join(folder, "new")], /unknown language basic; there are c, python/],
    [["init", "c", folder], /is not empty/],
    [["init", "c", join(folder, "a-file")], /is a file/],
    [["init", "c", join(folder, "123")], /makes no name/],
    [["init", "c"], /missing required argument/],
  ];
  for (const [argv, sentence] of wrong) {
    const { code, err } = await ran(...argv);
    assert.deepEqual([code, err.split("\n").length], [2, 2]);
    assert.match(err, sentence);
  }
});
