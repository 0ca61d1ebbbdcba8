import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createMock } from "./app.ts";

const page = await readFile(join(import.meta.dirname, "..", "docs", "mock-server.md"), "utf8");

describe("docs/mock-server.md", () => {
  it("has the control routes that there are, and no other", async () => {
    const { app } = await createMock();
    const described = [...page.matchAll(/^\| `([A-Z]+) (\/_mock\/[a-z]+)` +\|/gm)].map(
      ([, method, path]) => `${method} ${path}`,
    );
    const tree = app.printRoutes({ commonPrefix: false });
    const served = [...tree.matchAll(/(\/_mock\/[a-z]+) \(([A-Z, ]+)\)/g)].flatMap(([, path = "", methods = ""]) =>
      methods.split(", ").map((method) => `${method} ${path}`),
    );
    expect(described.length).toBeGreaterThan(7);
    expect(served.sort()).toEqual(described.sort());
  });

  it("has a seed that works", async () => {
    const [, seed = ""] = /```json\n([\s\S]*?)```/.exec(page) ?? [];
    const { app } = await createMock({ seed: JSON.parse(seed) });
    const keys = "/signoz/api/v1/service_accounts/0198c0de-0000-7000-8000-000000000001/keys";
    const headers = { "signoz-api-key": "for-tests-only" };
    const made = await app.inject({ method: "POST", url: keys, headers, payload: '{"name":"mine"}' });
    expect(made.statusCode).toBe(201);
    expect((await app.inject({ url: "/signoz/api/v1/service_accounts", headers })).statusCode).toBe(403);
  });
});
