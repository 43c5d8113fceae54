import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { packageRoot } from "../runner/suite.ts";

/** The examples of docs/at-scale.md, run as processes: what each engine would start, with the variables that it sets. */
const folder = mkdtempSync(join(tmpdir(), "mmuspec-scale-"));
const examples = join(packageRoot(), "docs", "examples");
const text = (name: string) => readFileSync(join(examples, name), "utf8");
after(() => rmSync(folder, { recursive: true }));

/** `npx mmuspec …` runs this checkout, and only the rules of one group: the examples judge everything. */
before(() => {
  mkdirSync(join(folder, "bin"));
  const entry = join(packageRoot(), "src", "cli", "mmuspec.ts");
  const script = `#!/bin/sh
shift
verb=$1
shift
[ "$verb" = run ] && set -- --rule PAIR-08 PAIR-11 "$@"
export TSX_TSCONFIG_PATH="${join(packageRoot(), "tsconfig.json")}"
exec "${process.execPath}" --import "${join(packageRoot(), "node_modules/tsx/dist/esm/index.mjs")}" "${entry}" "$verb" "$@"
`;
  writeFileSync(join(folder, "bin", "npx"), script, { mode: 0o755 });
  cpSync(join(packageRoot(), "adapters", "python"), join(folder, "python"), { recursive: true });
  const manifest = JSON.parse(readFileSync(join(folder, "python", "mmuspec.json"), "utf8"));
  writeFileSync(
    join(folder, "mmuspec.json"),
    JSON.stringify({ ...manifest, command: ["python3", "python/mmuspec_python.py"] }),
  );
});

function shell(script: string, env: Readonly<Record<string, string>>): { status: number | null; out: string } {
  const path = `${join(folder, "bin")}:${process.env.PATH}`;
  const { status, stdout, stderr } = spawnSync("sh", ["-c", script], {
    cwd: folder,
    env: { ...process.env, ...env, PATH: path },
    encoding: "utf8",
  });
  return { status, out: `${stdout}${stderr}` };
}

function merged(files: string): void {
  const { status, out } = shell(`npx mmuspec merge ${files}`, {});
  assert.equal(status, 0, out);
  assert.match(out, /What it claims conforms/);
}

test("the Slurm array", () => {
  for (const index of ["1", "2"]) {
    const env = { SLURM_ARRAY_TASK_ID: index, SLURM_ARRAY_TASK_COUNT: "2" };
    const { status, out } = shell(text("slurm-array.sh"), env);
    assert.equal(status, 0, out);
  }
  merged("reports/shard-*.json");
});

test("the Indexed Job", () => {
  const script = /args:[\s\S]*?- \|\n([\s\S]*?)\n\s*volumeMounts:/.exec(text("kubernetes-job.yaml"))?.[1] ?? "";
  assert.match(script, /JOB_COMPLETION_INDEX/);
  mkdirSync(join(folder, "pods"));
  for (const index of ["0", "1", "2", "3"]) {
    const { status, out } = shell(script.replaceAll("/reports", "pods"), { JOB_COMPLETION_INDEX: index });
    assert.equal(status, 0, out);
  }
  merged("pods/shard-*.json");
});

test("the workflow: its shards, its merge, its summary", () => {
  const runs = [...text("github-actions.yml").matchAll(/- run: (npx mmuspec .*)/g)].map(([, command = ""]) => command);
  const [shard = "", merge = ""] = runs;
  for (const index of ["1", "2", "3", "4"]) shell(shard.replaceAll(/\$\{\{ matrix\.index \}\}/g, index), {});
  const { status, out } = shell(merge, { GITHUB_STEP_SUMMARY: join(folder, "summary.md") });
  assert.equal(status, 0, out);
  assert.match(readFileSync(join(folder, "summary.md"), "utf8"), /^### ✅ .*What it claims conforms/);
});
