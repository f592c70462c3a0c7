// Written so that a Node from years ago can still read it, and tell that it is too old.
const OLDEST = [20, 19];

/** Ends the program with one sentence when this Node is too old for it. */
export function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  console.error(`Kulla needs Node ${OLDEST.join(".")} or newer; this is Node ${process.versions.node}.`);
  process.exit(1);
}
