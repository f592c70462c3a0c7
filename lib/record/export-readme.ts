/** What stands in every export, for whoever opens it years later without us. */
export const README = [
  "This file holds the record of one incident. Check it on any machine with Node: node verify.mjs <this file> [--checkpoint <a checkpoint you kept>] [--key <the public key you were given>].",
  "Each line after this one is one line of the record, as JSON: `canon` is the text that was hashed when it was recorded, `body` its words, `salt` what hides them in the hash, `proof` its way to the root in the checkpoint.",
  "leaf = SHA-256(0x00, canon). body in canon = SHA-256(salt, body), in hex. The tree is that of RFC 6962; its leaf number is seq - 1. proof is the inclusion proof, 32 bytes a step, in base64. The checkpoint is a C2SP tlog-checkpoint, signed with Ed25519.",
  "What is proven: whoever holds a checkpoint of this record from outside can tell that no line it covers was changed, removed, put in or put in another place since, whoever ran the server. `ties` holds the consistency proofs that lead from earlier checkpoints to this one.",
  "What is not proven: lines newer than the checkpoint (their proof is null); that what people wrote is true; that everything that happened was written; that acts of the program are complete (entries of people are: their numbers have no gap); the names under `people`, which are a convenience.",
  "Without a checkpoint or a key from outside, this file proves only that it agrees with itself.",
];
