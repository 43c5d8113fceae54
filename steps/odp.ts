import type { Event, OdpContextAnswer, UmemAnswer } from "../src/port/generated/protocol.ts";
import { Mismatch } from "../src/runner/mismatch.ts";
import { expectSame } from "./observations.ts";
import { addMoment } from "./order.ts";
import { prepared } from "./prepared.ts";
import { check, setup } from "./vocabulary.ts";
import type { SpecWorld } from "./world.ts";

setup("the context {string}", async function (context: string) {
  await prepared(this, "T9", `odp_context "${context}"`);
});

setup("the plain context {string}", async function (context: string) {
  await prepared(this, "T9", `odp_context "${context}" plain`);
});

setup("the umem {string} of {string} over {string}", async function (umem: string, context: string, range: string) {
  await prepared(this, "T9", `odp_get "${umem}" of "${context}" over "${range}"`);
});

setup(
  "the read-only umem {string} of {string} over {string}",
  async function (umem: string, context: string, range: string) {
    await prepared(this, "T9", `odp_get "${umem}" of "${context}" over "${range}" read-only`);
  },
);

/** A fault may have to try more than once: a write may first copy the page, which collides with itself. */
const ATTEMPTS = 3;

setup(
  /^the umem "([^"]*)" maps "([^"]*)"( for writing)?$/,
  async function (umem: string, at: string, writing: string | null) {
    const fault = `odp_fault "${umem}" at "${at}"${writing === null ? "" : " to write"}`;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      if ((await prepared(this, "T9", fault)) === "mapped") return;
    }
    throw new Mismatch(`${fault} maps the page`, `not in ${ATTEMPTS} attempts`);
  },
);

async function umemState(world: SpecWorld, umem: string): Promise<UmemAnswer> {
  return (await world.request("query", { of: "umem", umem })) as UmemAnswer;
}

async function contextState(world: SpecWorld, context: string): Promise<OdpContextAnswer> {
  return (await world.request("query", { of: "odp_context", context })) as OdpContextAnswer;
}

check(/^"([^"]*)" counts (-?\d+) sections?$/, async function (umem: string, count: string) {
  const { count: seen } = await umemState(this, umem);
  expectSame(`${umem} counts ${count}`, `${umem} counts ${seen}`);
});

check(/^"([^"]*)" is (not )?dying$/, async function (umem: string, not: string | null) {
  const { dying } = await umemState(this, umem);
  expectSame(`dying: ${not === null}`, `dying: ${dying}`);
});

check(/^"([^"]*)" (counts for itself|waits to count)$/, async function (umem: string, how: string) {
  const { counts, waits } = await umemState(this, umem);
  const wanted = how === "counts for itself" ? { counts: true, waits: false } : { counts: false, waits: true };
  const say = (state: { counts: boolean; waits: boolean }) => `counts: ${state.counts}, waits: ${state.waits}`;
  expectSame(say(wanted), say({ counts, waits }));
});

check(
  /^the context "([^"]*)" has (\d+) umems?, (\d+) of them in its tree$/,
  async function (context: string, umems: string, tree: string) {
    const seen = await contextState(this, context);
    expectSame(`${umems} umems, ${tree} in the tree`, `${seen.umems} umems, ${seen.tree} in the tree`);
  },
);

check(/^the context "([^"]*)" counts (\d+) sections?$/, async function (context: string, count: string) {
  const { running } = await contextState(this, context);
  expectSame(`${count} sections`, `${running} sections`);
});

check(/^the context "([^"]*)" has no memory allocated for umems$/, async function (context: string) {
  const { allocations } = await contextState(this, context);
  expectSame("0 allocations", `${allocations} allocations`);
});

function count(events: readonly Event[], kind: Event["event"], subscriber: string): number {
  return events.filter((event) => event.event === kind && "subscriber" in event && event.subscriber === subscriber)
    .length;
}

check("every page that {string} mapped for DMA was unmapped once", function (umem: string) {
  const [mapped, unmapped] = [count(this.history, "dma_map", umem), count(this.history, "dma_unmap", umem)];
  if (mapped === 0) throw new Mismatch(`${umem} maps pages for DMA`, "it mapped none");
  expectSame(`${mapped} pages unmapped`, `${unmapped} pages unmapped`);
});

check(/^(\d+) pages? of "([^"]*)" (?:is|are) mapped for DMA$/, function (wanted: string, umem: string) {
  const mapped = count(this.history, "dma_map", umem) - count(this.history, "dma_unmap", umem);
  expectSame(`${wanted} pages`, `${mapped} pages`);
});

addMoment(
  /^a DMA (map|unmap) of "([^"]*)"(?: in (T\d))?$/,
  (event, [which, umem, thread]) =>
    event.event === `dma_${which}` &&
    "subscriber" in event &&
    event.subscriber === umem &&
    (thread === undefined || event.thread === thread),
);

check(/^there (?:was|were) (\d+) dirty reports?$/, function (wanted: string) {
  const seen = this.history.filter((event) => event.event === "page_dirty").length;
  expectSame(`${wanted} dirty reports`, `${seen} dirty reports`);
});
