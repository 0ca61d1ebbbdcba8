import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createGrpcClient } from "../grpc/client.ts";
import { EchoService, echoService } from "../grpc/testing/echo-service.ts";
import { routeTo } from "../grpc/endpoints.ts";
import type { GrpcServer } from "../grpc/server.ts";
import { createGrpcServer } from "../grpc/server.ts";
import { createServerCertificate } from "./certificate.ts";
import { createTerraformCertificate } from "./testing/terraform-certificate.ts";

const folder = await mkdtemp(join(tmpdir(), "tls-"));
const path = join(folder, "s");
const own = createServerCertificate();
const client = createTerraformCertificate();
let server: GrpcServer;
let calls = 0;

beforeAll(async () => {
  const count = echoService({ repeat: (note) => (calls++, note) });
  server = createGrpcServer({ route: routeTo([count]), tls: { ...own, clientCertificate: client.certificate } });
  await server.listen({ path });
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

async function call(credentials: { certificate?: string; key?: string }, serverCertificate = own.certificate) {
  const connection = createGrpcClient({ path, tls: { serverCertificate, ...credentials } });
  try {
    return await connection.client(EchoService).repeat({ text: "a" });
  } finally {
    await connection.close();
  }
}

describe("with mutual TLS", () => {
  test("the client with the certificate's key is accepted", async () => {
    expect(await call(client)).toMatchObject({ text: "a" });
  });

  const stranger = createTerraformCertificate();
  const signed = createTerraformCertificate(client);
  test.each([
    { name: "a client without a certificate", credentials: {} },
    { name: "a client with another certificate", credentials: stranger },
    { name: "a client with a certificate that the right one has signed", credentials: signed },
  ])("fails: $name is refused", async ({ credentials }) => {
    const before = calls;
    const { certificate, key } = { certificate: undefined, key: undefined, ...credentials };
    const shown = certificate === undefined || key === undefined ? {} : { certificate, key };
    await expect(call(shown)).rejects.toMatchObject({ code: "UNAVAILABLE" });
    expect(calls).toBe(before);
  });

  test("fails: a client in plain text is refused", async () => {
    const connection = createGrpcClient({ path });
    await expect(connection.client(EchoService).repeat({})).rejects.toMatchObject({ code: "UNAVAILABLE" });
    await connection.close();
  });

  test("a client that trusts another server's certificate does not connect", async () => {
    await expect(call(client, createServerCertificate().certificate)).rejects.toMatchObject({ code: "UNAVAILABLE" });
  });

  test("a closing server does not wait for a client that never begins", async () => {
    const closing = createGrpcServer({ route: routeTo([]), tls: { ...own, clientCertificate: client.certificate } });
    const where = join(folder, "silent");
    await closing.listen({ path: where });
    const silent = connect(where);
    silent.on("error", () => undefined);
    await new Promise((resolve) => silent.once("connect", resolve));
    await new Promise(setImmediate);
    await closing.close();
    silent.destroy();
  });
});
