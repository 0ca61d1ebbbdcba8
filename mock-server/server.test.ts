import { createServer } from "node:net";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { ServeError, type ServeOptions, serve } from "./server.ts";

const options: ServeOptions = { port: 0, host: "127.0.0.1", store: "memory", tokens: {}, warn: () => {} };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-serve-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("serve", () => {
  it("says where control and each vendor are", async () => {
    const { announcement, stop } = await serve({ ...options, tokens: { signoz: "said" } });
    const { url, token } = announcement.vendors["signoz"] ?? {};
    expect(announcement.control).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/_mock$/);
    expect(token).toBe("said");
    const response = await fetch(`${url}/api/v1/roles`, { headers: { "SIGNOZ-API-KEY": "said" } });
    expect(response.status).toBe(200);
    await response.text();
    await stop();
    await expect(fetch(announcement.control)).rejects.toThrow();
  });

  it("writes an address that can be called for a wildcard", async () => {
    const { announcement, stop } = await serve({ ...options, host: "0.0.0.0", controlToken: "opens" });
    expect(announcement.control).toMatch(/^http:\/\/127\.0\.0\.1:/);
    await stop();
  });

  it("fails beyond loopback without a control token", async () => {
    await expect(serve({ ...options, host: "0.0.0.0" })).rejects.toThrow("--control-token");
    await expect(serve({ ...options, host: "::", controlToken: "" })).rejects.toThrow(ServeError);
  });

  it("fails on a port that is in use, with a way out", async () => {
    const holder = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => holder.once("listening", resolve));
    const { port } = z.object({ port: z.number() }).parse(holder.address());
    await expect(serve({ ...options, port })).rejects.toThrow(`port ${port} on 127.0.0.1 is in use`);
    await new Promise((resolve) => holder.close(resolve));
  });

  it("fails on a seed that does not fit", async () => {
    await expect(serve({ ...options, seed: { signoz: { accounts: [] } } })).rejects.toThrow("accounts");
  });

  it("fails on a store that something else wrote", async () => {
    const store = join(folder, "store.json");
    await writeFile(store, "{}");
    await expect(serve({ ...options, store })).rejects.toThrow(store);
  });

  it("fails on a store that is a folder, and on one whose folder does not exist", async () => {
    await expect(serve({ ...options, store: folder })).rejects.toThrow(`the store ${folder} is a folder`);
    const inNone = join(folder, "none", "store.json");
    await expect(serve({ ...options, store: inNone })).rejects.toThrow(
      `the folder of the store ${inNone} does not exist`,
    );
  });
});
