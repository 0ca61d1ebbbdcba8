import { existsSync, mkdirSync, statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { EchoService, echoService } from "../grpc/testing/echo-service.ts";
import { createGrpcClient } from "../grpc/client.ts";
import { routeTo } from "../grpc/endpoints.ts";
import type { GrpcServer } from "../grpc/server.ts";
import { createGrpcServer } from "../grpc/server.ts";
import type { ListenAddress } from "./listen.ts";
import { listen } from "./listen.ts";

const servers: GrpcServer[] = [];

function server(): GrpcServer {
  const made = createGrpcServer({ route: routeTo([echoService()]) });
  servers.push(made);
  return made;
}

afterEach(() => Promise.all(servers.splice(0).map((made) => made.close())));

const readMode = (path: string) => statSync(path).mode & 0o777;

describe("a socket", () => {
  test("is in a private folder, and is removed with it", async () => {
    const place = await listen(server(), {}, "linux");
    expect(place.network).toBe("unix");
    expect(readMode(dirname(place.address))).toBe(0o700);
    place.remove();
    expect(existsSync(dirname(place.address))).toBe(false);
    place.remove();
  });

  test("is in the folder that the host names, and open to the group that it names", async () => {
    const folder = await mkdtemp(join(tmpdir(), "asked-"));
    const environment = { PLUGIN_UNIX_SOCKET_DIR: folder, PLUGIN_UNIX_SOCKET_GROUP: String(process.getgid?.() ?? 0) };
    const place = await listen(server(), environment, "linux");
    expect(place.address.startsWith(folder)).toBe(true);
    expect(readMode(place.address)).toBe(0o660);
    expect(readMode(dirname(place.address))).toBe(0o710);
    place.remove();
    await rm(folder, { recursive: true });
  });

  test("fails if the folder that the host names makes the path too long", async () => {
    const folder = join(tmpdir(), "x".repeat(100));
    mkdirSync(folder, { recursive: true });
    await expect(listen(server(), { PLUGIN_UNIX_SOCKET_DIR: folder }, "linux")).rejects.toThrow(/too long/);
    await rm(folder, { recursive: true });
  });

  test("fails for a group that does not exist, and leaves nothing behind", async () => {
    const folder = await mkdtemp(join(tmpdir(), "asked-"));
    const environment = { PLUGIN_UNIX_SOCKET_DIR: folder, PLUGIN_UNIX_SOCKET_GROUP: "no such group" };
    await expect(listen(server(), environment, "linux")).rejects.toThrow(/no such group/);
    expect(statSync(folder).nlink).toBe(2);
    await rm(folder, { recursive: true });
  });
});

describe("a port, on systems without unix sockets", () => {
  test("is the first free port of the range, on the loopback interface", async () => {
    const range = { PLUGIN_MIN_PORT: "23456", PLUGIN_MAX_PORT: "23476" };
    const first = await listen(server(), range, "win32");
    const second = await listen(server(), range, "win32");
    const portOf = ({ address }: ListenAddress) => Number(address.replace("127.0.0.1:", ""));
    expect(portOf(first)).toBeGreaterThanOrEqual(23456);
    expect(portOf(second)).toBeGreaterThan(portOf(first));
    const connection = createGrpcClient({ port: portOf(second) });
    expect(await connection.client(EchoService).repeat({ text: "a" })).toMatchObject({ text: "a" });
    await connection.close();
  });

  test("fails if every port is in use", async () => {
    const taken = await listen(server(), { PLUGIN_MIN_PORT: "23480", PLUGIN_MAX_PORT: "23499" }, "win32");
    const port = taken.address.replace("127.0.0.1:", "");
    const range = { PLUGIN_MIN_PORT: port, PLUGIN_MAX_PORT: port };
    await expect(listen(server(), range, "win32")).rejects.toThrow(/every port from .* is in use/);
  });
});
