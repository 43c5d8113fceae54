import type { ScriptStep } from "../src/port/generated/protocol.ts";
import { readPhrase } from "./phrase.ts";
import type { SpecWorld } from "./world.ts";

/** What a well-behaved interval subscriber does: under its own lock it notes the sequence and lets its entries go. */
export function standardSteps(subscriber: string): ScriptStep[] {
  const lock = `${subscriber}.lock`;
  return [{ do: "lock", lock }, { do: "set_seq" }, { do: "zap" }, { do: "unlock", lock }];
}

/** Reads one row of a script: `lock "U"`, `set_seq`, `gate "g"`, `return false`, `standard`, or an operation. */
export function readScriptStep(world: SpecWorld, subscriber: string, row: string): ScriptStep[] {
  const quoted = /^(lock|unlock|gate) "([^"]*)"$/.exec(row);
  if (quoted !== null) {
    const [, kind, name = ""] = quoted;
    return kind === "gate" ? [{ do: "gate", gate: name }] : [{ do: kind === "lock" ? "lock" : "unlock", lock: name }];
  }
  const value = /^return (0|true|false|E[A-Z]+)$/.exec(row)?.[1];
  if (value !== undefined)
    return [{ do: "return", value: value === "0" ? 0 : /^E/.test(value) ? value : value === "true" }];
  if (row === "standard") return standardSteps(subscriber);
  if (row === "set_seq" || row === "zap" || row === "follow" || row === "sleep") return [{ do: row }];
  const { op, args } = readPhrase(world, "callback", row);
  return [{ do: "call", op, args }];
}
