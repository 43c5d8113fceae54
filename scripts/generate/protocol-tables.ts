import { ARCHITECTURES } from "../../src/port/architecture.ts";
import { CAPABILITIES } from "../../src/port/capability.ts";
import { OPERATIONS, type OperationRow } from "../../src/port/operation.ts";
import { PORT_ERROR_CODES } from "../../src/port/port-error.ts";
import { PROFILES, type ProfileRow } from "../../src/port/profile.ts";
import { PROTOCOL_VERSION } from "../../src/port/protocol-version.ts";
import { FAULT_KINDS } from "../../src/protocol/fault-kind.ts";
import { LIMITS } from "../../src/protocol/limits.ts";
import { RPC_ERROR_CODES } from "../../src/protocol/request-handler.ts";
import { CALLBACK_ROWS } from "./callback-rows.ts";
import { code, codes, table } from "./markdown.ts";
import { methodSections } from "./method-sections.ts";
import { KINDS } from "./operations-schema.ts";
import { PROFILE_NOTES } from "./profile-notes.ts";
import { definition, eventMembers, memberTable, readSchema, type Schema, typeOf, variantTable } from "./schema-text.ts";
import { STRICTNESS_ROWS } from "./strictness-rows.ts";

function errors(): string {
  const rows: [number, string][] = [
    [PORT_ERROR_CODES.unsupported, "the operation, method, query or point is not offered"],
    [
      PORT_ERROR_CODES.invalid,
      "the request cannot be carried out as it stands: a malformed member, an unknown name, a blocked thread",
    ],
    [RPC_ERROR_CODES.methodNotFound, "there is no such method; taken as -32001"],
    [RPC_ERROR_CODES.parse, "a line that is not JSON (`id` null); the suite never sends one"],
    [RPC_ERROR_CODES.invalidRequest, "JSON that is no JSON-RPC request; the suite never sends one"],
    [RPC_ERROR_CODES.internal, "the adapter failed: a fault"],
  ];
  return table(
    ["code", "meaning"],
    rows.map(([number, text]) => [String(number), text]),
  );
}

function waits(observation: Schema): string {
  const wait = definition(observation, "Wait");
  return memberTable(wait);
}

function events(observation: Schema): string {
  const rows = (definition(observation, "Event").oneOf ?? []).map(({ $ref = "" }) => {
    const event = definition(observation, $ref.split("/").at(-1) ?? "");
    const { event: name = {}, ...members } = event.properties ?? {};
    const notes = Object.entries(members).flatMap(([member, { description }]) =>
      description === undefined ? [] : [`${code(member)}: ${description}`],
    );
    return [typeOf(name), eventMembers(event), [event.description, ...notes].filter(Boolean).join(" ")];
  });
  return table(["event", "members", "meaning"], rows);
}

function parameters(row: OperationRow): string {
  const entries = Object.entries(row.parameters);
  const shown = entries.map(([name, kind]) => `${code(kind.endsWith("?") ? `${name}?` : name)} ${bare(name, kind)}`);
  return shown.map((text) => text.trimEnd()).join(", ");
}

/** The kind of a parameter, where its name does not say it. */
function bare(name: string, kind: string): string {
  const plain = kind.replace("?", "");
  return plain === name ? "" : `(${plain})`;
}

const RESULTS: Readonly<Record<string, string>> = { void: "nothing", zero: "zero", access: "done, retry or fault" };

function operations(): string {
  const rows = Object.entries(OPERATIONS as Readonly<Record<string, OperationRow>>).map(([name, row]) => [
    code(name),
    row.capability,
    parameters(row),
    [RESULTS[row.result] ?? row.result, ...(row.errors === undefined ? [] : [codes(row.errors)])].join("; "),
    row.profiles === undefined ? row.meaning : `${row.meaning} Profiles ${code(row.profiles)}.`,
  ]);
  return table(["operation", "capability", "parameters", "result", "meaning"], rows);
}

const KIND_NOTES: Readonly<Record<string, string>> = {
  mm: "an address space",
  subscriber: "a subscriber",
  table: "a callback table of define_table",
  range: "a range object; one that does not exist is made by a start",
  token: "where read_begin keeps a sequence",
  lock: "a user lock",
  mirror: "a device model",
  domain: "the devices that share a notifier for each address space",
  iommu: "the hardware behind a domain",
  recovery:
    "what becomes of a device's fault: it ends there, it is a page request (PCIe PRI), or the device is stalled",
  via: "which lock protects the section; `mmap_lock` if left out",
  event: "what a range says about itself, such as `CLEAR`",
  vma: "the kind of a mapping",
  fault: "what goes wrong",
};

function kinds(): string {
  const rows = Object.entries(KINDS as Readonly<Record<string, Schema>>).map(([kind, schema]) => [
    kind,
    typeOf(schema),
    KIND_NOTES[kind] ?? "",
  ]);
  return table(["kind", "type", "meaning"], rows);
}

function architectures(): string {
  return table(
    ["architecture", "meaning"],
    Object.entries(ARCHITECTURES).map(([name, meaning]) => [code(name), meaning]),
  );
}

function capabilities(): string {
  const all = Object.entries(OPERATIONS as Readonly<Record<string, OperationRow>>);
  const rows = Object.entries(CAPABILITIES).map(([name, meaning]) => {
    const own = all.filter(([, row]) => row.capability === name).map(([operation]) => operation);
    return [code(name), meaning, codes(own)];
  });
  return table(["capability", "meaning", "operations"], rows);
}

function profiles(): string {
  const rows = (PROFILES as readonly ProfileRow[]).map(({ name, base, meaning }) => [
    code(name),
    base === undefined ? "main line" : `branch of ${code(base)}`,
    meaning,
  ]);
  return table(["profile", "place", "meaning"], rows);
}

function callbacks(): string {
  const rows = CALLBACK_ROWS.map(({ name, type, told, answer, when }) => [code(name), type, told, answer, when]);
  return table(["callback", "type", "its event also has", "default answer", "called by"], rows);
}

/** Every generated part of the document, by the name of its marker. */
export function protocolTables(): Readonly<Record<string, string>> {
  const [protocol, observation] = [readSchema("protocol"), readSchema("observation")];
  const script = definition(protocol, "ScriptParams");
  const faults = Object.entries(FAULT_KINDS).map(([kind, advice]) => [code(kind), advice]);
  return {
    "protocol version": String(PROTOCOL_VERSION),
    "line limit": `${LIMITS.lineBytes / 1024 / 1024} MiB`,
    deadline: String(LIMITS.deadlineMs / 1000),
    restarts: String(LIMITS.restarts),
    errors: errors(),
    faults: table(["fault", "what to look at"], faults),
    methods: methodSections(protocol, observation),
    waits: waits(observation),
    events: events(observation),
    callbacks: callbacks(),
    selectors: memberTable(script.properties?.when ?? {}),
    steps: variantTable(definition(protocol, "ScriptStep"), "do"),
    operations: operations(),
    kinds: kinds(),
    strictness: table(["mistake", "outcome"], STRICTNESS_ROWS),
    capabilities: capabilities(),
    architectures: architectures(),
    profiles: profiles(),
    "profile differences": table(
      ["profile", "what is different"],
      Object.entries(PROFILE_NOTES).map(([name, note]) => [code(name), note]),
    ),
    manifest: memberTable(readSchema("manifest")),
  };
}
