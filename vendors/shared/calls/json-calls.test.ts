import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { AccessError } from "#access/model/errors.ts";
import { type FakeReply, type FakeVendor, startFakeVendor } from "../testing/fake-vendor.ts";
import { type JsonCalls, pathOf } from "./json-calls.ts";

let vendor: FakeVendor | undefined;
afterEach(() => vendor?.close());

async function createCalls(reply: FakeReply | undefined): Promise<JsonCalls> {
  vendor = await startFakeVendor(() => reply);
  return vendor.connection.createCalls(vendor.context.signal);
}

async function catchError(work: Promise<unknown>): Promise<AccessError> {
  const error: unknown = await work.then(
    () => "it succeeded",
    (thrown: unknown) => thrown,
  );
  if (error instanceof AccessError) return error;
  throw new Error(`expected an AccessError, got ${String(error)}`);
}

const read = { what: "Reading kite 7", path: "/kites/7", answers: z.object({ id: z.string() }), asked: {} };
const write = { ...read, what: "Creating kite 7", method: "POST" } as const;

describe("a path", () => {
  it("encodes all segments except the first", () => {
    expect(pathOf("/v1/kites", "a/b?c", "...")).toBe("/v1/kites/a%2Fb%3Fc/...");
  });

  it.each(["", ".", ".."])("fails for a segment that names something else: '%s'", (segment) => {
    expect(() => pathOf("/v1/kites", segment, "keys")).toThrow("is not an id");
  });
});

describe("the answer of a vendor", () => {
  it("is parsed without unknown fields", async () => {
    const calls = await createCalls({ status: 200, body: { id: "7", colour: "red" } });
    expect(await calls.read(read)).toEqual({ id: "7" });
  });

  it.each([
    { status: 400, code: "invalid_value" },
    { status: 401, code: "unauthenticated" },
    { status: 403, code: "forbidden" },
    { status: 404, code: "not_found" },
    { status: 405, code: "unexpected_answer" },
    { status: 409, code: "already_exists" },
    { status: 422, code: "invalid_value" },
    { status: 429, code: "rate_limited" },
    { status: 451, code: "license_required" },
    { status: 501, code: "unsupported" },
    { status: 503, code: "vendor_failed" },
  ])("fails as $code for $status with the vendor's error body", async ({ status, code }) => {
    const calls = await createCalls({ status, body: { wrong: "no." } });
    const error = await catchError(calls.read(read));
    expect(error.code).toBe(code);
    expect(error.message.replace(" The token comes from KITE_TOKEN.", "")).toBe(
      `Reading kite 7: Kite answered ${status}: no.`,
    );
  });

  it.each([
    { status: 404, code: "unexpected_answer" },
    { status: 403, code: "unexpected_answer" },
    { status: 429, code: "rate_limited" },
    { status: 502, code: "vendor_failed" },
  ])("fails as $code for $status from a proxy", async ({ status, code }) => {
    const calls = await createCalls({ status, body: "<html>", type: "text/html" });
    const error = await catchError(calls.find(read));
    expect(error.code).toBe(code);
    expect(error.message).toContain("without its refusal: a web page (HTML)");
  });

  it("fails as `unexpected_answer` for a read and `outcome_unknown` for a write if it has another shape", async () => {
    const calls = await createCalls({ status: 200, body: { id: 7 } });
    expect((await catchError(calls.read(read))).code).toBe("unexpected_answer");
    expect((await catchError(calls.write(write))).code).toBe("outcome_unknown");
  });

  it("fails as `outcome_unknown` for a write if the server failed or the response was lost", async () => {
    for (const reply of [{ status: 500, body: { wrong: "no" } }, undefined]) {
      const calls = await createCalls(reply);
      expect((await catchError(calls.write(write))).code).toBe("outcome_unknown");
      await vendor?.close();
    }
  });
});

describe("a thing that is gone", () => {
  it("is undefined and its deletion succeeds, unless a list still contains it", async () => {
    const calls = await createCalls({ status: 404, body: { wrong: "no kite" } });
    const isListed = () => Promise.resolve(true);
    expect(await calls.find(read)).toBeUndefined();
    await calls.remove("Deleting kite 7", "/kites/7");
    expect((await catchError(calls.find(read, isListed))).code).toBe("not_found");
    expect((await catchError(calls.remove("Deleting kite 7", "/kites/7", isListed))).code).toBe("not_found");
    expect((await catchError(calls.run({ what: "Freeing kite 7", method: "PUT", path: "/kites/7" }))).code).toBe(
      "not_found",
    );
  });
});

describe("an answer about something else", () => {
  it.each([
    {
      name: "a read",
      call: (calls: JsonCalls) => calls.read({ ...read, asked: { id: "7" } }),
      code: "unexpected_answer",
    },
    {
      name: "a find",
      call: (calls: JsonCalls) => calls.find({ ...read, asked: { id: "7" } }),
      code: "unexpected_answer",
    },
    {
      name: "a write",
      call: (calls: JsonCalls) => calls.write({ ...write, asked: { id: "7" } }),
      code: "outcome_unknown",
    },
  ])("is not believed: $name", async ({ call, code }) => {
    const calls = await createCalls({ status: 200, body: { id: "8" } });
    const error = await catchError(call(calls));
    expect(error.code).toBe(code);
    expect(error.message).toContain('Kite answered about something else than was asked: `id` is "8" and not "7"');
  });
});

it("says where a rejected token comes from", async () => {
  const calls = await createCalls({ status: 401, body: { wrong: "who are you?" } });
  const { message } = await catchError(calls.read(read));
  expect(message).toBe("Reading kite 7: Kite answered 401: who are you?. The token comes from KITE_TOKEN.");
});

it.each([
  {
    name: "ahead",
    date: "Thu, 01 Jan 1970 00:15:00 GMT",
    says: "The clock of Kite is 15 minutes ahead of this machine's.",
  },
  { name: "equal", date: "Thu, 01 Jan 1970 00:00:30 GMT", says: undefined },
])("names the clocks where a date is refused: $name", async ({ date, says }) => {
  const calls = await createCalls({
    status: 400,
    body: { wrong: "expiresAt must be in the future" },
    headers: { date },
  });
  const { message } = await catchError(calls.read(read));
  if (says === undefined) expect(message).not.toContain("clock");
  else expect(message).toContain(says);
});
