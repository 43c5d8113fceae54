export type { Handshake, Observation } from "../port/generated/protocol.ts";
export type { Params, Result } from "../port/implementation.ts";
