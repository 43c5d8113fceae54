import type { OperationName } from "../../src/port/operation.ts";
import { addPhrases, type Phrase, type PhraseContext, type PlannedCall } from "../phrase.ts";
import { hex } from "../ranges.ts";

/** `A.0`, or `A.0 + 10` for an address inside the page (hexadecimal). */
function addressOf({ world }: PhraseContext, at: string): string {
  const [range = "", offset = "0"] = at.split(" + ");
  return hex(world.range(range).start + BigInt(`0x${offset}`));
}

function atAddress(op: OperationName, write: boolean) {
  return (context: PhraseContext, [at = ""]: readonly string[]): PlannedCall => ({
    op,
    args: { mm: context.mm, address: addressOf(context, at), ...(write ? { write } : {}) },
  });
}

function access(write: boolean) {
  return (context: PhraseContext, [mirror = "", at = ""]: readonly string[]): PlannedCall => ({
    op: "device_access",
    args: { mirror, address: addressOf(context, at), ...(write ? { write } : {}) },
  });
}

/** What devices and their IOMMUs can be told to have, in the words of the features. */
const TRAITS: Readonly<Record<string, Record<string, unknown>>> = {
  ATS: { ats: true },
  BTM: { btm: true },
  PRI: { recovery: "pri" },
  stall: { recovery: "stall" },
  "range commands": { ranges: true },
  "no hardware marks": { marks: false },
};

const IOMMUS: Readonly<Record<string, string>> = {
  SMMU: "smmuv3",
  "VT-d": "vtd",
  AMD: "amd",
  OpenCAPI: "ocxl",
};

/** Reads `PRI, BTM and range commands`. */
function traitsOf(words: string): Record<string, unknown> {
  const named = words.split(/, | and /);
  const unknown = named.find((word) => !Object.hasOwn(TRAITS, word));
  if (unknown !== undefined) throw new Error(`no device has ${unknown}`);
  return Object.assign({}, ...named.map((word) => TRAITS[word]));
}

function device(kind: string): Phrase[] {
  const iommu = IOMMUS[kind];
  const plan = (mirror: string, domain: string, traits: string | undefined): PlannedCall => ({
    op: "sva_device",
    args: { mirror, domain, ...(kind === "SMMU" ? {} : { iommu }), ...(traits === undefined ? {} : traitsOf(traits)) },
  });
  return [
    { says: `make the ${kind} device "" of "" with ""`, plan: (_, [m = "", d = "", traits]) => plan(m, d, traits) },
    { says: `make the ${kind} device "" of ""`, plan: (_, [m = "", d = ""]) => plan(m, d, undefined) },
  ];
}

addPhrases([
  ...Object.keys(IOMMUS).flatMap(device),
  { says: 'sva_bind ""', plan: ({ mm }, [mirror]) => ({ op: "sva_bind", args: { mirror, mm } }) },
  { says: 'sva_unbind ""', plan: (_, [mirror]) => ({ op: "sva_unbind", args: { mirror } }) },
  { says: "sva_unload", plan: () => ({ op: "sva_unload", args: {} }) },
  { says: 'device_read "" at ""', plan: access(false) },
  { says: 'device_write "" at ""', plan: access(true) },
  { says: 'set_access_flags "" for a read', plan: atAddress("set_access_flags", false) },
  { says: 'set_access_flags "" for a write', plan: atAddress("set_access_flags", true) },
  { says: 'upgrade_fault ""', plan: atAddress("upgrade_fault", false) },
]);
