import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { AccessError } from "#access/model/errors.ts";

const block = /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----[^-]*-----END (?:X509 |TRUSTED )?CERTIFICATE-----/g;
const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
// A certificate in DER is a sequence with a length of two bytes.
const der = Buffer.from([0x30, 0x82]);

function refused(message: string, advice: string): AccessError {
  return new AccessError("invalid_value", message, { path: ["caFile"], advice });
}

function unreadable(file: string, error: unknown): AccessError {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const at = `\`ca_file\` is "${file}"`;
  switch (code) {
    case "ENOENT":
      return refused(
        `${at}, which does not exist.`,
        file.startsWith("~")
          ? 'Terraform does not expand "~": write pathexpand("~/…").'
          : "Give a path from the folder in which Terraform runs, or an absolute one such as ${path.module}/ca.pem gives.",
      );
    case "EISDIR":
      return refused(`${at}, which is a folder.`, "Give one file; certificates can stand in it one after the other.");
    default:
      return refused(`${at}, which cannot be read (${String(code)}).`, "Let the user who runs Terraform read it.");
  }
}

/** The certificates in the text of a PEM file; what stands around them is passed over. */
function certificatesIn(text: string): readonly string[] {
  return text.match(block) ?? [];
}

function check(file: string, content: Buffer): readonly string[] {
  const text = content.toString("latin1");
  // Nothing of the file is repeated: what was taken for a certificate may be anything.
  if (privateKey.test(text)) {
    const advice =
      "Give a file with certificates alone, and look who could read this one: the key belongs on its server.";
    throw refused(`\`ca_file\` is "${file}", which holds a private key.`, advice);
  }
  const certificates = certificatesIn(text);
  if (certificates.length === 0) {
    const how = content.subarray(0, 2).equals(der)
      ? "It looks like DER: openssl x509 -inform der -in FILE -out FILE.pem makes PEM of it."
      : "It must hold lines from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.";
    throw refused(`\`ca_file\` is "${file}", in which there is no certificate.`, how);
  }
  for (const [index, certificate] of certificates.entries()) {
    try {
      new X509Certificate(certificate);
    } catch {
      const message = `\`ca_file\` is "${file}", whose certificate ${index + 1} of ${certificates.length} cannot be read.`;
      throw refused(message, "Export it again as PEM.");
    }
  }
  return certificates;
}

/** As Node does with NODE_EXTRA_CA_CERTS, which warns by itself: what cannot be read is passed over. */
async function extraOnes(file: string | undefined): Promise<readonly string[]> {
  if (file === undefined || file === "") return [];
  try {
    return certificatesIn(await readFile(file, "latin1"));
  } catch {
    return [];
  }
}

/**
 * The certificates (PEM) in `ca_file`, and those in NODE_EXTRA_CA_CERTS, which Node adds by itself only where nothing
 * else is added.
 * @throws AccessError
 */
export async function readAuthorities(
  file: string,
  environment: { readonly [name: string]: string | undefined },
): Promise<readonly string[]> {
  let content: Buffer;
  try {
    content = await readFile(file);
  } catch (error) {
    throw unreadable(file, error);
  }
  return [...check(file, content), ...(await extraOnes(environment["NODE_EXTRA_CA_CERTS"]))];
}
