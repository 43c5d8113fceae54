// Answers initialize with an error.
import { bare, line } from "./base.mjs";

await bare(({ id }) => line({ id, error: { code: -32603, message: "not today" } }));
