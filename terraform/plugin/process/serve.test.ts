import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createGrpcClient } from "../grpc/client.ts";
import { EchoService, echoService } from "../grpc/testing/echo-service.ts";
import type { Service } from "../grpc/endpoints.ts";
import { HealthService } from "../protocol/gen/grpc-health-v1.ts";
import { GRPCBrokerService, GRPCControllerService, GRPCStdioService } from "../protocol/gen/plugin.ts";
import { toPem } from "../grpc/pem.ts";
import { answerCalls } from "./answer.ts";
import type { FakeProcess } from "./testing/fake-process.ts";
import { createFakeConsole, createFakeProcess, terraformEnvironment } from "./testing/fake-process.ts";
import type { Log } from "./log.ts";
import type { PluginOptions } from "./serve.ts";
import { servePlugin } from "./serve.ts";
import { serveForTests } from "./serve-for-tests.ts";
import { createTerraformCertificate } from "./testing/terraform-certificate.ts";

const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  vi.useRealTimers();
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

type Services = (log: Log) => readonly Service[] | Promise<readonly Service[]>;

async function serve(host: FakeProcess, services: Services = () => [echoService()], console = createFakeConsole()) {
  cleanups.push(() => host.emit("exit"));
  const answer: PluginOptions["answer"] = async (plugin) => answerCalls(plugin, await services(plugin.log));
  await servePlugin({ name: "access", address: "example.com/a/access", answer, process: host, console });
  const [, version = "", network = "", path = "", protocol = "", certificate = ""] = host.printed.stdout
    .trimEnd()
    .split("|");
  return { version, network, path, protocol, certificate, console };
}

function connect(path: string, tls?: Parameters<typeof createGrpcClient>[0]["tls"]) {
  const connection = createGrpcClient({ path, ...(tls === undefined ? {} : { tls }) });
  cleanups.push(() => connection.close());
  return connection;
}

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of source) list.push(item);
  return list;
}

describe("started by Terraform", () => {
  test("prints one line with its address, and serves with mutual TLS", async () => {
    const client = createTerraformCertificate();
    const host = createFakeProcess({ ...terraformEnvironment, PLUGIN_CLIENT_CERT: client.certificate });
    const { version, network, path, protocol, certificate } = await serve(host);
    expect({ version, network, protocol }).toEqual({ version: "6", network: "unix", protocol: "grpc" });
    expect(host.printed.stdout.split("\n")).toHaveLength(2);
    const serverCertificate = toPem(Buffer.from(certificate, "base64"));
    const connection = connect(path, { ...client, serverCertificate });
    expect(await connection.client(EchoService).repeat({ text: "a" })).toMatchObject({ text: "a" });
  });

  test("serves in plain text without a client certificate", async () => {
    const { path, certificate } = await serve(createFakeProcess());
    expect(certificate).toBe("");
    expect(await connect(path).client(EchoService).repeat({ text: "a" })).toMatchObject({ text: "a" });
  });

  test("creates its services after the line, and calls wait for them", async () => {
    const host = createFakeProcess();
    let release = () => undefined as void;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const served = servePlugin({
      name: "access",
      address: "example.com/a/access",
      process: host,
      console: createFakeConsole(),
      answer: async (plugin) => {
        expect(host.printed.stdout).toMatch(/^1\|6\|/);
        await gate;
        answerCalls(plugin, [echoService()]);
      },
    });
    cleanups.push(() => host.emit("exit"));
    await vi.waitFor(() => expect(host.printed.stdout).not.toBe(""));
    const answer = connect(host.printed.stdout.split("|")[3] ?? "")
      .client(EchoService)
      .repeat({ text: "a" });
    release();
    await served;
    expect(await answer).toMatchObject({ text: "a" });
  });

  test("answers go-plugin's own services", async () => {
    const { path } = await serve(createFakeProcess());
    const connection = connect(path);
    const health = connection.client(HealthService);
    expect(await health.check({ service: "plugin" })).toEqual({ status: "SERVING" });
    expect(await health.check({})).toEqual({ status: "SERVING" });
    await expect(health.check({ service: "other" })).rejects.toMatchObject({ code: "NOT_FOUND" });
    async function* offers() {
      yield { serviceId: 1, network: "unix", address: "/x" };
    }
    expect(await collect(connection.client(GRPCBrokerService).startStream(offers()))).toEqual([]);
  });

  test("answers Shutdown and exits at once, even with open streams", async () => {
    const host = createFakeProcess();
    const { path } = await serve(host, () => [echoService({ repeat: () => new Promise(() => undefined) })]);
    const connection = connect(path);
    const settled = vi.fn();
    const open = [
      collect(connection.client(GRPCStdioService).streamStdio({})),
      connection.client(EchoService).repeat({}),
    ];
    void Promise.allSettled(open).then(settled);
    expect(await connection.client(GRPCControllerService).shutdown({})).toEqual({});
    await vi.waitFor(() => expect(host.exits).toEqual([0]));
    expect(existsSync(dirname(path))).toBe(false);
    expect(settled).not.toHaveBeenCalled();
  });

  test("keeps the stdio stream open until the client ends it", async () => {
    const { path } = await serve(createFakeProcess());
    const controller = new AbortController();
    const stream = collect(connect(path).client(GRPCStdioService).streamStdio({}, { signal: controller.signal }));
    const early = await Promise.race([
      stream.then(() => "ended"),
      new Promise((resolve) => setTimeout(resolve, 30, "open")),
    ]);
    expect(early).toBe("open");
    controller.abort();
    await expect(stream).rejects.toMatchObject({ code: "CANCELLED" });
  });

  test("logs each call, and the messages of failed handlers", async () => {
    const host = createFakeProcess({ ...terraformEnvironment, TF_LOG_PROVIDER: "trace" });
    const { path } = await serve(host);
    const echo = connect(path).client(EchoService);
    await echo.repeat({});
    await echo.unserved({}).catch(() => undefined);
    await vi.waitFor(() => expect(host.printed.stderr.split("\n")).toHaveLength(3));
    expect(
      host.printed.stderr
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as unknown),
    ).toMatchObject([
      { "@level": "trace", tf_rpc: "Repeat", status: "OK", tf_provider_addr: "example.com/a/access" },
      { "@level": "debug", tf_rpc: "Unserved", status: "UNIMPLEMENTED", error: /not served/ },
    ]);
  });

  test("turns printed text into log lines", async () => {
    const host = createFakeProcess({ ...terraformEnvironment, TF_LOG: "trace" });
    const { console } = await serve(host);
    const line = host.printed.stdout;
    console.log("a %s", "b", { c: 1 });
    console.info("info");
    console.debug("debug");
    console.trace("trace");
    console.warn("warn");
    console.error(new Error("kaboom"));
    host.stdout.write("bare\n");
    expect(host.printed.stdout).toBe(line);
    const logged = host.printed.stderr
      .trim()
      .split("\n")
      .map((text) => JSON.parse(text) as unknown);
    expect(logged).toMatchObject([
      { "@level": "info", "@message": "a b { c: 1 }" },
      { "@level": "info", "@message": "info" },
      { "@level": "debug", "@message": "debug" },
      { "@level": "trace", "@message": "trace", stack: /serve\.test/ },
      { "@level": "warn", "@message": "warn" },
      { "@level": "error", "@message": /^Error: kaboom/ },
      { "@level": "info", "@message": "bare" },
    ]);
  });
});

describe("ends", () => {
  test.each(["SIGINT", "SIGHUP", "SIGUSR1"])("%s is left to Terraform", async (signal) => {
    const host = createFakeProcess();
    const { path } = await serve(host);
    host.emit(signal);
    expect(host.exits).toEqual([]);
    expect(await connect(path).client(EchoService).repeat({ text: "a" })).toMatchObject({ text: "a" });
  });

  test("with SIGTERM, and removes its socket", async () => {
    const host = createFakeProcess();
    const { path } = await serve(host);
    host.emit("SIGTERM");
    expect(host.exits).toEqual([0]);
    expect(existsSync(dirname(path))).toBe(false);
  });

  test("when its parent is gone", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const host = createFakeProcess();
    const { path } = await serve(host);
    vi.advanceTimersByTime(5000);
    expect(host.exits).toEqual([]);
    host.ppid = 1;
    vi.advanceTimersByTime(1000);
    expect(host.exits).toEqual([0]);
    expect(existsSync(dirname(path))).toBe(false);
  });

  test("when its services have closed what is open, and not before", async () => {
    const host = createFakeProcess();
    let finish = (): void => undefined;
    const closing = new Promise<void>((resolve) => (finish = resolve));
    await serve(host, () => [
      { ...echoService(), close: () => closing },
      { ...echoService(), close: () => undefined },
    ]);
    host.emit("SIGTERM");
    await new Promise(setImmediate);
    expect(host.exits).toEqual([]);
    finish();
    await vi.waitFor(() => expect(host.exits).toEqual([0]));
  });

  test("before go-plugin would kill it, whatever its services do", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const host = createFakeProcess();
    await serve(host, () => [{ ...echoService(), close: () => new Promise<void>(() => undefined) }]);
    host.emit("SIGTERM");
    expect(host.exits).toEqual([]);
    vi.advanceTimersByTime(1_900);
    expect(host.exits).toEqual([0]);
  });

  test.each(["uncaughtException", "unhandledRejection"])("with a crash report after %s", async (event) => {
    const host = createFakeProcess();
    const { path } = await serve(host);
    host.emit(event, new Error("kaboom", { cause: new TypeError("inner") }));
    expect(host.exits).toEqual([2]);
    expect(host.printed.stderr).toMatch(/^panic: Error: kaboom\n {4}at [^]*\ncaused by: TypeError: inner\n {4}at /);
    expect(existsSync(dirname(path))).toBe(false);
  });

  test("with a crash report that never shows a value that was thrown", async () => {
    const host = createFakeProcess();
    await serve(host);
    host.emit("unhandledRejection", "hunter2");
    expect(host.printed.stderr).toBe("panic: a value of type string was thrown, which is not an Error\n\n");
  });

  test("with a crash report if its services cannot be created", async () => {
    const host = createFakeProcess();
    const { path } = await serve(host, () => Promise.reject(new Error("no services")));
    expect(host.printed.stderr).toMatch(/^panic: Error: no services/);
    expect(host.exits).toEqual([2]);
    expect(existsSync(dirname(path))).toBe(false);
  });

  test("with a crash report if it cannot listen", async () => {
    const host = createFakeProcess({ ...terraformEnvironment, PLUGIN_UNIX_SOCKET_DIR: "/nowhere/at/all" });
    await serve(host);
    expect(host.printed).toEqual({ stdout: "", stderr: expect.stringMatching(/^panic: Error: ENOENT/) });
    expect(host.exits).toEqual([2]);
  });
});

test("fails when started by hand, and says what to do instead", async () => {
  const host = createFakeProcess({});
  await serve(host);
  expect(host.printed).toEqual({ stdout: "", stderr: expect.stringContaining("started by Terraform") });
  expect(host.exits).toEqual([1]);
});

describe("with -debug", () => {
  test.each(["SIGINT", "SIGTERM"])("prints how to attach, stays after Shutdown, exits on %s", async (signal) => {
    const host = createFakeProcess({}, "-debug");
    await serve(host);
    const [, json = ""] = /^TF_REATTACH_PROVIDERS='(.*)'\n$/.exec(host.printed.stdout) ?? [];
    const value = JSON.parse(json) as Record<string, { Addr: { String: string } }>;
    expect(value).toMatchObject({
      "example.com/a/access": {
        Protocol: "grpc",
        ProtocolVersion: 6,
        Pid: 4711,
        Test: true,
        Addr: { Network: "unix" },
      },
    });
    const path = value["example.com/a/access"]?.Addr.String ?? "";
    const connection = connect(path);
    await connection.client(GRPCControllerService).shutdown({});
    expect(await connection.client(EchoService).repeat({ text: "a" })).toMatchObject({ text: "a" });
    expect(host.exits).toEqual([]);
    host.emit(signal);
    expect(host.exits).toEqual([0]);
    expect(existsSync(dirname(path))).toBe(false);
  });
});

test("a server for tests accepts several connections until it is closed", async () => {
  const ids: number[] = [];
  const served = await serveForTests(
    [echoService({ repeat: (note, { session }) => (ids.push(session.id), note) })],
    "example.com/a/access",
  );
  const value = JSON.parse(served.reattach) as Record<string, { Addr: { String: string } }>;
  const path = value["example.com/a/access"]?.Addr.String ?? "";
  for (const text of ["a", "b"]) {
    const connection = connect(path);
    expect(await connection.client(EchoService).repeat({ text })).toMatchObject({ text });
    await connection.close();
  }
  expect(new Set(ids).size).toBe(2);
  await served.close();
  expect(existsSync(dirname(path))).toBe(false);
});
