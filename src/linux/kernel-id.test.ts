import assert from "node:assert/strict";
import { test } from "node:test";
import { kernelWords, parseKernelId } from "./kernel-id.ts";

test("a kernel is a series and an architecture", () => {
  assert.equal(kernelWords(parseKernelId("6.1/arm64")), "6.1/arm64");
  assert.equal(kernelWords(parseKernelId("6.12")), "6.12/x86_64");
  assert.equal(parseKernelId("6.12/amd64").architecture.name, "x86_64");
});

test("anything else is a usage error", () => {
  for (const text of ["", "6", "6.12/mips", "6.12/arm64/x", "latest"]) {
    assert.throws(() => parseKernelId(text), /a kernel is named as/);
  }
});
