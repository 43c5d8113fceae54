// Writes a name in another encoding than UTF-8.
import { bare } from "./base.mjs";

await bare(() => Buffer.from('{"jsonrpc":"2.0","id":1,"result":{"name":"Größe"}}\n', "latin1"));
