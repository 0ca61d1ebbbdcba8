import { expect, it } from "vitest";
import { AccessError } from "#access/model/errors.ts";
import { unknown } from "#access/schema/unknown.ts";
import { listAddedIds, findMissing } from "./existence.ts";
import { kiteFacts } from "./testing/fake-vendor.ts";

const context = {
  client: undefined,
  facts: kiteFacts,
  now: () => new Date(0),
  signal: new AbortController().signal,
  warn: () => undefined,
};

it("finds ids that do not exist, but not those that the token may not read", async () => {
  const errors = await findMissing(
    context,
    { noun: "role", attribute: "roleIds", orElse: ", or it was deleted", ids: ["r-1", "r-2", "r-3"] },
    async (id) => {
      if (id === "r-3") throw new AccessError("forbidden", "GET /roles/r-3");
      return id === "r-1";
    },
  );
  expect(errors.map(({ code, message, path }) => [code, message, path])).toEqual([
    ["not_found", "Kite has no role r-2, or it was deleted.", ["roleIds"]],
  ]);
});

it("fails if the check fails for another reason", async () => {
  const down = new AccessError("endpoint_unreachable", "GET /roles");
  const asking = findMissing(context, { noun: "role", attribute: "roleId", ids: ["r-1"] }, () => Promise.reject(down));
  await expect(asking).rejects.toBe(down);
});

it.each([
  { planned: null, before: ["a"], want: [] },
  { planned: ["a", "b", unknown], before: ["a"], want: ["b"] },
  { planned: ["a"], before: null, want: ["a"] },
])("finds that $planned adds $want to $before", ({ planned, before, want }) => {
  expect(listAddedIds(planned, before)).toEqual(want);
});
