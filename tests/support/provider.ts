import { createHash, createSign, generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** An identity provider small enough to lie on purpose: what its next token claims is up to the test. */
export interface Provider {
  issuer: string;
  /** Claims of the next identity token, beside those that an honest one would hold. */
  claims: Record<string, unknown>;
  /** What the browser brought to the provider's page. */
  asked: URLSearchParams;
  close: () => void;
}

export const CLIENT = "kulla-test";
const b64 = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

export async function startProvider(): Promise<Provider> {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const server = createServer((request, response) => {
    const send = (status: number, value: object) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    if (request.url === "/.well-known/openid-configuration") return send(200, configuration(provider.issuer));
    if (request.url === "/jwks")
      return send(200, { keys: [{ ...publicKey.export({ format: "jwk" }), kid: "1", alg: "RS256", use: "sig" }] });
    let body = "";
    request.on("data", (part: Buffer) => {
      body += part.toString();
    });
    request.on("end", () => {
      const verifier = new URLSearchParams(body).get("code_verifier") ?? "";
      // An honest provider gives a token only to whoever began (PKCE).
      if (createHash("sha256").update(verifier).digest("base64url") !== provider.asked.get("code_challenge"))
        return send(400, { error: "invalid_grant" });
      send(200, { access_token: "x", token_type: "Bearer", id_token: idToken() });
    });
  });
  const idToken = () => {
    const now = Math.floor(Date.now() / 1000);
    const honest = {
      iss: provider.issuer,
      aud: CLIENT,
      sub: "subject-1",
      iat: now,
      exp: now + 60,
      nonce: provider.asked.get("nonce"),
    };
    const signed = `${b64({ alg: "RS256", kid: "1" })}.${b64({ ...honest, ...provider.claims })}`;
    return `${signed}.${createSign("sha256").update(signed).sign(privateKey).toString("base64url")}`;
  };
  const provider: Provider = { issuer: "", claims: {}, asked: new URLSearchParams(), close: () => server.close() };
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  provider.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return provider;
}

const configuration = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/jwks`,
  response_types_supported: ["code"],
  subject_types_supported: ["public"],
  id_token_signing_alg_values_supported: ["RS256"],
});
