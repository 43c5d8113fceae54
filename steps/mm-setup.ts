import { Mismatch } from "../src/runner/mismatch.ts";
import { prepared } from "./prepared.ts";
import { setup } from "./vocabulary.ts";
import type { SpecWorld } from "./world.ts";

setup("the anonymous VMA {string}", async function (range: string) {
  await prepared(this, "T9", `mmap "${range}" as anon`);
});

setup("the VMA {string} of kind {}", async function (range: string, kind: string) {
  await prepared(this, "T9", `mmap "${range}" as ${kind}`);
});

setup("the mirror {string} over {string}", async function (mirror: string, range: string) {
  await prepared(this, "T9", `mirror_create "${mirror}" over "${range}"`);
});

setup("the shadow device {string}", async function (mirror: string) {
  await prepared(this, "T9", `shadow_create "${mirror}"`);
});

setup("the shadow device {string} with page references", async function (mirror: string) {
  await prepared(this, "T9", `shadow_create "${mirror}" with references`);
});

/** A graphics device with a buffer object over each of the ranges. */
setup(/^the graphics device "([^"]*)" with objects over (.+)$/, async function (gpu: string, ranges: string) {
  await prepared(this, "T9", `gpu_create "${gpu}"`);
  for (const [, range = ""] of ranges.matchAll(/"([^"]*)"/g))
    await prepared(this, "T9", `gpu_add "${range}" to "${gpu}"`);
});

/** A device that walks the page tables by itself. */
setup("the walking device {string}", async function (mirror: string) {
  await prepared(this, "T9", `walker_create "${mirror}"`);
});

/** What it reads it keeps in its TLB. */
setup(/^the walking device "([^"]*)" has read "([^"]*)"$/, async function (mirror: string, at: string) {
  await prepared(this, "T9", `"${mirror}" reads page "${at}"`);
});

setup(
  /^the shadow device "([^"]*)" (with change_pte|for ranges only|that waits)$/,
  async function (mirror: string, kind: string) {
    await prepared(this, "T9", `shadow_create "${mirror}" ${kind}`);
  },
);

/** A device may have to try more than once: a write may first copy the page, which collides with itself. */
const ATTEMPTS = 3;

async function map(world: SpecWorld, fault: string): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    if ((await prepared(world, "T9", fault)) === "mapped") return;
  }
  throw new Mismatch(`${fault} maps the page`, `not in ${ATTEMPTS} attempts`);
}

/** Kinds of device, and how their operations begin. */
const KINDS: Readonly<Record<string, string>> = {
  mirror: "mirror",
  "shadow device": "shadow",
  "graphics device": "gpu",
  VM: "kvm",
};

setup(
  /^the (mirror|shadow device|graphics device|VM) "([^"]*)" maps "([^"]*)"( for writing)?$/,
  async function (kind: string, name: string, at: string, writes: string | null) {
    await map(this, `${KINDS[kind]}_fault "${name}" at "${at}"${writes === null ? "" : " to write"}`);
  },
);
