// Its name clears the screen, is a script, and holds half a character.
import { reference } from "./base.mjs";

const name = JSON.stringify("\u001b[2J<script>alert(1)</script>\ud800\u202e");
await reference((text) => text.replace(/"name":"[^"]*"/, () => `"name":${name}`));
