import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { isUsageError } from "../runner/usage-error.ts";
import { cacheFolder } from "./cache.ts";

function withCache<T>(folder: string, act: () => T): T {
  const before = process.env.XDG_CACHE_HOME;
  process.env.XDG_CACHE_HOME = folder;
  try {
    return act();
  } finally {
    if (before === undefined) delete process.env.XDG_CACHE_HOME;
    else process.env.XDG_CACHE_HOME = before;
  }
}

test("folders of the cache are made, and found the next time", (t) => {
  const root = mkdtempSync(join(tmpdir(), "mmuspec-cache-"));
  t.after(() => rmSync(root, { recursive: true }));
  const made = withCache(join(root, "a", "b"), () => cacheFolder("apt", "amd64"));
  assert.equal(made, join(root, "a", "b", "mmuspec", "linux", "apt", "amd64"));
  assert.ok(existsSync(made));
  assert.equal(
    withCache(join(root, "a", "b"), () => cacheFolder("apt", "amd64")),
    made,
  );
});

test("where none can be made, the user is told which and what to set", () => {
  for (const folder of ["/proc/nothing", "/dev/null/x"]) {
    assert.throws(
      () => withCache(folder, () => cacheFolder("apt")),
      (error) => isUsageError(error) && error.message.startsWith(`cannot make the folder ${folder}/`),
    );
  }
});
