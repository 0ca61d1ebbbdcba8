import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { ListenOptions } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ProtocolError } from "../protocol-error.ts";
import type { Environment } from "./plugin-process.ts";

/** The address on which a plugin listens. */
export interface ListenAddress {
  readonly network: "unix" | "tcp";
  readonly address: string;
  /** Removes the socket and its folder, synchronously: an exiting process does not wait for promises. */
  remove(): void;
}

/** What can be told where to listen. */
export interface Listening {
  listen(where: ListenOptions): Promise<unknown>;
}

// sun_path has 104 bytes on macOS and 108 on Linux, including a final zero
const longestPath = 103;

export function listen(server: Listening, environment: Environment, platform: string): Promise<ListenAddress> {
  return platform === "win32" ? listenOnPort(server, environment) : listenOnSocket(server, environment);
}

async function listenOnSocket(server: Listening, environment: Environment): Promise<ListenAddress> {
  const folder = makeFolder(environment["PLUGIN_UNIX_SOCKET_DIR"]);
  const address = join(folder, "s");
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    await server.listen({ path: address });
    const group = environment["PLUGIN_UNIX_SOCKET_GROUP"];
    if (group !== undefined && group !== "") openToGroup(findGroupId(group), folder, address);
  } catch (error) {
    remove();
    throw error;
  }
  return { network: "unix", address, remove };
}

function makeFolder(asked: string | undefined): string {
  const fits = (parent: string) => Buffer.byteLength(join(parent, "tf-XXXXXX", "s")) <= longestPath;
  if (asked !== undefined && asked !== "") {
    if (!fits(asked)) throw new ProtocolError(`PLUGIN_UNIX_SOCKET_DIR makes a socket path that is too long: ${asked}`);
    return mkdtempSync(join(asked, "tf-"));
  }
  return mkdtempSync(join(fits(tmpdir()) ? tmpdir() : "/tmp", "tf-"));
}

function openToGroup(group: number, folder: string, socket: string): void {
  chownSync(folder, -1, group);
  chmodSync(folder, 0o710);
  chownSync(socket, -1, group);
  chmodSync(socket, 0o660);
}

/** Looks up the number of a group: Node has no call for it. */
function findGroupId(group: string): number {
  if (/^\d+$/.test(group)) return Number(group);
  const line = readFileSync("/etc/group", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith(`${group}:`));
  const [, , id] = line?.split(":") ?? [];
  if (id === undefined) throw new ProtocolError(`PLUGIN_UNIX_SOCKET_GROUP names a group that does not exist: ${group}`);
  return Number(id);
}

async function listenOnPort(server: Listening, environment: Environment): Promise<ListenAddress> {
  const first = Number(environment["PLUGIN_MIN_PORT"] ?? 10_000);
  const last = Number(environment["PLUGIN_MAX_PORT"] ?? 25_000);
  for (let port = first; port <= last; port++) {
    try {
      await server.listen({ host: "127.0.0.1", port });
      return { network: "tcp", address: `127.0.0.1:${port}`, remove: () => undefined };
    } catch (error) {
      if (!isInUse(error)) throw error;
    }
  }
  throw new ProtocolError(`every port from ${first} to ${last} is in use (PLUGIN_MIN_PORT, PLUGIN_MAX_PORT)`);
}

function isInUse(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "EADDRINUSE" || error.code === "EACCES");
}
