/** The version of the reference: that of the suite. */
export const REFERENCE_VERSION = "0.1.0";
