import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AccessError } from "#access/model/errors.ts";
import { CertificateAuthority } from "#test/support/network/certificate-authority.ts";
import { readAuthorities } from "./authorities.ts";

const first = new CertificateAuthority("Kestrel root");
const second = new CertificateAuthority("Merlin root");
const { key } = first.issue({ names: ["kestrel.example"] });
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "authorities-"));
});

afterAll(() => rmSync(folder, { recursive: true }));

function writeFile(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const trimAll = (certificates: readonly string[]) => certificates.map((one) => one.trim());

describe("the certificates of ca_file", () => {
  it("are all certificates in the file, with any text in between", async () => {
    const path = writeFile("both.pem", `Kestrel root\r\n${first.certificate}\n# Merlin\n${second.certificate}`);
    expect(trimAll(await readAuthorities(path, {}))).toEqual(trimAll([first.certificate, second.certificate]));
  });

  it("come with those of NODE_EXTRA_CA_CERTS", async () => {
    const path = writeFile("one.pem", first.certificate);
    const extra = writeFile("extra.pem", second.certificate);
    const authorities = await readAuthorities(path, { NODE_EXTRA_CA_CERTS: extra });
    expect(trimAll(authorities)).toEqual(trimAll([first.certificate, second.certificate]));
  });

  it("ignore NODE_EXTRA_CA_CERTS if it cannot be read, like Node", async () => {
    const authorities = await readAuthorities(writeFile("one.pem", first.certificate), {
      NODE_EXTRA_CA_CERTS: join(folder, "nowhere.pem"),
    });
    expect(authorities).toHaveLength(1);
  });
});

async function catchError(path: string): Promise<AccessError> {
  const error: unknown = await readAuthorities(path, {}).catch((thrown: unknown) => thrown);
  if (!(error instanceof AccessError)) throw new Error("no AccessError was thrown");
  expect(error).toMatchObject({ code: "invalid_value", path: ["caFile"] });
  return error;
}

describe("a ca_file", () => {
  const broken = first.certificate.replace(/\n[A-Za-z0-9+/]{20}/, "\nAAAAAAAAAAAAAAAAAAAA");
  const der = Buffer.from(first.certificate.replace(/-----.*-----|\n/g, ""), "base64");

  it.each([
    { name: "is missing", path: () => join(folder, "nowhere.pem"), says: 'nowhere.pem", which does not exist' },
    { name: "has a tilde", path: () => "~/kestrel/nowhere.pem", says: "pathexpand" },
    { name: "is a folder", path: () => folder, says: "which is a folder" },
    {
      name: "cannot be read",
      path: () => join(writeFile("one.pem", first.certificate), "x"),
      says: "cannot be read (ENOTDIR)",
    },
    { name: "is empty", path: () => writeFile("empty.pem", ""), says: "contains no certificate" },
    {
      name: "is something else",
      path: () => writeFile("else.pem", "heather and thyme"),
      says: "-----BEGIN CERTIFICATE-----",
    },
    { name: "is DER", path: () => writeFile("der.crt", der), says: "openssl x509 -inform der" },
    {
      name: "has a broken one",
      path: () => writeFile("broken.pem", second.certificate + broken),
      says: "certificate 2 of 2 cannot be read",
    },
    {
      name: "contains a private key",
      path: () => writeFile("key.pem", first.certificate + key),
      says: "contains a private key",
    },
    { name: "is a private key", path: () => writeFile("only-key.pem", key), says: "belongs on its server" },
    { name: "is a device", path: () => "/dev/full", says: "is a device, a pipe or a socket, and not a file" },
    {
      name: "is too large",
      path: () => writeFile("large.pem", Buffer.alloc(1024 * 1024 + 1)),
      says: "has more than 1 MiB",
    },
  ])("fails if it $name, and does not quote the file", async ({ path, says }) => {
    const error = await catchError(path());
    expect(`${error.message} ${error.advice}`).toContain(says);
    expect(`${error.message} ${error.advice} ${error.stack}`).not.toMatch(/heather|MI[A-Z]{2}|AAAA/);
  });
});
