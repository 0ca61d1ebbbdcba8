import { generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { toPem } from "../grpc/pem.ts";
import {
  encodeBits,
  encodeObjectId,
  encodeOctets,
  encodeSequence,
  encodeSet,
  encodeTime,
  encodeTlv,
  encodeUnsigned,
  encodeUtf8,
} from "./der.ts";

export interface ServerCertificate {
  /** PEM (PKCS #8). */
  readonly key: string;
  /** PEM. */
  readonly certificate: string;
  readonly der: Buffer;
}

const ecdsaWithSha256 = encodeSequence(encodeObjectId("1.2.840.10045.4.3.2"));
const dayMilliseconds = 86_400_000;

/**
 * A key and a certificate for one run: P-256, signed by itself, for `localhost`. It is valid from a minute ago, because clocks
 * differ, and for a year.
 */
export function createServerCertificate(now = new Date()): ServerCertificate {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const name = encodeSequence(encodeSet(encodeSequence(encodeObjectId("2.5.4.3"), encodeUtf8("localhost"))));
  const content = encodeSequence(
    encodeTlv(0xa0, encodeUnsigned(Uint8Array.of(2))),
    encodeUnsigned(randomBytes(16)),
    ecdsaWithSha256,
    name,
    encodeSequence(
      encodeTime(new Date(now.getTime() - 60_000)),
      encodeTime(new Date(now.getTime() + 365 * dayMilliseconds)),
    ),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    encodeTlv(0xa3, encodeExtensions()),
  );
  const der = encodeSequence(content, ecdsaWithSha256, encodeBits(sign("sha256", content, privateKey)));
  return { key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(), certificate: toPem(der), der };
}

/** Go's TLS client requires `localhost` as an alternative name, and serverAuth if any key usage is given. */
function encodeExtensions(): Buffer {
  const digitalSignature = encodeBits(Uint8Array.of(0x80), 7);
  const critical = encodeTlv(0x01, Uint8Array.of(0xff));
  return encodeSequence(
    encodeSequence(encodeObjectId("2.5.29.15"), critical, encodeOctets(digitalSignature)),
    encodeSequence(encodeObjectId("2.5.29.37"), encodeOctets(encodeSequence(encodeObjectId("1.3.6.1.5.5.7.3.1")))),
    encodeSequence(
      encodeObjectId("2.5.29.17"),
      encodeOctets(encodeSequence(encodeTlv(0x82, Buffer.from("localhost", "latin1")))),
    ),
  );
}
