import { describe, expect, it } from "vitest";
import { createMock, listRoutes } from "./app.ts";
import { SeedError } from "./shared/seed.ts";

describe("createMock", () => {
  it("makes a random token a vendor, in the vendor's form", async () => {
    const one = await createMock();
    const other = await createMock();
    expect(one.world.tokens["signoz"]).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    expect(one.world.tokens["signoz"]).not.toBe(other.world.tokens["signoz"]);
  });

  it("answers 404 outside the vendors' prefixes", async () => {
    const { app } = await createMock();
    const response = await app.inject({ url: "/signozzz/api/v1/roles" });
    expect(response.statusCode).toBe(404);
    expect(response.body).toContain("no vendor");
  });

  it("answers as the vendor does at its prefix alone, and for methods that nobody has", async () => {
    const { app } = await createMock();
    expect((await app.inject({ url: "/signoz" })).headers["content-type"]).toMatch("text/html");
    expect((await app.inject({ url: "/signoz/" })).headers["content-type"]).toMatch("text/html");
    expect((await app.inject({ method: "OPTIONS", url: "/signoz/api/v1/roles" })).statusCode).toBe(200);
    expect((await app.inject({ method: "HEAD", url: "/signoz/api/v1/version" })).statusCode).toBe(200);
  });

  it("gives the same ids for the same time and randomness", async () => {
    const worlds = await Promise.all(
      [1, 2].map(async () => {
        let calls = 0;
        const bytes = (size: number): Buffer => Buffer.alloc(size, String((calls += 1)));
        const still = { now: () => 1_900_000_000_000, set: () => true, advance: () => true, reset: () => {} };
        const { world } = await createMock({ clock: still, randomBytes: bytes });
        return world.snapshot();
      }),
    );
    expect(worlds[0]).toEqual(worlds[1]);
    expect(worlds[0]?.["signoz/roles"]).toHaveLength(4);
  });

  it("fails on a token for a vendor that is not there", async () => {
    await expect(createMock({ tokens: { acme: "x" } })).rejects.toThrow(SeedError);
  });

  it("fails on a seed that does not fit, with the place", async () => {
    await expect(createMock({ seed: { signoz: { roles: [{ name: 7 }] } } })).rejects.toThrow("signoz.roles[0].name");
  });
});

describe("listRoutes", () => {
  it("has each method and path, and each operation, once", () => {
    const routes = listRoutes();
    expect(routes.length).toBeGreaterThan(20);
    expect(new Set(routes.map(({ vendor, method, path }) => `${vendor} ${method} ${path}`)).size).toBe(routes.length);
    expect(new Set(routes.map(({ vendor, operationId }) => `${vendor} ${operationId}`)).size).toBe(routes.length);
  });
});
