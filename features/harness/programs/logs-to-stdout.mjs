// A forgotten debugging line.
import { midway } from "./base.mjs";

await midway((text) => `DEBUG: <script>alert(1)</script>\n${text}`);
