import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";

/** A passkey in software (ES256, no attestation), with the ways in which a hostile one would lie. */
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
  private readonly point: { x: Buffer; y: Buffer };
  private handle = "";
  counter = 0;

  constructor(private readonly origin: string) {
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const { x = "", y = "" } = publicKey.export({ format: "jwk" });
    this.key = privateKey;
    this.point = { x: Buffer.from(x, "base64url"), y: Buffer.from(y, "base64url") };
  }

  /** The answer to the options for making a passkey. */
  create(options: Record<string, unknown>, lies: Lies = {}) {
    this.handle = (options["user"] as { id: string }).id;
    const length = Buffer.from([0, this.id.length]);
    const data = Buffer.concat([this.head(lies, 0x40), Buffer.alloc(16), length, this.id, this.coseKey()]);
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
    const signature = createSign("sha256").update(data).update(sha256(said)).sign(this.key);
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

  private coseKey(): Buffer {
    return Buffer.concat([
      Buffer.from("a5010203262001215820", "hex"),
      this.point.x,
      Buffer.from("225820", "hex"),
      this.point.y,
    ]);
  }
}

const cborBytes = (data: Buffer) => Buffer.concat([Buffer.from([0x59, data.length >> 8, data.length & 0xff]), data]);
