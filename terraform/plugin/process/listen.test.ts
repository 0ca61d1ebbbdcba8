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

const mode = (path: string) => statSync(path).mode & 0o777;

describe("a socket", () => {
  test("lies alone in a folder that nobody else may enter, and goes with it", async () => {
    const place = await listen(server(), {}, "linux");
    expect(place.network).toBe("unix");
    expect(mode(dirname(place.address))).toBe(0o700);
    place.remove();
    expect(existsSync(dirname(place.address))).toBe(false);
    place.remove();
  });

  test("lies where the host asks for it, open to the group that it names", async () => {
    const folder = await mkdtemp(join(tmpdir(), "asked-"));
    const environment = { PLUGIN_UNIX_SOCKET_DIR: folder, PLUGIN_UNIX_SOCKET_GROUP: String(process.getgid?.() ?? 0) };
    const place = await listen(server(), environment, "linux");
    expect(place.address.startsWith(folder)).toBe(true);
    expect(mode(place.address)).toBe(0o660);
    expect(mode(dirname(place.address))).toBe(0o710);
    place.remove();
    await rm(folder, { recursive: true });
  });

  test("fails where the folder that is asked for makes too long a path", async () => {
    const folder = join(tmpdir(), "x".repeat(100));
    mkdirSync(folder, { recursive: true });
    await expect(listen(server(), { PLUGIN_UNIX_SOCKET_DIR: folder }, "linux")).rejects.toThrow(/too long/);
    await rm(folder, { recursive: true });
  });

  test("fails for a group that is not there, and leaves nothing behind", async () => {
    const folder = await mkdtemp(join(tmpdir(), "asked-"));
    const environment = { PLUGIN_UNIX_SOCKET_DIR: folder, PLUGIN_UNIX_SOCKET_GROUP: "no such group" };
    await expect(listen(server(), environment, "linux")).rejects.toThrow(/no such group/);
    expect(statSync(folder).nlink).toBe(2);
    await rm(folder, { recursive: true });
  });
});

describe("a port, where there are no unix sockets", () => {
  test("is the first free one of the range, on this machine alone", async () => {
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

  test("fails where every port is taken", async () => {
    const taken = await listen(server(), { PLUGIN_MIN_PORT: "23480", PLUGIN_MAX_PORT: "23499" }, "win32");
    const port = taken.address.replace("127.0.0.1:", "");
    const range = { PLUGIN_MIN_PORT: port, PLUGIN_MAX_PORT: port };
    await expect(listen(server(), range, "win32")).rejects.toThrow(/every port from .* is in use/);
  });
});
