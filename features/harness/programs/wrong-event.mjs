// An address with 0x in front.
import { line, midway } from "./base.mjs";

const event = { event: "callback", thread: "T1", subscriber: "s", callback: "invalidate", start: "0x1000" };
await midway((_text, { id }) => line({ id, result: { events: [event], threads: {} } }));
