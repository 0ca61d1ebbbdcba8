import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { parseJson, parseValue } from "../shared/body.ts";
import { readSettings } from "../shared/instance.ts";
import { unauthenticated } from "./errors.ts";
import type { Instance } from "./instance.ts";

const identity = z.object({ id: z.string(), email: z.string(), orgId: z.string() });
export type Identity = z.output<typeof identity>;

const claims = identity.extend({ iat: z.number(), exp: z.number() });

const longest = 4_096;

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

const header = encode({ alg: "HS256", typ: "JWT" });

function sign(secret: string, text: string): Buffer {
  return createHmac("sha256", secret).update(text).digest();
}

/** An HS256 JWT, as the vendor's: nothing of it is stored, so nothing but its time ends it. */
export async function createToken(
  instance: Instance,
  { id, email, orgId }: Identity,
  lastsSeconds: number,
): Promise<string> {
  const { tokenSecret } = await readSettings(instance);
  const iat = Math.floor(instance.now() / 1_000);
  const text = `${header}.${encode({ id, email, orgId, iat, exp: iat + lastsSeconds })}`;
  return `${text}.${sign(tokenSecret, text).toString("base64url")}`;
}

/** What a token says, an access token's or a refresh token's; `undefined` where it is not this instance's, or expired. */
export async function readToken(instance: Instance, token: string): Promise<Identity | undefined> {
  if (token.length > longest) return undefined;
  const [sentHeader = "", sentClaims = "", signature = "", ...rest] = token.split(".");
  if (sentHeader !== header || rest.length > 0) return undefined;
  const { tokenSecret } = await readSettings(instance);
  const expected = sign(tokenSecret, `${sentHeader}.${sentClaims}`);
  const sent = Buffer.from(signature, "base64url");
  if (sent.length !== expected.length || !timingSafeEqual(sent, expected)) return undefined;
  const value = parseJson(Buffer.from(sentClaims, "base64url").toString(), unauthenticated);
  const read = parseValue(claims, value, unauthenticated);
  return read.exp * 1_000 > instance.now() ? read : undefined;
}
