import type { Architecture } from "../port/architecture.ts";
import type { Capability } from "../port/capability.ts";
import type {
  CallParams,
  DefineSubscriberParams,
  Handshake,
  HoldParams,
  QueryParams,
  ResetParams,
  RunParams,
  ScriptParams,
} from "../port/generated/protocol.ts";
import type { Method, Params } from "../port/implementation.ts";
import { isOperation, OPERATIONS } from "../port/operation.ts";

/** Callbacks that come with the subscriber's own capability; others have one of their own, or a profile. */
const PLAIN_CALLBACKS: ReadonlySet<string> = new Set([
  "release",
  "invalidate",
  "invalidate_range_start",
  "invalidate_range_end",
]);

const QUERY_CAPABILITY: Readonly<Record<QueryParams["of"], Capability>> = {
  mm: "core",
  subscriptions: "introspection",
  interval: "introspection",
  secondary: "mm",
  page_table: "mm",
  odp_context: "introspection",
  umem: "introspection",
};

/** The capabilities without which a request may be answered `unsupported`; undefined if that is open. */
function needs(method: Method, params: Params<Method>): readonly Capability[] | undefined {
  switch (method) {
    case "call":
      return operation((params as CallParams).op);
    case "query":
      return [QUERY_CAPABILITY[(params as QueryParams).of]];
    case "define_subscriber":
      return subscriber(params as DefineSubscriberParams);
    case "script":
      return script(params as ScriptParams);
    case "define_table":
      return ["getput"];
    case "initialize":
      return undefined;
    default:
      return ["core"];
  }
}

function operation(op: string): readonly Capability[] | undefined {
  return isOperation(op) ? [OPERATIONS[op].capability] : undefined;
}

function subscriber({ type, callbacks }: DefineSubscriberParams): readonly Capability[] | undefined {
  if (!callbacks.every((callback) => PLAIN_CALLBACKS.has(callback))) return undefined;
  if (type === "interval") return callbacks.includes("release") ? ["interval", "interval-release"] : ["interval"];
  return ["register"];
}

/** Only a script of calls: what the other steps need depends on where they stand. */
function script({ callback, steps }: ScriptParams): readonly Capability[] | undefined {
  const all: Capability[] = callback === "invalidate" ? ["interval"] : ["register"];
  if (!PLAIN_CALLBACKS.has(callback)) return undefined;
  for (const step of steps) {
    const op = step.do === "call" ? operation(step.op) : [];
    if (op === undefined || step.do === "zap" || step.do === "set_seq") return undefined;
    all.push(...op);
  }
  return all;
}

/** Architectures that come only to those who claim them. */
const ARCHITECTURE_CAPABILITY: Readonly<Record<Architecture, Capability>> = {
  x86_64: "core",
  arm64: "arm64",
  power9: "arch-table",
  power10: "arch-table",
};

function resetClaim({ profiles, capabilities }: Handshake, { profile, arch }: ResetParams): string | undefined {
  if (!profiles.includes(profile)) return undefined;
  if (arch === undefined) return `profile ${profile}`;
  const needed = ARCHITECTURE_CAPABILITY[arch];
  return capabilities.includes(needed) ? `profile ${profile}, capability ${needed}` : undefined;
}

/**
 * What the handshake claims that covers a request, in words: such a request must not be answered
 * `unsupported`. Undefined if nothing does.
 */
export function claimFor<M extends Method>(handshake: Handshake, method: M, params: Params<M>): string | undefined {
  if (method === "reset") return resetClaim(handshake, params as ResetParams);
  if (method === "hold") {
    const { point } = params as HoldParams;
    return handshake.points?.includes(point) ? `point ${point}` : undefined;
  }
  if (method === "run") {
    const { mode } = params as RunParams;
    return handshake.run?.includes(mode) ? `mode ${mode}` : undefined;
  }
  const needed = needs(method, params);
  if (needed === undefined || !needed.every((capability) => handshake.capabilities.includes(capability))) {
    return undefined;
  }
  return `capability ${needed.join(", ")}`;
}
