import type { IntervalAnswer, SubscriptionsAnswer } from "../src/port/generated/protocol.ts";
import { expectSame } from "./observations.ts";
import { check } from "./vocabulary.ts";
import type { SpecWorld } from "./world.ts";

async function subscriptions(world: SpecWorld, mm: string): Promise<SubscriptionsAnswer> {
  return (await world.request("query", { of: "subscriptions", mm })) as SubscriptionsAnswer;
}

async function interval(world: SpecWorld, subscriber: string): Promise<IntervalAnswer> {
  return (await world.request("query", { of: "interval", subscriber })) as IntervalAnswer;
}

function parity(seq: string | undefined): string {
  return (BigInt(`0x${seq ?? "0"}`) & 1n) === 1n ? "odd" : "even";
}

check(/^(\d+) sections? (?:is|are) active$/, async function (count: string) {
  const { active } = await subscriptions(this, "mm");
  expectSame(`${count} active sections`, `${active ?? "no"} active sections`);
});

check(/^the sequence of the subscriptions is (odd|even)$/, async function (wanted: string) {
  const { seq } = await subscriptions(this, "mm");
  expectSame(`the sequence is ${wanted}`, `the sequence is ${parity(seq)}`);
});

check(/^the sequence of the subscriptions is ([0-9a-f]+) \(hexadecimal\)$/, async function (wanted: string) {
  const { seq } = await subscriptions(this, "mm");
  expectSame(`the sequence is ${wanted}`, `the sequence is ${seq ?? "absent"}`);
});

check("interval mode is {word}", async function (wanted: string) {
  const { interval_mode: mode } = await subscriptions(this, "mm");
  expectSame(`interval mode is ${wanted}`, `interval mode is ${mode === true ? "on" : "off"}`);
});

check("there is no subscription state", async function () {
  const { exists } = await subscriptions(this, "mm");
  expectSame("no subscription state", exists ? "a subscription state" : "no subscription state");
});

check(/^the sequence of "([^"]*)" is (odd|even)$/, async function (subscriber: string, wanted: string) {
  const { seq } = await interval(this, subscriber);
  expectSame(`the sequence is ${wanted}`, `the sequence is ${parity(seq)}`);
});

check(
  /^the sequence of "([^"]*)" is ([0-9a-f]+) \(hexadecimal\)$/,
  async function (subscriber: string, wanted: string) {
    const { seq } = await interval(this, subscriber);
    expectSame(`the sequence is ${wanted}`, `the sequence is ${seq}`);
  },
);

check(
  /^the sequence of "([^"]*)" (equals|differs from) that of the subscriptions$/,
  async function (subscriber: string, how: string) {
    const own = (await interval(this, subscriber)).seq;
    const { seq } = await subscriptions(this, "mm");
    expectSame(`it ${how} it`, `it ${own === seq ? "equals" : "differs from"} it`);
  },
);

check(
  /^"([^"]*)" is (in-tree|pending-insert|pending-removal|pending-update|not inserted)$/,
  async function (subscriber: string, wanted: string) {
    const { state } = await interval(this, subscriber);
    expectSame(`${subscriber} is ${wanted}`, `${subscriber} is ${state === "none" ? "not inserted" : state}`);
  },
);
