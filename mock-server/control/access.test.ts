import { fastify } from "fastify";
import { describe, expect, it } from "vitest";
import { type ControlAccess, controlAccess, isLoopbackHost } from "./access.ts";

interface Case {
  readonly name: string;
  readonly from?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly want: ControlAccess;
}

const token = "control-token-of-this-test";
const local = { host: "127.0.0.1:4010" };
const remote = "192.0.2.7";

const cases: readonly Case[] = [
  { name: "this machine", headers: local, want: "local" },
  { name: "this machine over IPv6", from: "::1", headers: { host: "[::1]:4010" }, want: "local" },
  { name: "this machine, mapped", from: "::ffff:127.0.0.1", headers: { host: "localhost" }, want: "local" },
  { name: "fails on another machine", from: remote, headers: local, want: "refused" },
  { name: "fails on a web page's request", headers: { ...local, origin: "https://example.test" }, want: "refused" },
  { name: "fails on a name that resolves here", headers: { host: "rebound.example.test:4010" }, want: "refused" },
  ...[
    { via: "1.1 gate" },
    { forwarded: `for=${remote}` },
    { "x-real-ip": remote },
    { "x-forwarded-for": remote },
    { "x-forwarded-host": "mock.example.test" },
    { "x-forwarded-proto": "https" },
    { "x-forwarded-port": "443" },
    { "X-Forwarded-Server": "gate" },
    { "cf-connecting-ip": remote },
  ].map((header): Case => ({
    name: `fails behind a proxy: ${JSON.stringify(header)}`,
    headers: { ...local, ...header },
    want: "refused",
  })),
  ...["cross-site", "same-site", "anything"].map((site): Case => ({
    name: `fails on a web page's request: ${site}`,
    headers: { ...local, "sec-fetch-site": site },
    want: "refused",
  })),
  { name: "a person in a browser", headers: { ...local, "sec-fetch-site": "none" }, want: "local" },
  {
    name: "through a proxy with the token",
    headers: { via: "1.1 gate", authorization: `Bearer ${token}` },
    want: "token",
  },
  {
    name: "another machine with the token",
    from: remote,
    headers: { authorization: `Bearer ${token}` },
    want: "token",
  },
  { name: "fails on another token", from: remote, headers: { authorization: "Bearer control" }, want: "refused" },
  { name: "fails on an empty token", from: remote, headers: { authorization: "Bearer " }, want: "refused" },
];

describe("controlAccess", () => {
  it.each(cases)("$name: $want", async ({ from = "127.0.0.1", headers = {}, want }) => {
    const app = fastify();
    app.get("/", async (request) => ({ access: controlAccess(request, token) }));
    const response = await app.inject({ url: "/", remoteAddress: from, headers });
    expect(response.json()).toEqual({ access: want });
  });

  it("fails on any bearer where no token is set", async () => {
    const app = fastify();
    app.get("/", async (request) => ({ access: controlAccess(request, undefined) }));
    const headers = { authorization: "Bearer undefined" };
    const response = await app.inject({ url: "/", remoteAddress: remote, headers });
    expect(response.json()).toEqual({ access: "refused" });
  });
});

describe("isLoopbackHost", () => {
  it.each(["localhost", "127.0.0.1", "127.1.2.3", "::1"])("takes %s", (host) =>
    expect(isLoopbackHost(host)).toBe(true),
  );
  it.each(["0.0.0.0", "::", "192.0.2.7", "localhost.example.test", "", "fe80::1"])("fails on %j", (host) =>
    expect(isLoopbackHost(host)).toBe(false),
  );
});
