import { generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { bits, objectId, octets, sequence, set, time, tlv, unsigned, utf8 } from "./der.ts";

export interface ServerCertificate {
  /** PEM (PKCS #8). */
  readonly key: string;
  /** PEM. */
  readonly certificate: string;
  readonly der: Buffer;
}

const ecdsaWithSha256 = sequence(objectId("1.2.840.10045.4.3.2"));
const dayMilliseconds = 86_400_000;

/**
 * A key and a certificate for one run: P-256, signed by itself, for `localhost`. It is valid from a minute ago, because clocks
 * differ, and for a year.
 */
export function createServerCertificate(now = new Date()): ServerCertificate {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const name = sequence(set(sequence(objectId("2.5.4.3"), utf8("localhost"))));
  const content = sequence(
    tlv(0xa0, unsigned(Uint8Array.of(2))),
    unsigned(randomBytes(16)),
    ecdsaWithSha256,
    name,
    sequence(time(new Date(now.getTime() - 60_000)), time(new Date(now.getTime() + 365 * dayMilliseconds))),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    tlv(0xa3, extensions()),
  );
  const der = sequence(content, ecdsaWithSha256, bits(sign("sha256", content, privateKey)));
  return { key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(), certificate: pem(der), der };
}

/** Go's TLS client requires `localhost` as an alternative name, and serverAuth if any key usage is given. */
function extensions(): Buffer {
  const digitalSignature = bits(Uint8Array.of(0x80), 7);
  const critical = tlv(0x01, Uint8Array.of(0xff));
  return sequence(
    sequence(objectId("2.5.29.15"), critical, octets(digitalSignature)),
    sequence(objectId("2.5.29.37"), octets(sequence(objectId("1.3.6.1.5.5.7.3.1")))),
    sequence(objectId("2.5.29.17"), octets(sequence(tlv(0x82, Buffer.from("localhost", "latin1"))))),
  );
}

export function pem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}
