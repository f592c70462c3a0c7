// Loaded before each of Kulla's processes: when the launcher is killed, they must not live on and hold its port.
const PATIENCE_MS = 10_000;
const parent = process.ppid;

const watch = setInterval(() => {
  if (process.ppid === parent) return;
  clearInterval(watch);
  process.kill(process.pid, "SIGTERM");
  setTimeout(() => process.exit(1), PATIENCE_MS).unref();
}, 500);
watch.unref();
