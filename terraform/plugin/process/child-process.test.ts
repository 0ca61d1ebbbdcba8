import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import { createGrpcClient } from "../grpc/client.ts";
import type { Connection } from "../grpc/client-connection.ts";
import { EchoService } from "../grpc/testing/echo-service.ts";
import { GRPCControllerService } from "../protocol/gen/plugin.ts";
import { toPem } from "../grpc/pem.ts";
import { terraformEnvironment } from "./testing/fake-process.ts";
import { createTerraformCertificate } from "./testing/terraform-certificate.ts";

const fixture = fileURLToPath(new URL("testing/echo-provider.ts", import.meta.url));

interface Started {
  readonly child: ChildProcess;
  readonly path: string;
  readonly connection: Connection;
  readonly output: { stdout: string; stderr: string };
  readonly exit: Promise<unknown[]>;
}

const started: Started[] = [];

afterEach(async () => {
  for (const { child, connection } of started.splice(0)) {
    await connection.close();
    child.kill("SIGKILL");
  }
});

async function start(stdin: number | "ignore" = "ignore"): Promise<Started> {
  const client = createTerraformCertificate();
  const child = spawn(process.execPath, ["--import", "tsx", fixture], {
    env: { ...process.env, ...terraformEnvironment, PLUGIN_CLIENT_CERT: client.certificate, TF_LOG: "info" },
    stdio: [stdin, "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  const exit = once(child, "close");
  child.stderr?.on("data", (chunk: Buffer) => (output.stderr += chunk.toString()));
  const line = new Promise<void>((resolve) => {
    child.stdout?.on("data", (chunk: Buffer) => {
      output.stdout += chunk.toString();
      if (output.stdout.includes("\n")) resolve();
    });
  });
  await Promise.race([line, exit]);
  const [, , , path = "", , certificate = ""] = output.stdout.trimEnd().split("|");
  const serverCertificate = toPem(Buffer.from(certificate, "base64"));
  const connection = createGrpcClient({ path, tls: { ...client, serverCertificate } });
  const made = { child, path, connection, output, exit };
  started.push(made);
  return made;
}

test("a real process keeps stdout clean and exits with 0 at once after Shutdown", async () => {
  const { child, path, connection, output, exit } = await start();
  expect((await connection.client(EchoService).repeat({})).text).toBe(String(child.pid));
  await connection.client(GRPCControllerService).shutdown({});
  expect(await exit).toEqual([0, null]);
  expect(output.stdout).toMatch(/^1\|6\|unix\|[^|]+\|grpc\|[\w+/]+\n$/);
  expect(output.stderr).toContain('"@message":"printed while loading"');
  expect(output.stderr).toContain('"@message":"written while loading"');
  expect(existsSync(dirname(path))).toBe(false);
});

test("a real process reports its crash and leaves no socket", async () => {
  const { path, connection, output, exit } = await start();
  await connection
    .client(EchoService)
    .repeat({ text: "crash" })
    .catch(() => undefined);
  expect(await exit).toEqual([2, null]);
  expect(output.stderr).toMatch(/^panic: Error: kaboom\n {4}at failLater /m);
  expect(existsSync(dirname(path))).toBe(false);
});

test("a real process ignores SIGINT, which Terraform handles, and ends with SIGTERM", async () => {
  const { child, path, connection, exit } = await start();
  child.kill("SIGINT");
  expect((await connection.client(EchoService).repeat({})).text).toBe(String(child.pid));
  child.kill("SIGTERM");
  expect(await exit).toEqual([0, null]);
  expect(existsSync(dirname(path))).toBe(false);
});

test("a real process leaves stdin to Terraform, which reads answers from it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "stdin-"));
  const file = join(folder, "answers");
  writeFileSync(file, "yes\n");
  // The file's read position is shared with the child, so anything that it read would be missing here.
  const stdin = openSync(file, "r");
  const { connection, exit } = await start(stdin);
  await connection.client(EchoService).repeat({});
  await connection.client(GRPCControllerService).shutdown({});
  await exit;
  const left = Buffer.alloc(8);
  const length = readSync(stdin, left, 0, left.length, null);
  expect(left.toString("utf8", 0, length)).toBe("yes\n");
  closeSync(stdin);
  rmSync(folder, { recursive: true });
});
