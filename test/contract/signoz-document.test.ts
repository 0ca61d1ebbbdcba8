import { describe, expect, it } from "vitest";
import { createMock } from "#mock-server/app.ts";
import { vendors } from "#mock-server/registry.gen.ts";
import { ApiDocument, compare, readDocument } from "./document.ts";
import { documentDifferences, notInSpec } from "./signoz/differences.ts";

const theirs = readDocument("signoz-access-openapi.yml");

async function served(): Promise<ApiDocument> {
  const { app, close } = await createMock();
  const response = await app.inject({ url: "/_mock/openapi/signoz" });
  await close();
  expect(response.statusCode).toBe(200);
  return new ApiDocument(response.json());
}

describe("GET /_mock/openapi/{vendor}", () => {
  it.each(vendors)("has every route of $name", async ({ name, routes }) => {
    const { app, close } = await createMock();
    const document = new ApiDocument((await app.inject({ url: `/_mock/openapi/${name}` })).json());
    await close();
    const ids = [...new Set(routes.map(({ operationId }) => operationId))].sort();
    expect([...document.operations.keys()].sort()).toEqual(ids);
    expect(ids.length).toBeGreaterThan(0);
  });

  it("fails on a vendor that is not there", async () => {
    const { app, close } = await createMock();
    const response = await app.inject({ url: "/_mock/openapi/acme" });
    await close();
    expect(response.statusCode).toBe(400);
  });
});

describe("the mock's document beside the vendor's", () => {
  it("misses no operation, and has no member of another type, but for what a reason is given", async () => {
    const ours = await served();
    const seen: string[] = [];
    for (const [operationId, { method, path, schemas }] of theirs.operations) {
      const mine = ours.operations.get(operationId);
      expect(mine, operationId).toMatchObject({ method, path });
      for (const [part, schema] of Object.entries(schemas)) {
        const place = `${operationId} ${part}`;
        if (mine?.schemas[part] === undefined) seen.push(`${place} is not served`);
        else seen.push(...compare({ from: theirs, schema }, { from: ours, schema: mine.schemas[part] }, place));
      }
    }
    expect(theirs.operations.size).toBeGreaterThan(50);
    expect([...seen].sort()).toEqual(Object.keys(documentDifferences).sort());
    const extra = [...ours.operations.keys()].filter((operationId) => !theirs.operations.has(operationId));
    expect(extra.sort()).toEqual(Object.keys(notInSpec).sort());
  });
});
