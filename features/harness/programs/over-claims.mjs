// Claims interval notifiers and does not offer them.
import { line, midway } from "./base.mjs";

await midway((_text, { id }) => line({ id, error: { code: -32001, message: "read_begin is not offered" } }));
