import { createPrivateKey, X509Certificate } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createServerCertificate } from "./certificate.ts";
import { encodeObjectId, encodeOctets, encodeTime, encodeUnsigned } from "./der.ts";

const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

describe("a server certificate", () => {
  const now = new Date("2031-07-05T10:20:30.400Z");
  const made = createServerCertificate(now);
  const read = new X509Certificate(made.certificate);

  test("is signed by its own P-256 key", () => {
    expect(read.publicKey.asymmetricKeyDetails).toMatchObject({ namedCurve: "prime256v1" });
    expect(read.verify(read.publicKey)).toBe(true);
    expect(read.checkPrivateKey(createPrivateKey(made.key))).toBe(true);
    expect(read.raw.equals(made.der)).toBe(true);
  });

  test("is for a TLS server called localhost", () => {
    expect(read.subjectAltName).toBe("DNS:localhost");
    expect(read.checkHost("localhost")).toBe("localhost");
    expect(read.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1"]);
  });

  test("is valid from a minute ago, for a year", () => {
    expect(new Date(read.validFrom).toISOString()).toBe("2031-07-05T10:19:30.000Z");
    expect(new Date(read.validTo).toISOString()).toBe("2032-07-04T10:20:30.000Z");
  });

  test("is different each time", () => {
    const other = new X509Certificate(createServerCertificate(now).certificate);
    expect(other.serialNumber).not.toBe(read.serialNumber);
    expect(other.fingerprint256).not.toBe(read.fingerprint256);
  });

  test("writes years from 2050 with four digits", () => {
    const late = new X509Certificate(createServerCertificate(new Date("2049-12-01T00:00:00Z")).certificate);
    expect(new Date(late.validTo).toISOString()).toBe("2050-12-01T00:00:00.000Z");
  });
});

test.each([
  {
    name: "a year until 2049",
    got: encodeTime(new Date("2049-12-31T23:59:59.9Z")),
    want: "170d3439313233313233353935395a",
  },
  {
    name: "a year from 2050 on",
    got: encodeTime(new Date("2050-01-01T00:00:00Z")),
    want: "180f32303530303130313030303030305a",
  },
  { name: "an integer with its high bit set", got: encodeUnsigned(Uint8Array.of(0x80)), want: "02020080" },
  { name: "an integer with zeros in front", got: encodeUnsigned(Uint8Array.of(0, 0, 0x7f)), want: "02017f" },
  { name: "the integer 0", got: encodeUnsigned(Uint8Array.of(0)), want: "020100" },
  { name: "an object id with a long arc", got: encodeObjectId("1.2.840.10045.4.3.2"), want: "06082a8648ce3d040302" },
  { name: "a length of two bytes", got: encodeOctets(new Uint8Array(300)).subarray(0, 4), want: "0482012c" },
])("DER: $name", ({ got, want }) => {
  expect(toHex(got)).toBe(want);
});
