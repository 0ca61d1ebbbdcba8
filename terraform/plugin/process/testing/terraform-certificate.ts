import type { KeyObject } from "node:crypto";
import { generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { toPem } from "../../grpc/pem.ts";
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
} from "../der.ts";

export interface TerraformCertificate {
  /** PEM. */
  readonly key: string;
  /** PEM, as in PLUGIN_CLIENT_CERT. */
  readonly certificate: string;
  readonly privateKey: KeyObject;
}

const ecdsaWithSha512 = encodeSequence(encodeObjectId("1.2.840.10045.4.3.4"));

/**
 * A client certificate such as Terraform makes (go-plugin, mtls.go): P-521, its own authority, for client and server. With
 * an issuer it is signed by that one's key.
 */
export function createTerraformCertificate(issuer?: TerraformCertificate): TerraformCertificate {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-521" });
  const now = Date.now();
  const yes = encodeTlv(0x01, Uint8Array.of(0xff));
  const extensions = encodeSequence(
    encodeSequence(encodeObjectId("2.5.29.15"), yes, encodeOctets(encodeBits(Uint8Array.of(0xac), 2))),
    encodeSequence(
      encodeObjectId("2.5.29.37"),
      encodeOctets(encodeSequence(encodeObjectId("1.3.6.1.5.5.7.3.2"), encodeObjectId("1.3.6.1.5.5.7.3.1"))),
    ),
    encodeSequence(encodeObjectId("2.5.29.19"), yes, encodeOctets(encodeSequence(yes))),
    encodeSequence(
      encodeObjectId("2.5.29.17"),
      encodeOctets(encodeSequence(encodeTlv(0x82, Buffer.from("localhost", "latin1")))),
    ),
  );
  const content = encodeSequence(
    encodeTlv(0xa0, encodeUnsigned(Uint8Array.of(2))),
    encodeUnsigned(randomBytes(16)),
    ecdsaWithSha512,
    encodeName("localhost"),
    encodeSequence(encodeTime(new Date(now - 30_000)), encodeTime(new Date(now + 30 * 365 * 86_400_000))),
    encodeName(issuer === undefined ? "localhost" : "signed"),
    publicKey.export({ type: "spki", format: "der" }),
    encodeTlv(0xa3, extensions),
  );
  const signature = sign("sha512", content, issuer?.privateKey ?? privateKey);
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    certificate: toPem(encodeSequence(content, ecdsaWithSha512, encodeBits(signature))),
    privateKey,
  };
}

function encodeName(commonName: string): Buffer {
  return encodeSequence(
    encodeSet(encodeSequence(encodeObjectId("2.5.4.10"), encodeUtf8("HashiCorp"))),
    encodeSet(encodeSequence(encodeObjectId("2.5.4.3"), encodeUtf8(commonName))),
  );
}
