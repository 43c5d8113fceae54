// Leaves before it reads anything.
process.stderr.write("no device found\n");
process.exit(1);
