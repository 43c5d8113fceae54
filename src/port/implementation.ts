import type {
  CallParams,
  DefineSubscriberParams,
  DefineTableParams,
  Empty,
  Handshake,
  HoldParams,
  InitializeParams,
  IntervalAnswer,
  MmAnswer,
  Observation,
  OdpContextAnswer,
  OpenParams,
  QueryParams,
  ResetParams,
  RunAnswer,
  RunParams,
  ScriptParams,
  SubscriptionsAnswer,
  TableAnswer,
  UmemAnswer,
} from "./generated/protocol.ts";

/** What every `query` can answer. */
export type QueryAnswer = MmAnswer | SubscriptionsAnswer | IntervalAnswer | TableAnswer | OdpContextAnswer | UmemAnswer;

/** The methods of the port, with their parameters and results. */
export interface Methods {
  initialize: { params: InitializeParams; result: Handshake };
  reset: { params: ResetParams; result: Empty };
  define_subscriber: { params: DefineSubscriberParams; result: Empty };
  define_table: { params: DefineTableParams; result: Empty };
  script: { params: ScriptParams; result: Empty };
  call: { params: CallParams; result: Observation };
  open: { params: OpenParams; result: Observation };
  hold: { params: HoldParams; result: Empty };
  query: { params: QueryParams; result: QueryAnswer };
  run: { params: RunParams; result: RunAnswer };
  shutdown: { params: Empty; result: Empty };
}

export type Method = keyof Methods;
export type Params<M extends Method> = Methods[M]["params"];
export type Result<M extends Method> = Methods[M]["result"];

/**
 * The port: the one door that every implementation stands behind.
 *
 * A request starts or releases something, lets the implementation run until every named thread
 * is idle or blocked, and answers with what was seen. Requests come one at a time. An operation
 * that is not offered rejects with a {@link PortError} of code `unsupported`.
 */
export interface Implementation {
  request<M extends Method>(method: M, params: Params<M>): Promise<Result<M>>;
  /** Lets go of everything that the implementation holds. Safe to call twice. */
  close(): Promise<void>;
}
