// Reads, and keeps what it has to say to itself.
process.stdin.resume();
