import type { Implementation } from "../port/implementation.ts";
import { isPortError, PORT_ERROR_CODES } from "../port/port-error.ts";
import { isMethod, paramsViolation, resultShape, resultViolation } from "./shapes.ts";

/** The codes that JSON-RPC 2.0 reserves. */
export const RPC_ERROR_CODES = {
  parse: -32700,
  invalidRequest: -32600,
  methodNotFound: -32601,
  internal: -32603,
} as const;

/** The text of an error answer; without an id if the request had none that could be read. */
export function errorAnswer(id: unknown, code: number, message: string): string {
  const echoed = typeof id === "string" || typeof id === "number" ? id : null;
  return JSON.stringify({ jsonrpc: "2.0", id: echoed, error: { code, message } });
}

interface RequestLike {
  readonly jsonrpc?: unknown;
  readonly id?: unknown;
  readonly method?: unknown;
  readonly params?: unknown;
}

/** What a request leads to. */
export interface Reply {
  /** The answer; absent for a notification, which has none. */
  readonly line?: string;
  /** True once `shutdown` was carried out. */
  readonly last?: boolean;
}

/** Carries out one line. */
export type RequestHandler = (line: string) => Promise<Reply>;

function refuse(id: unknown, code: number, message: string): Reply {
  return { line: errorAnswer(id, code, message) };
}

async function carryOut(implementation: Implementation, { id, method, params }: RequestLike): Promise<Reply> {
  if (typeof method !== "string" || !isMethod(method)) {
    return refuse(id, RPC_ERROR_CODES.methodNotFound, "there is no such method");
  }
  const problem = paramsViolation(method, params);
  if (problem !== undefined) return refuse(id, PORT_ERROR_CODES.invalid, problem);
  try {
    const result = await implementation.request(method, params as never);
    const wrong = resultViolation(resultShape(method, params), result);
    if (wrong !== undefined) return refuse(id, RPC_ERROR_CODES.internal, wrong);
    return { line: JSON.stringify({ jsonrpc: "2.0", id, result }), last: method === "shutdown" };
  } catch (error) {
    const code = isPortError(error) ? PORT_ERROR_CODES[error.code] : RPC_ERROR_CODES.internal;
    return refuse(id, code, error instanceof Error ? error.message : String(error));
  }
}

/** Answers JSON-RPC requests on behalf of an implementation. Batches are not part of the protocol. */
export function createRequestHandler(implementation: Implementation): RequestHandler {
  return async (line) => {
    let request: RequestLike | null;
    try {
      request = JSON.parse(line) as RequestLike | null;
    } catch {
      return refuse(null, RPC_ERROR_CODES.parse, "not JSON");
    }
    if (typeof request !== "object" || request === null || request.jsonrpc !== "2.0") {
      return refuse(request?.id, RPC_ERROR_CODES.invalidRequest, "not a JSON-RPC 2.0 request");
    }
    if (request.id === undefined) return {};
    if (typeof request.id !== "string" && typeof request.id !== "number") {
      return refuse(null, RPC_ERROR_CODES.invalidRequest, "an id is a number or a string");
    }
    return carryOut(implementation, request);
  };
}
