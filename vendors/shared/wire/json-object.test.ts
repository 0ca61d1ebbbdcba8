import { expect, it } from "vitest";
import * as z from "zod";
import { jsonObject } from "./json-object.ts";

const schema = jsonObject(z.string());

it("keeps every name", () => {
  const given: unknown = JSON.parse('{"__proto__":"a","constructor":"b","":"c","toString":"d"}');
  expect(JSON.stringify(schema.parse(given))).toBe('{"__proto__":"a","constructor":"b","":"c","toString":"d"}');
});

it.each([null, [], "a", 7])("refuses %j", (given) => {
  expect(schema.safeParse(given).success).toBe(false);
});

it("names the member whose value is wrong", () => {
  const { error } = schema.safeParse({ good: "a", bad: 7 });
  expect(error?.issues.map(({ path }) => path)).toEqual([["bad"]]);
});
