import { definition, memberTable, type Schema, variantTable } from "./schema-text.ts";

/** The methods in the order of a conversation, with the definitions of their parameters and results. */
const METHODS: readonly { method: string; params: string; result: string; note?: string }[] = [
  {
    method: "initialize",
    params: "InitializeParams",
    result: "Handshake",
    note: "`protocol` of the answer is the version that the adapter speaks; the suite goes on only if it is its own.",
  },
  {
    method: "reset",
    params: "ResetParams",
    result: "Empty",
    note: "Whatever the old world held is gone, blocked threads included. It comes before every scenario, so it should be cheap.",
  },
  { method: "define_subscriber", params: "DefineSubscriberParams", result: "Empty" },
  { method: "define_table", params: "DefineTableParams", result: "Empty" },
  { method: "script", params: "ScriptParams", result: "Empty", note: "Section 6 has the steps." },
  {
    method: "call",
    params: "CallParams",
    result: "observation",
    note: "Section 7 has the operations; what `args` holds is in `schemas/operations.schema.json`.",
  },
  { method: "open", params: "OpenParams", result: "observation" },
  { method: "hold", params: "HoldParams", result: "Empty" },
  { method: "query", params: "QueryParams", result: "" },
  {
    method: "run",
    params: "RunParams",
    result: "RunAnswer",
    note: "Offered by whoever names modes under `run` in the handshake. Calls of different threads overlap; a mode that is not named is answered `unsupported`.",
  },
  { method: "shutdown", params: "Empty", result: "Empty", note: "The adapter leaves after its answer." },
];

/** Which answer belongs to which query. */
const QUERIES: Readonly<Record<string, string>> = {
  mm: "MmAnswer",
  subscriptions: "SubscriptionsAnswer",
  interval: "IntervalAnswer",
  "secondary and page_table": "TableAnswer",
  odp_context: "OdpContextAnswer",
  umem: "UmemAnswer",
};

function parameters(schema: Schema): string {
  return schema.oneOf === undefined ? memberTable(schema) : variantTable(schema, "of");
}

function answers(protocol: Schema): string {
  return Object.entries(QUERIES)
    .map(([of, name]) => {
      const schema = definition(protocol, name);
      return `Result of ${of}: ${schema.description ?? ""}\n\n${memberTable(schema)}`;
    })
    .join("\n\n");
}

function result(name: string, protocol: Schema, observation: Schema): string {
  if (name === "") return answers(protocol);
  if (name === "observation") return `Result: an observation (sections 4 and 5).\n\n${memberTable(observation)}`;
  if (name === "Empty") return "Result: an object, `{}`.";
  return `Result:\n\n${memberTable(definition(protocol, name))}`;
}

/** A section for each method: what it does, its parameters, its result. */
export function methodSections(protocol: Schema, observation: Schema): string {
  return METHODS.map(({ method, params, result: answer, note }) => {
    const schema = definition(protocol, params);
    const text = params === "Empty" ? "" : (schema.description ?? "");
    const intro = [text, note].filter(Boolean).join(" ");
    return [`### ${method}`, intro, parameters(schema), result(answer, protocol, observation)]
      .filter((part) => part !== "")
      .join("\n\n");
  }).join("\n\n");
}
