import { afterEach, describe, expect, it } from "vitest";
import { isWrite } from "../support/stack/life.ts";
import { readSeed, servedNouns } from "../support/stack/nouns.ts";
import { Stack } from "../support/stack/stack.ts";
import { type Answer, startVendorDouble, type VendorDouble } from "../support/stack/vendor-double.ts";

let double: VendorDouble;
afterEach(() => double.close());

const strikes: number[] = [];

/** What each vendor answers about something that does not exist, in its own form. */
const missing: Readonly<Record<string, string>> = {
  arize: JSON.stringify({
    title: "Not found",
    status: 404,
    type: "https://arize.com/docs/errors#not-found",
    detail: "x",
  }),
  bigeye: JSON.stringify({ message: "not found", error: "not found" }),
  inkit: JSON.stringify({ code: "role_not_found", error: "not found" }),
  signoz: JSON.stringify({ status: "error", error: { type: "not-found", code: "not_found", message: "not found" } }),
};

describe.each(servedNouns)("a $type of $vendor whose parts a replica does not know yet", ({ vendor, example }) => {
  it("is created although each request about what this run made is answered 404 once", async () => {
    double = await startVendorDouble(vendor, { seed: readSeed(vendor) });
    const made: string[] = [];
    const struck = new Set<string>();
    const text = missing[vendor] ?? "{}";
    double.intercept(async (exchange, act): Promise<Answer> => {
      const request = `${exchange.method} ${exchange.url} ${exchange.body}`;
      const isAboutMade = made.some(
        (id) => exchange.url.includes(encodeURIComponent(id)) || exchange.body.includes(id),
      );
      if (isAboutMade && !struck.has(request)) {
        struck.add(request);
        return { status: 404, headers: { "content-type": "application/json" }, text };
      }
      const answer = await act();
      const [, id] = /"id":\s*"?([^",}]+)/.exec(answer.text) ?? [];
      if (isWrite(exchange) && exchange.method === "POST" && id !== undefined) made.push(id);
      return answer;
    });
    const stack = new Stack({ vendor, endpoint: double.url, token: double.token });
    const run = await stack.apply(example);
    double.intercept(undefined);
    expect(run.errors).toEqual([]);
    expect((await stack.plan(example)).did).toEqual({});
    strikes.push(struck.size);
  });
});

it("was tried on requests about what the run made", () => {
  expect(strikes).toHaveLength(servedNouns.length);
  expect(strikes.filter((count) => count > 0).length).toBeGreaterThan(5);
});
