// Has an error of its own, and says so.
import { line, midway } from "./base.mjs";

await midway((_text, { id }) => line({ id, error: { code: -32603, message: "out of range" } }));
