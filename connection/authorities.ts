import { X509Certificate } from "node:crypto";
import { FileRefused, readRegularFile } from "#platform/regular-file.ts";
import { AccessError } from "#access/model/errors.ts";
import { blockWords, type SettingWords } from "./setting-words.ts";

const block = /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----[^-]*-----END (?:X509 |TRUSTED )?CERTIFICATE-----/g;
const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
// A certificate in DER is a sequence with a length of two bytes.
const der = Buffer.from([0x30, 0x82]);

// All of Mozilla's authorities take a quarter of this.
const longestFile = 1024 * 1024;

function createError(message: string, advice: string): AccessError {
  return new AccessError("invalid_value", message, { path: ["caFile"], advice });
}

function explainRefusal(file: string, { reason, message }: FileRefused, words: SettingWords): AccessError {
  const problem = `${words.name("caFile")} is "${file}", which ${message}.`;
  switch (reason) {
    case "ENOENT":
      return createError(problem, words.adviseMissingFile(file));
    case "EISDIR":
    case "kind":
    case "size":
      return createError(problem, "Use a single file with certificates. It can contain several.");
    default:
      return createError(problem, `Make it readable for ${words.reader}.`);
  }
}

/** The certificates in a PEM file. Skips all other text. */
function findCertificates(text: string): readonly string[] {
  return text.match(block) ?? [];
}

function readCertificates(file: string, content: Buffer, words: SettingWords): readonly string[] {
  const setting = words.name("caFile");
  const text = content.toString("latin1");
  // The content is never repeated in a message: it may be a secret.
  if (privateKey.test(text)) {
    const advice =
      "Use a file that contains only certificates, and check who could read this one: a private key belongs on its server.";
    throw createError(`${setting} is "${file}", which contains a private key.`, advice);
  }
  const certificates = findCertificates(text);
  if (certificates.length === 0) {
    const how = content.subarray(0, 2).equals(der)
      ? "It looks like DER. Convert it: openssl x509 -inform der -in FILE -out FILE.pem"
      : "It must contain lines from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.";
    throw createError(`${setting} is "${file}", which contains no certificate.`, how);
  }
  for (const [index, certificate] of certificates.entries()) {
    try {
      new X509Certificate(certificate);
    } catch {
      const message = `${setting} is "${file}", whose certificate ${index + 1} of ${certificates.length} cannot be read.`;
      throw createError(message, "Export it again as PEM.");
    }
  }
  return certificates;
}

/** Skips what cannot be read, as Node does with NODE_EXTRA_CA_CERTS; Node warns of it by itself. */
async function readExtraAuthorities(file: string | undefined): Promise<readonly string[]> {
  if (file === undefined || file === "") return [];
  try {
    return findCertificates((await readRegularFile(file, longestFile)).toString("latin1"));
  } catch {
    return [];
  }
}

/**
 * Reads the certificates (PEM) in `ca_file`, and those in NODE_EXTRA_CA_CERTS, which Node ignores if other
 * authorities are set.
 * @throws AccessError
 */
export async function readAuthorities(
  file: string,
  environment: { readonly [name: string]: string | undefined },
  words: SettingWords = blockWords,
): Promise<readonly string[]> {
  let content: Buffer;
  try {
    content = await readRegularFile(file, longestFile);
  } catch (error) {
    throw error instanceof FileRefused ? explainRefusal(file, error, words) : error;
  }
  return [
    ...readCertificates(file, content, words),
    ...(await readExtraAuthorities(environment["NODE_EXTRA_CA_CERTS"])),
  ];
}
