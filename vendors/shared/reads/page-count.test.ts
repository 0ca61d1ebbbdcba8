import { expect, it } from "vitest";
import { AccessError } from "#access/model/errors.ts";
import { limits } from "../http/limits.ts";
import { PageCount } from "./page-count.ts";

it.each([
  { name: "pages", pages: limits.pages, rows: 0 },
  { name: "rows", pages: 2, rows: limits.rows / 2 },
])("ends a list with too many $name", ({ pages, rows }) => {
  const count = new PageCount("Listing kites");
  for (let page = 0; page < pages; page += 1) count.add(rows);
  expect(() => count.add(1)).toThrow(AccessError);
  expect(() => count.add(1)).toThrow("Listing kites: the list does not end.");
});
