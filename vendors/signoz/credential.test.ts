import { expect, test } from "vitest";
import { Secret } from "#access/schema/secret.ts";
import { readCredential } from "./credential.ts";

test.each([
  {
    name: "a session token as Bearer",
    given: "eyJhbGciOiJIUzI1NiJ9.eyJpZCI6InBldHJlbCJ9.c2lnbmF0dXJl-_8",
    want: ["Authorization", "Bearer eyJhbGciOiJIUzI1NiJ9.eyJpZCI6InBldHJlbCJ9.c2lnbmF0dXJl-_8", true],
  },
  {
    name: "a key in the vendor's own header",
    given: "cGV0cmVsLXBldHJlbC1wZXRyZWwtcGV0cmVsLXBldHI=",
    want: ["SIGNOZ-API-KEY", "cGV0cmVsLXBldHJlbC1wZXRyZWwtcGV0cmVsLXBldHI=", false],
  },
  { name: "anything else as a key", given: "a.b", want: ["SIGNOZ-API-KEY", "a.b", false] },
])("sends $name", ({ given, want }) => {
  const { token, tokenHeader, isSession } = readCredential(new Secret(given));
  expect([tokenHeader, token.open(), isSession]).toStrictEqual(want);
});
