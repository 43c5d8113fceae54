// Valid JSON, but no observation.
import { line, midway } from "./base.mjs";

await midway((_text, { id }) => line({ id, result: { events: "none" } }));
