import { expect, it } from "vitest";
import { toCurrentRoleName } from "./role-names.ts";

it.each([
  { name: "a name of former times", given: "EDITOR", want: "signoz-editor" },
  { name: "the same in small letters", given: "viewer", want: "signoz-viewer" },
  { name: "a present name", given: "signoz-admin", want: "signoz-admin" },
  { name: "a custom name", given: "on-call", want: "on-call" },
])("$name becomes $want", ({ given, want }) => {
  expect(toCurrentRoleName(given)).toBe(want);
});
