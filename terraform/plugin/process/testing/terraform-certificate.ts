import type { KeyObject } from "node:crypto";
import { generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { pem } from "../certificate.ts";
import { bits, objectId, octets, sequence, set, time, tlv, unsigned, utf8 } from "../der.ts";

export interface TerraformCertificate {
  /** PEM. */
  readonly key: string;
  /** PEM, as in PLUGIN_CLIENT_CERT. */
  readonly certificate: string;
  readonly privateKey: KeyObject;
}

const ecdsaWithSha512 = sequence(objectId("1.2.840.10045.4.3.4"));

/**
 * A client certificate such as Terraform makes (go-plugin, mtls.go): P-521, its own authority, for client and server. With
 * an issuer it is signed by that one's key.
 */
export function createTerraformCertificate(issuer?: TerraformCertificate): TerraformCertificate {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-521" });
  const now = Date.now();
  const yes = tlv(0x01, Uint8Array.of(0xff));
  const extensions = sequence(
    sequence(objectId("2.5.29.15"), yes, octets(bits(Uint8Array.of(0xac), 2))),
    sequence(objectId("2.5.29.37"), octets(sequence(objectId("1.3.6.1.5.5.7.3.2"), objectId("1.3.6.1.5.5.7.3.1")))),
    sequence(objectId("2.5.29.19"), yes, octets(sequence(yes))),
    sequence(objectId("2.5.29.17"), octets(sequence(tlv(0x82, Buffer.from("localhost", "latin1"))))),
  );
  const content = sequence(
    tlv(0xa0, unsigned(Uint8Array.of(2))),
    unsigned(randomBytes(16)),
    ecdsaWithSha512,
    encodeName("localhost"),
    sequence(time(new Date(now - 30_000)), time(new Date(now + 30 * 365 * 86_400_000))),
    encodeName(issuer === undefined ? "localhost" : "signed"),
    publicKey.export({ type: "spki", format: "der" }),
    tlv(0xa3, extensions),
  );
  const signature = sign("sha512", content, issuer?.privateKey ?? privateKey);
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    certificate: pem(sequence(content, ecdsaWithSha512, bits(signature))),
    privateKey,
  };
}

function encodeName(commonName: string): Buffer {
  return sequence(
    set(sequence(objectId("2.5.4.10"), utf8("HashiCorp"))),
    set(sequence(objectId("2.5.4.3"), utf8(commonName))),
  );
}
