import { expect, it } from "vitest";
import { findByName, pickNamed, pickOnly } from "./look-up.ts";
import { kiteFacts } from "./testing/fake-vendor.ts";

const context = {
  client: undefined,
  facts: kiteFacts,
  now: () => new Date(0),
  signal: new AbortController().signal,
  warn: () => undefined,
};
const rows = [
  { id: "1", name: "heron" },
  { id: "2", name: "rook" },
  { id: "3", name: "rook" },
];

it("picks the only row with the name", () => {
  expect(pickNamed(context, rows, { noun: "role", name: "heron" })).toEqual({ id: "1", name: "heron" });
});

it.each(["NFC", "NFD"] as const)("finds a name that the vendor holds in another Unicode form, sought in %s", (form) => {
  const held = [{ id: "1", name: "Ställe".normalize("NFD") }, ...rows];
  expect(pickNamed(context, held, { noun: "role", name: "Ställe".normalize(form) }).id).toBe("1");
});

it("fails with the ids if two rows have the name in two Unicode forms", () => {
  const held = ["NFC", "NFD"].map((form) => ({ id: form, name: "Ställe".normalize(form) }));
  expect(() => pickNamed(context, held, { noun: "role", name: "Ställe" })).toThrow("2 roles called");
});

it("fails with the existing names, each once, if no row has the name", () => {
  expect(() => pickNamed(context, rows, { noun: "role", name: "wren" })).toThrow(
    expect.objectContaining({
      code: "not_found",
      message: 'Kite has no role "wren". It has: heron, rook.',
      path: ["name"],
    }),
  );
});

it("fails with the ids if several rows have the name", () => {
  expect(() => pickNamed(context, rows, { noun: "role", name: "rook" })).toThrow(
    expect.objectContaining({ code: "invalid_value", message: 'Kite has 2 roles called "rook": 2, 3.' }),
  );
});

it("does not list the addresses of people", () => {
  const sought = { noun: "user", attribute: "email", value: "wren", listsOthers: false };
  expect(() => pickOnly(context, { rows, nameOf: ({ name }) => name }, sought)).toThrow(
    expect.objectContaining({ message: 'Kite has no user "wren" among the 2 that it lists.' }),
  );
});

it("fails if the listed row is gone when it is read", async () => {
  const looking = findByName(context, {
    noun: "role",
    name: "heron",
    list: () => Promise.resolve(rows),
    find: () => Promise.resolve(undefined),
  });
  await expect(looking).rejects.toMatchObject({ code: "not_found" });
});
