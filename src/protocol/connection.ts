import type { Handshake } from "../port/generated/protocol.ts";
import type { Method, Params, Result } from "../port/implementation.ts";
import { PORT_ERROR_CODES, PortError } from "../port/port-error.ts";
import { type ErrorObject, readAnswer, refusal } from "./answer.ts";
import { claimFor } from "./claim.ts";
import type { FaultKind } from "./fault-kind.ts";
import { type ImplementationFault, implementationFault } from "./implementation-fault.ts";
import { type Direction, MessageLog } from "./message-log.ts";
import { harmfulTextNote } from "./notes.ts";
import { sanitize } from "./sanitize.ts";
import { resultShape, resultViolation } from "./shapes.ts";
import type { Incoming, OnNote, Transport } from "./transport.ts";
import { dropUnknownMembers } from "./unknown-members.ts";

const METHOD_NOT_FOUND = -32601;

/** What a connection needs besides its transport. */
export interface ConnectionOptions {
  readonly deadlineMs: number;
  readonly onNote: OnNote;
  readonly transcript?: ((direction: Direction, line: string) => void) | undefined;
}

interface Request<M extends Method = Method> {
  readonly method: M;
  readonly params: Params<M>;
}

/** A request in words. */
function describe({ method, params }: Request): string {
  const { op, of } = params as { op?: string; of?: string };
  return [method, op ?? of].filter((word) => word !== undefined).join(" ");
}

/** One run of an implementation: a request, its answer, the next request. */
export class Connection {
  readonly #log = new MessageLog();
  #id = 0;
  #heard = false;
  /** Set once the handshake is done: what over-claims are measured by. */
  handshake: Handshake | undefined;

  constructor(
    readonly transport: Transport,
    private readonly options: ConnectionOptions,
  ) {}

  /**
   * Sends a request and waits for its answer.
   *
   * @throws PortError if the implementation refuses it; ImplementationFault on everything else.
   */
  async exchange<M extends Method>(
    method: M,
    params: Params<M>,
    deadlineMs = this.options.deadlineMs,
  ): Promise<Result<M>> {
    this.#id += 1;
    const line = `{"jsonrpc":"2.0","id":${this.#id},"method":"${method}","params":${JSON.stringify(params)}}`;
    this.#record(">", line);
    this.transport.send(line);
    const request = { method, params };
    return this.#read(this.#line(await this.transport.receive(deadlineMs), request, deadlineMs), request);
  }

  /** The last messages, oldest first. */
  messages(): string[] {
    return this.#log.list();
  }

  #record(direction: Direction, line: string): void {
    this.#log.add(direction, line);
    this.options.transcript?.(direction, line);
  }

  #fault(kind: FaultKind, request: Request, text: string, advice?: string): ImplementationFault {
    const details = { advice, stderr: this.transport.stderr(), messages: this.#log.list() };
    return implementationFault(kind, `${describe(request)}: ${text}`, details);
  }

  #line(incoming: Incoming | undefined, request: Request, deadlineMs: number): string {
    if (incoming === undefined) throw this.#late(request, deadlineMs);
    if ("line" in incoming) {
      this.#heard = true;
      this.#record("<", incoming.line);
      return incoming.line;
    }
    const { kind, text } = incoming.ending;
    const never = kind === "crashed" && !this.#heard;
    throw this.#fault(never ? "did-not-start" : kind, request, never ? `${text} before it answered anything` : text);
  }

  #late(request: Request, deadlineMs: number): ImplementationFault {
    const half = this.transport.partial();
    const text = `no answer within ${deadlineMs / 1000} s`;
    if (half !== "") return this.#fault("partial-line", request, `${text}, only half a line: ${sanitize(half)}`);
    const advice = this.#heard ? undefined : "No byte was received: does it flush after each line?";
    return this.#fault("hung", request, text, advice);
  }

  #read<M extends Method>(line: string, request: Request<M>): Result<M> {
    const answer = readAnswer(line, this.#id);
    if ("fault" in answer) throw this.#fault(answer.fault, request, answer.text);
    for (const name of answer.extra) this.#unknown(`answer/${name}`);
    if ("error" in answer) throw this.#refused(answer.error, request);
    const shape = resultShape(request.method, request.params);
    const problem = resultViolation(shape, answer.result);
    if (problem !== undefined) throw this.#fault("not-schema", request, problem);
    for (const path of dropUnknownMembers(shape, answer.result)) this.#unknown(`result/${path}`);
    const note = harmfulTextNote(line, answer.result);
    if (note !== undefined) this.options.onNote(note);
    return answer.result as Result<M>;
  }

  #unknown(path: string): void {
    this.options.onNote(`it sends a member that the protocol does not know: ${sanitize(path, { max: 200 })}`);
  }

  #refused<M extends Method>(error: ErrorObject, request: Request<M>): Error {
    const { method, params } = request;
    if (method === "initialize") return this.#fault("handshake-refused", request, refusal(error));
    if (error.code === PORT_ERROR_CODES.invalid) return new PortError("invalid", sanitize(error.message));
    if (error.code !== PORT_ERROR_CODES.unsupported && error.code !== METHOD_NOT_FOUND) {
      return this.#fault("error-answer", request, refusal(error));
    }
    const claim = this.handshake && claimFor(this.handshake, method, params);
    if (claim === undefined) return new PortError("unsupported", sanitize(error.message));
    return this.#fault(
      "over-claim",
      request,
      `it claims ${claim}, and answers: ${sanitize(error.message, { max: 500 })}`,
    );
  }
}
