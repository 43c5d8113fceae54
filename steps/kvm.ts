import { Mismatch } from "../src/runner/mismatch.ts";
import { addMoment } from "./order.ts";
import type { Times } from "./parameter-types.ts";
import { prepared } from "./prepared.ts";
import { check, setup } from "./vocabulary.ts";

/** A VM with a memslot for each of the ranges. */
setup(/^the VM "([^"]*)"(?: with memory over (.+))?$/, async function (vm: string, ranges: string | null) {
  await prepared(this, "T9", `kvm_create "${vm}"`);
  for (const [, range = ""] of (ranges ?? "").matchAll(/"([^"]*)"/g)) {
    await prepared(this, "T9", `kvm_set_memslot "${range}" of "${vm}"`);
  }
});

setup("the pfn cache {string} of {string} at {string}", async function (cache: string, vm: string, at: string) {
  await prepared(this, "T9", `kvm_cache_create "${cache}" of "${vm}" at "${at}"`);
});

setup("the APIC-access page {string} of {string} at {string}", async function (page: string, vm: string, at: string) {
  await prepared(this, "T9", `kvm_apic_page "${page}" of "${vm}" at "${at}"`);
});

addMoment(
  /^a TLB flush of "([^"]*)"$/,
  (event, [device]) => event.event === "device_flush" && event.subscriber === device,
);

check("{string} flushed its TLBs {times}", function (device: string, { least, most, words }: Times) {
  const seen = this.window.filter((event) => event.event === "device_flush" && event.subscriber === device).length;
  if (seen < least || seen > most) throw new Mismatch(`${device} flushes its TLBs ${words}`, `flushes: ${seen}`);
});

check("{string} did not flush its TLBs", function (device: string) {
  const seen = this.window.filter((event) => event.event === "device_flush" && event.subscriber === device).length;
  if (seen > 0) throw new Mismatch(`${device} does not flush its TLBs`, `flushes: ${seen}`);
});
