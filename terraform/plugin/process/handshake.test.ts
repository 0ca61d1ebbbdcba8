import { describe, expect, test } from "vitest";
import { createServerCertificate } from "./certificate.ts";
import { terraformEnvironment } from "./testing/fake-process.ts";
import { formatHandshake, readInvitation } from "./handshake.ts";

const { certificate, der } = createServerCertificate();

describe("an invitation", () => {
  test.each([
    { name: "with a certificate", add: { PLUGIN_CLIENT_CERT: certificate }, want: certificate },
    { name: "in plain text", add: {}, want: undefined },
    { name: "with an empty certificate", add: { PLUGIN_CLIENT_CERT: "" }, want: undefined },
    { name: "that lists the versions in another order", add: { PLUGIN_PROTOCOL_VERSIONS: "6,5" }, want: undefined },
    { name: "that lists no versions", add: { PLUGIN_PROTOCOL_VERSIONS: undefined }, want: undefined },
  ])("$name is accepted", ({ add, want }) => {
    expect(readInvitation({ ...terraformEnvironment, ...add }, "access")).toEqual({
      kind: "accepted",
      clientCertificate: want,
    });
  });

  test.each([
    { name: "started by hand", add: { TF_PLUGIN_MAGIC_COOKIE: undefined }, want: /started by Terraform[^]*-debug/ },
    {
      name: "started with another cookie",
      add: { TF_PLUGIN_MAGIC_COOKIE: "x" },
      want: /"access" to required_providers/,
    },
    {
      name: "asked for other versions",
      add: { PLUGIN_PROTOCOL_VERSIONS: "4,5,16" },
      want: /plugin protocol 6 only, but was asked for 4,5,16/,
    },
    {
      name: "given no certificate",
      add: { PLUGIN_CLIENT_CERT: "hello" },
      want: /invalid certificate in PLUGIN_CLIENT_CERT/,
    },
  ])("fails when $name", ({ add, want }) => {
    expect(readInvitation({ ...terraformEnvironment, ...add }, "access")).toEqual({
      kind: "refused",
      message: expect.stringMatching(want),
    });
  });
});

describe("the handshake line", () => {
  const welcome = { network: "unix", address: "/tmp/x/s" } as const;

  test("holds the certificate without padding", () => {
    for (const size of [99, 100, 101]) {
      const line = formatHandshake({ ...welcome, certificate: der.subarray(0, size) }, {});
      expect(line).toMatch(/^1\|6\|unix\|\/tmp\/x\/s\|grpc\|[A-Za-z0-9+/]+\n$/);
      expect(Buffer.from(line.split("|")[5] ?? "", "base64").equals(der.subarray(0, size))).toBe(true);
    }
  });

  test("has an empty sixth field in plain text", () => {
    expect(formatHandshake({ ...welcome, certificate: undefined }, {})).toBe("1|6|unix|/tmp/x/s|grpc|\n");
  });

  test("has a seventh field only if the host requests it", () => {
    const line = formatHandshake({ ...welcome, certificate: undefined }, { PLUGIN_MULTIPLEX_GRPC: "true" });
    expect(line).toBe("1|6|unix|/tmp/x/s|grpc||false\n");
  });
});
