// Answers every line with a fixed observation (the first with a handshake) and the line's own id, and does nothing
// else: what is left of a round trip is the pipe and the other side.
const HANDSHAKE = JSON.stringify({
  protocol: 1,
  implementation: { name: "ping-pong", version: "1", language: "JavaScript" },
  profiles: ["v6.12"],
  capabilities: ["core"],
  settle: "exact",
});
const OBSERVATION = JSON.stringify({
  events: [
    {
      event: "callback",
      thread: "T1",
      subscriber: "A",
      callback: "invalidate_range_start",
      start: "1000",
      end: "3000",
    },
    { event: "callback_exit", thread: "T1", subscriber: "A", callback: "invalidate_range_start", result: 0 },
    { event: "return", thread: "T1", op: "invalidate_range_start", result: 0 },
  ],
  threads: { T1: { state: "idle" }, T2: { state: "blocked", on: { kind: "gate", name: "held" } } },
});
const ID = /"id":(\d+)/;

let begun = "";
process.stdin.setEncoding("utf8");
process.stdin.on("data", (chunk) => {
  const lines = (begun + chunk).split("\n");
  begun = lines.pop() ?? "";
  for (const line of lines) {
    const result = line.includes('"initialize"') ? HANDSHAKE : OBSERVATION;
    process.stdout.write(`{"jsonrpc":"2.0","id":${ID.exec(line)?.[1]},"result":${result}}\n`);
  }
});
