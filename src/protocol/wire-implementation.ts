import type { Handshake, InitializeParams } from "../port/generated/protocol.ts";
import type { Implementation, Method, Params, Result } from "../port/implementation.ts";
import { PortError } from "../port/port-error.ts";
import { PROTOCOL_VERSION } from "../port/protocol-version.ts";
import { Connection } from "./connection.ts";
import { type ImplementationFault, implementationFault, isImplementationFault } from "./implementation-fault.ts";
import { LIMITS } from "./limits.ts";
import type { Direction } from "./message-log.ts";
import { onceEach } from "./notes.ts";
import { paramsViolation } from "./shapes.ts";
import type { OnNote, TransportFactory } from "./transport.ts";

/** How to reach an implementation, and how to treat it. */
export interface WireOptions {
  readonly transport: TransportFactory;
  /** Milliseconds for one answer. Default 10 000. */
  readonly deadlineMs?: number;
  /** The version of the suite, for the handshake. */
  readonly suite: string;
  /** Hears what is only ugly, each note once. */
  readonly onNote?: OnNote;
  /** Hears every message. */
  readonly transcript?: (direction: Direction, line: string) => void;
}

/** What the wire knows of the last scenario, for a reader. */
export interface WireEvidence {
  /** The last messages, oldest first. */
  readonly messages: string[];
  /** The end of what the program wrote to stderr. */
  readonly stderr: string;
}

/** An implementation behind the wire. */
export interface WireImplementation extends Implementation {
  /** What goes with a failure that is no fault; empty when nothing runs. */
  evidence(): WireEvidence;
  /** How often it had to be started anew. */
  readonly restarts: number;
}

class Wire implements WireImplementation {
  readonly #onNote: OnNote;
  readonly #deadlineMs: number;
  #connection: Connection | undefined;
  #fault: ImplementationFault | undefined;
  #claims: string | undefined;
  #busy = false;
  #closed = false;
  /** The last request was `shutdown`, and it was answered. */
  #left = false;
  restarts = 0;

  constructor(private readonly options: WireOptions) {
    this.#onNote = onceEach(options.onNote ?? (() => undefined));
    this.#deadlineMs = options.deadlineMs ?? LIMITS.deadlineMs;
  }

  async request<M extends Method>(method: M, params: Params<M>): Promise<Result<M>> {
    const problem = paramsViolation(method, params);
    if (problem !== undefined) throw new PortError("invalid", `the request is malformed: ${problem}`);
    if (this.#closed || this.#busy) throw new PortError("invalid", "requests come one at a time, until the close");
    this.#busy = true;
    try {
      if (method === "initialize") return (await this.#start(params as InitializeParams)) as Result<M>;
      const connection = this.#connection ?? (await this.#again(method));
      const result = await connection.exchange(method, params);
      this.#left = method === "shutdown";
      return result;
    } catch (error) {
      if (isImplementationFault(error)) await this.#down(error);
      throw error;
    } finally {
      this.#busy = false;
    }
  }

  evidence(): WireEvidence {
    const connection = this.#connection;
    return { messages: connection?.messages() ?? [], stderr: connection?.transport.stderr() ?? "" };
  }

  async close(): Promise<void> {
    const connection = this.#connection;
    this.#closed = true;
    this.#connection = undefined;
    if (connection === undefined) return;
    if (this.#busy) await connection.transport.kill();
    else await this.#leave(connection);
  }

  /** Starts it and shakes hands. */
  async #start(params: InitializeParams): Promise<Handshake> {
    await this.#connection?.transport.kill();
    const { transcript } = this.options;
    const transport = await this.options.transport.open(this.#onNote);
    const connection = new Connection(transport, { deadlineMs: this.#deadlineMs, onNote: this.#onNote, transcript });
    this.#connection = connection;
    if (this.#closed) await transport.kill();
    const handshake = await connection.exchange("initialize", params);
    if (handshake.protocol !== params.protocol) {
      const text = `the suite speaks protocol ${params.protocol}, the implementation ${handshake.protocol}`;
      throw implementationFault("wrong-version", text, { stderr: transport.stderr() });
    }
    this.#compare(handshake);
    connection.handshake = handshake;
    return handshake;
  }

  /** A restarted program should be the same as before. */
  #compare(handshake: Handshake): void {
    const claims = JSON.stringify(handshake);
    this.#claims ??= claims;
    if (claims !== this.#claims) this.#onNote("after a restart its handshake is a different one");
  }

  /** Only `reset` brings a fallen implementation back: what comes before it belongs to a lost world. */
  async #again(method: Method): Promise<Connection> {
    if (this.#fault !== undefined) {
      if (method !== "reset" || this.#fault.fault.kind === "too-many-restarts") throw this.#fault;
      if (this.restarts >= LIMITS.restarts) throw this.#exhausted(this.#fault);
      this.restarts += 1;
    }
    await this.#start({ protocol: PROTOCOL_VERSION, suite: this.options.suite });
    if (this.#connection === undefined) throw new PortError("invalid", "closed");
    return this.#connection;
  }

  #exhausted(last: ImplementationFault): ImplementationFault {
    const text = `it was restarted ${LIMITS.restarts} times; the last fault was ${last.message}`;
    return implementationFault("too-many-restarts", text);
  }

  /** An answer that only claims too much leaves the program running; every other fault ends it. */
  async #down(fault: ImplementationFault): Promise<void> {
    if (fault.fault.kind === "over-claim") return;
    this.#fault = fault;
    const connection = this.#connection;
    this.#connection = undefined;
    await connection?.transport.kill();
  }

  async #leave(connection: Connection): Promise<void> {
    try {
      if (!this.#left) await connection.exchange("shutdown", {}, Math.min(this.#deadlineMs, LIMITS.leaveMs));
    } catch (error) {
      if (isImplementationFault(error)) this.#onNote(`at the end: ${error.message}`);
    }
    await connection.transport.close();
  }
}

/** Puts an implementation behind the wire: nothing is started before the first request. */
export function createWireImplementation(options: WireOptions): WireImplementation {
  return new Wire(options);
}
