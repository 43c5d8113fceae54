// Calls a subscriber by a name that nobody should print, and says that nothing is blocked.
import { midway } from "./base.mjs";

const name = JSON.stringify("\u001b]0;owned\u0007<script>alert(1)</script>\ud800");
const event = `{"event":"callback","thread":"T2","subscriber":${name},"callback":${name}}`;

await midway((text) =>
  text
    .replace(/"events":\[(\]?)/, (_, end) => `"events":[${event}${end === "" ? "," : "]"}`)
    .replace(/"state":"blocked","on":\{[^}]*\}/, '"state":"idle"'),
);
