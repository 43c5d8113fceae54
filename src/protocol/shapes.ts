import type { Validator } from "../port/generated/validators.js";
import * as validators from "../port/generated/validators.js";
import type { Method } from "../port/implementation.ts";
import { isOperation } from "../port/operation.ts";
import { violation } from "./violation.ts";

/** The validator of each method's parameters. */
const PARAMS: Readonly<Record<Method, Validator>> = {
  initialize: validators.initializeParams,
  reset: validators.resetParams,
  define_subscriber: validators.defineSubscriberParams,
  define_table: validators.defineTableParams,
  script: validators.scriptParams,
  call: validators.callParams,
  open: validators.openParams,
  hold: validators.holdParams,
  query: validators.queryParams,
  run: validators.runParams,
  shutdown: validators.empty,
};

/** What each method answers. */
const RESULTS: Readonly<Record<Exclude<Method, "query">, ResultShape>> = {
  initialize: "handshake",
  reset: "empty",
  define_subscriber: "empty",
  define_table: "empty",
  script: "empty",
  call: "observation",
  open: "observation",
  hold: "empty",
  run: "runAnswer",
  shutdown: "empty",
};

const QUERIES: Readonly<Record<string, ResultShape>> = {
  mm: "mmAnswer",
  subscriptions: "subscriptionsAnswer",
  interval: "intervalAnswer",
  secondary: "tableAnswer",
  page_table: "tableAnswer",
  odp_context: "odpContextAnswer",
  umem: "umemAnswer",
};

/** The validator of each shape that an answer can have. */
const ANSWERS = {
  handshake: validators.handshake,
  observation: validators.observation,
  mmAnswer: validators.mmAnswer,
  subscriptionsAnswer: validators.subscriptionsAnswer,
  intervalAnswer: validators.intervalAnswer,
  tableAnswer: validators.tableAnswer,
  odpContextAnswer: validators.odpContextAnswer,
  umemAnswer: validators.umemAnswer,
  runAnswer: validators.runAnswer,
  empty: validators.empty,
} as const satisfies Readonly<Record<string, Validator>>;

/** The name of a shape that an answer can have. */
export type ResultShape = keyof typeof ANSWERS;

/** True for the name of a method of the port. */
export function isMethod(name: string): name is Method {
  return Object.hasOwn(PARAMS, name);
}

/** All validators by name; those of operations are called `op_<operation>`. */
const BY_NAME = validators as unknown as Readonly<Record<string, Validator>>;

/** Why the arguments of an operation have not the shape of its table row; an unknown operation has none. */
function argumentsViolation(op: unknown, args: unknown, where: string): string | undefined {
  if (typeof op !== "string" || !isOperation(op)) return undefined;
  const validate = BY_NAME[`op_${op}`];
  return validate === undefined ? undefined : violation(validate, args, where);
}

interface CallStepLike {
  do?: unknown;
  op?: unknown;
  args?: unknown;
}

/** Why a call of a run has not the arguments of its operation. */
function runViolation(params: { threads: { calls: CallStepLike[] }[] }): string | undefined {
  for (const [at, { calls }] of params.threads.entries()) {
    for (const [nth, { op, args }] of calls.entries()) {
      const found = argumentsViolation(op, args, `params/threads/${at}/calls/${nth}/args`);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** Why parameters have not the shape of their method, in words; undefined if they have. */
export function paramsViolation(method: Method, params: unknown): string | undefined {
  const found = violation(PARAMS[method], params, "params");
  if (found !== undefined) return found;
  if (method === "call") {
    const { op, args } = params as CallStepLike;
    return argumentsViolation(op, args, "params/args");
  }
  if (method === "run") return runViolation(params as Parameters<typeof runViolation>[0]);
  if (method !== "script") return undefined;
  for (const [at, step] of (params as { steps: CallStepLike[] }).steps.entries()) {
    const inStep = step.do === "call" ? argumentsViolation(step.op, step.args, `params/steps/${at}/args`) : undefined;
    if (inStep !== undefined) return inStep;
  }
  return undefined;
}

/** The shape that the answer to a request must have. */
export function resultShape(method: Method, params: unknown): ResultShape {
  if (method !== "query") return RESULTS[method];
  return QUERIES[(params as { of: string }).of] ?? "empty";
}

/** Why a result has not the given shape, in words; undefined if it has. */
export function resultViolation(shape: ResultShape, result: unknown): string | undefined {
  return violation(ANSWERS[shape], result, "result");
}
