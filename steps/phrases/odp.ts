import type { OperationName } from "../../src/port/operation.ts";
import { addPhrases, type PhraseContext, type PlannedCall } from "../phrase.ts";
import { hex, lengthOf } from "../ranges.ts";

function onUmem(op: OperationName) {
  return (_: PhraseContext, [umem]: readonly string[]): PlannedCall => ({ op, args: { umem } });
}

/** Without a name the token is the thread's own for this umem. */
function tokenOf({ thread }: PhraseContext, umem: string, token: string | undefined): string {
  return token ?? `${thread}:${umem}`;
}

function access(op: "odp_fault" | "odp_walk", write: boolean) {
  return (context: PhraseContext, [umem = "", at = "", token]: readonly string[]): PlannedCall => {
    const address = hex(context.world.range(at).start);
    const named = op === "odp_walk" ? { token: tokenOf(context, umem, token) } : {};
    return { op, args: { umem, address, ...(write ? { write } : {}), ...named } };
  };
}

function withToken(op: "odp_commit" | "odp_sample" | "odp_retry") {
  return (context: PhraseContext, [umem = "", token]: readonly string[]): PlannedCall => ({
    op,
    args: { umem, token: tokenOf(context, umem, token) },
  });
}

function get(readonly: boolean) {
  return ({ world, mm }: PhraseContext, [umem, context, range = ""]: readonly string[]): PlannedCall => ({
    op: "odp_get",
    args: { umem, context, mm, ...lengthOf(world.range(range)), ...(readonly ? { readonly } : {}) },
  });
}

addPhrases([
  { says: 'process_exec into ""', plan: ({ mm }, [child]) => ({ op: "process_exec", args: { mm, child } }) },
  { says: "process_exit", plan: ({ mm }) => ({ op: "process_exit", args: { mm } }) },
  {
    says: 'invalidate_page ""',
    plan: ({ world, mm }, [at = ""]) => ({
      op: "invalidate_page",
      args: { mm, address: hex(world.range(at).start) },
    }),
  },
  { says: 'odp_context ""', plan: ({ mm }, [context]) => ({ op: "odp_context", args: { context, mm } }) },
  {
    says: 'odp_context "" plain',
    plan: ({ mm }, [context]) => ({ op: "odp_context", args: { context, mm, plain: true } }),
  },
  { says: 'odp_get "" of "" over ""', plan: get(false) },
  { says: 'odp_get "" of "" over "" read-only', plan: get(true) },
  {
    says: 'odp_get "" of "" from <> length <>',
    plan: ({ mm }, [umem, context, start, length]) => ({ op: "odp_get", args: { umem, context, mm, start, length } }),
  },
  {
    says: 'odp_get_implicit "" of ""',
    plan: ({ mm }, [umem, context]) => ({ op: "odp_get_implicit", args: { umem, context, mm } }),
  },
  {
    says: 'odp_get_child "" of "" in "" over ""',
    plan: ({ world, mm }, [umem, context, parent, range = ""]) => ({
      op: "odp_get_child",
      args: { umem, parent, context, mm, ...lengthOf(world.range(range)) },
    }),
  },
  { says: 'odp_release ""', plan: onUmem("odp_release") },
  { says: 'odp_fault "" at "" to write', plan: access("odp_fault", true) },
  { says: 'odp_fault "" at ""', plan: access("odp_fault", false) },
  { says: 'odp_walk "" at "" to write', plan: access("odp_walk", true) },
  { says: 'odp_walk "" at ""', plan: access("odp_walk", false) },
  { says: 'odp_walk "" at "" as ""', plan: access("odp_walk", false) },
  { says: 'odp_commit ""', plan: withToken("odp_commit") },
  { says: 'odp_commit "" as ""', plan: withToken("odp_commit") },
  {
    says: 'odp_map_pages "" at "" to <>',
    plan: ({ world }, [umem, at = "", mode]) => ({
      op: "odp_map_pages",
      args: { umem, ...lengthOf(world.range(at)), access: mode },
    }),
  },
  { says: 'odp_sample ""', plan: withToken("odp_sample") },
  { says: 'odp_sample "" as ""', plan: withToken("odp_sample") },
  { says: 'odp_retry ""', plan: withToken("odp_retry") },
  { says: 'odp_retry "" as ""', plan: withToken("odp_retry") },
  { says: 'odp_wait ""', plan: onUmem("odp_wait") },
]);
