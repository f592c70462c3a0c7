import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";

export type Algorithm = "ES256" | "EdDSA" | "RS256";

/** A passkey in software (no attestation), with the ways in which a hostile one would lie. */
export interface Lies {
  origin?: string;
  host?: string;
  challenge?: string;
  /** No finger, no PIN. */
  unverified?: boolean;
  counter?: number;
}

const b64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");
const sha256 = (data: Uint8Array | string) => createHash("sha256").update(data).digest();

export class Authenticator {
  readonly id = randomBytes(32);
  private readonly key: KeyObject;
  /** The public key as COSE writes it. */
  readonly cose: Buffer;
  private handle = "";
  counter = 0;

  constructor(
    private readonly origin: string,
    private readonly algorithm: Algorithm = "ES256",
  ) {
    const { privateKey, publicKey } = pairFor(algorithm);
    this.key = privateKey;
    this.cose = coseOf(algorithm, publicKey);
  }

  /** The answer to the options for making a passkey. */
  create(options: Record<string, unknown>, lies: Lies = {}) {
    this.handle = (options["user"] as { id: string }).id;
    const length = Buffer.from([0, this.id.length]);
    const data = Buffer.concat([this.head(lies, 0x40), Buffer.alloc(16), length, this.id, this.cose]);
    const wrapped = Buffer.concat([
      Buffer.from("a363666d74646e6f6e656761747453746d74a0686175746844617461", "hex"),
      cborBytes(data),
    ]);
    return this.answer({
      clientDataJSON: b64(this.said("webauthn.create", options, lies)),
      attestationObject: b64(wrapped),
      transports: ["internal"],
    });
  }

  /** The answer to the options for signing in. */
  get(options: Record<string, unknown>, lies: Lies = {}) {
    this.counter += 1;
    const data = this.head(lies, 0);
    const said = this.said("webauthn.get", options, lies);
    const signature = sign(this.algorithm === "EdDSA" ? null : "sha256", Buffer.concat([data, sha256(said)]), this.key);
    return this.answer({
      clientDataJSON: b64(said),
      authenticatorData: b64(data),
      signature: b64(signature),
      userHandle: this.handle,
    });
  }

  private answer(response: Record<string, unknown>) {
    const id = b64(this.id);
    return {
      id,
      rawId: id,
      type: "public-key",
      response,
      clientExtensionResults: {},
      authenticatorAttachment: "platform",
    };
  }

  private head({ host, unverified, counter }: Lies, flags: number): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter ?? this.counter);
    return Buffer.concat([
      sha256(host ?? new URL(this.origin).hostname),
      Buffer.from([0x01 | (unverified ? 0 : 0x04) | flags]),
      count,
    ]);
  }

  private said(type: string, options: Record<string, unknown>, { origin, challenge }: Lies): Buffer {
    return Buffer.from(
      JSON.stringify({
        type,
        challenge: challenge ?? options["challenge"],
        origin: origin ?? this.origin,
        crossOrigin: false,
      }),
    );
  }
}

function pairFor(algorithm: Algorithm) {
  if (algorithm === "ES256") return generateKeyPairSync("ec", { namedCurve: "P-256" });
  return algorithm === "EdDSA" ? generateKeyPairSync("ed25519") : generateKeyPairSync("rsa", { modulusLength: 2048 });
}

function coseOf(algorithm: Algorithm, key: KeyObject): Buffer {
  const { x = "", y = "", n = "", e = "" } = key.export({ format: "jwk" });
  const parts: Record<Algorithm, [head: string, text: string][]> = {
    ES256: [
      ["a5010203262001215820", x],
      ["225820", y],
    ],
    EdDSA: [["a4010103272006215820", x]],
    RS256: [
      ["a401030339010020590100", n],
      ["2143", e],
    ],
  };
  return Buffer.concat(
    parts[algorithm].flatMap(([head, text]) => [Buffer.from(head, "hex"), Buffer.from(text, "base64url")]),
  );
}

const cborBytes = (data: Buffer) => Buffer.concat([Buffer.from([0x59, data.length >> 8, data.length & 0xff]), data]);
