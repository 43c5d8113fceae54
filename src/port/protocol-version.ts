/** The version of the wire protocol: raised only for breaking changes; additions are capabilities. */
export const PROTOCOL_VERSION = 1;
