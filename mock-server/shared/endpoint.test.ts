import { describe, expect, it } from "vitest";
import { type AnyCaller, type Conventions, respond } from "./endpoint.ts";
import { MockError } from "./errors.ts";
import { type Outcome, created, done, found, foundJson } from "./outcome.ts";
import type { Call } from "./vendor.ts";

const call: Call = { params: {}, query: {}, headers: {}, body: "" };
const instance = { observed: [] as string[] };

const conventions: Conventions<typeof instance, AnyCaller | undefined> = {
  contentType: "application/zoo",
  errorContentType: "application/problem",
  identify: async (_instance, { headers }) => {
    if (headers["key"] === "wrong") throw new MockError({ status: 401, message: "no", body: { no: 1 } });
    return headers["key"] === undefined ? undefined : { principal: String(headers["key"]) };
  },
  observe: async ({ observed }, { principal }) => {
    observed.push(principal);
  },
  envelope: (json) => `[${json ?? ""}]`,
};

async function answer(outcome: Outcome | Error, key?: string) {
  instance.observed = [];
  const sent = { ...call, headers: key === undefined ? {} : { key } };
  const reply = await respond(conventions, { instance, call: sent }, async () => {
    if (outcome instanceof Error) throw outcome;
    return outcome;
  });
  return { ...reply, observed: instance.observed };
}

describe("respond", () => {
  it.each([
    { name: "a value", outcome: found({ id: 1 }), want: { status: 200, text: '[{"id":1}]' } },
    { name: "JSON that is at hand", outcome: foundJson('{"id":1}'), want: { status: 200, text: '[{"id":1}]' } },
    { name: "a creation", outcome: created({ id: 1 }), want: { status: 201, text: '[{"id":1}]' } },
    { name: "no content", outcome: done, want: { status: 204, text: "" } },
    {
      name: "a status without a result",
      outcome: { kind: "value", status: 202, value: undefined } as const,
      want: { status: 202, text: "[]" },
    },
    {
      name: "a reply of its own",
      outcome: { kind: "raw", reply: { status: 303, contentType: "text/html", text: "" } } as const,
      want: { status: 303, text: "", contentType: "text/html" },
    },
  ])("answers $name in the vendor's conventions", async ({ outcome, want }) => {
    expect(await answer(outcome, "ada")).toMatchObject({ contentType: "application/zoo", ...want, principal: "ada" });
  });

  it("answers what a route throws, and observes the caller all the same", async () => {
    const error = new MockError({ status: 404, message: "none", body: { none: true }, headers: { "x-why": "none" } });
    expect(await answer(error, "ada")).toEqual({
      status: 404,
      contentType: "application/problem",
      text: '{"none":true}',
      headers: { "x-why": "none" },
      principal: "ada",
      observed: ["ada"],
    });
  });

  it("answers callers that it does not know, and observes nobody", async () => {
    expect(await answer(found(1), "wrong")).toMatchObject({
      status: 401,
      text: '{"no":1}',
      principal: null,
      observed: [],
    });
    expect(await answer(found(1))).toMatchObject({ status: 200, principal: null, observed: [] });
  });

  it("fails with what is not a MockError", async () => {
    await expect(answer(new TypeError("a bug"), "ada")).rejects.toThrow(TypeError);
  });
});
