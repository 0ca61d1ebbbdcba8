import { generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { isIP } from "node:net";
import { toPem } from "#terraform/plugin/grpc/pem.ts";
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
} from "#terraform/plugin/process/der.ts";

export interface Identity {
  /** PEM. */
  readonly key: string;
  /** PEM. */
  readonly cert: string;
}

export interface Wanted {
  /** Host names and IPv4 addresses. */
  readonly names: readonly string[];
  /** @default an hour ago */
  readonly from?: Date;
  /** @default in an hour */
  readonly until?: Date;
}

interface Content {
  readonly subject: Buffer;
  readonly publicKey: KeyObject;
  readonly from: Date;
  readonly until: Date;
  readonly extensions: Buffer;
}

const ecdsaWithSha256 = encodeSequence(encodeObjectId("1.2.840.10045.4.3.2"));
const critical = encodeTlv(0x01, Uint8Array.of(0xff));
const hour = 3_600_000;

const named = (name: string): Buffer =>
  encodeSequence(encodeSet(encodeSequence(encodeObjectId("2.5.4.3"), encodeUtf8(name))));

const authorityExtensions = encodeSequence(
  encodeSequence(encodeObjectId("2.5.29.19"), critical, encodeOctets(encodeSequence(critical))),
  encodeSequence(encodeObjectId("2.5.29.15"), critical, encodeOctets(encodeBits(Uint8Array.of(0x04), 2))),
);

function serverExtensions(names: readonly string[]): Buffer {
  const general = names.map((name) =>
    isIP(name) === 4
      ? encodeTlv(0x87, Uint8Array.from(name.split(".").map(Number)))
      : encodeTlv(0x82, Buffer.from(name, "latin1")),
  );
  return encodeSequence(
    encodeSequence(encodeObjectId("2.5.29.37"), encodeOctets(encodeSequence(encodeObjectId("1.3.6.1.5.5.7.3.1")))),
    encodeSequence(encodeObjectId("2.5.29.17"), encodeOctets(encodeSequence(...general))),
  );
}

/** An authority of its own, such as a company's. */
export class CertificateAuthority {
  readonly #name: Buffer;
  readonly #key: KeyObject;
  /** PEM. */
  readonly certificate: string;

  constructor(name: string) {
    const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    this.#name = named(name);
    this.#key = privateKey;
    const now = Date.now();
    const from = new Date(now - 1000 * hour);
    const until = new Date(now + 1000 * hour);
    this.certificate = this.#sign({ subject: this.#name, publicKey, from, until, extensions: authorityExtensions });
  }

  /** A server's key and certificate. */
  issue({ names, from = new Date(Date.now() - hour), until = new Date(Date.now() + hour) }: Wanted): Identity {
    const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const content = { subject: named(names[0] ?? ""), publicKey, from, until, extensions: serverExtensions(names) };
    return { key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(), cert: this.#sign(content) };
  }

  #sign({ subject, publicKey, from, until, extensions }: Content): string {
    const content = encodeSequence(
      encodeTlv(0xa0, encodeUnsigned(Uint8Array.of(2))),
      encodeUnsigned(randomBytes(16)),
      ecdsaWithSha256,
      this.#name,
      encodeSequence(encodeTime(from), encodeTime(until)),
      subject,
      publicKey.export({ type: "spki", format: "der" }),
      encodeTlv(0xa3, extensions),
    );
    return toPem(encodeSequence(content, ecdsaWithSha256, encodeBits(sign("sha256", content, this.#key))));
  }
}
