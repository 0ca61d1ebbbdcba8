import { expect, it } from "vitest";
import { toCurrentRoleName } from "./role-names.ts";

it.each([
  { name: "a former name", given: "EDITOR", want: "signoz-editor" },
  { name: "a former name in lower case", given: "viewer", want: "signoz-viewer" },
  { name: "a current name", given: "signoz-admin", want: "signoz-admin" },
  { name: "a custom name", given: "on-call", want: "on-call" },
])("$name becomes $want", ({ given, want }) => {
  expect(toCurrentRoleName(given)).toBe(want);
});
