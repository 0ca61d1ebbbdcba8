import { describe, expect, it } from "vitest";
import { failure } from "./common.ts";
import { keyBody } from "./key.ts";
import { roleCreation, roleUpdate } from "./role.ts";
import { serviceAccountBody, serviceAccountWithRoles } from "./service-account.ts";

const account = { id: "1", name: "bot", email: "bot@x", status: "active", orgId: "2" };

describe("answer schemas", () => {
  it("accept unknown members and statuses", () => {
    const read = serviceAccountWithRoles.parse({ ...account, status: "paused", serviceAccountRoles: null, labels: [] });
    expect(read).toEqual({ ...account, status: "paused", serviceAccountRoles: null });
  });

  it("fail without members that the vendor always sends", () => {
    expect(serviceAccountWithRoles.safeParse(account).success).toBe(false);
  });

  it("accept errors without lists", () => {
    const error = { type: "not-found", code: "role_not_found", message: "no" };
    expect(failure.parse({ status: "error", error }).error).toEqual({ ...error, errors: [], suggestions: [] });
  });
});

describe("body schemas", () => {
  it("read missing and null members as Go's zero value", () => {
    expect(serviceAccountBody.parse({})).toEqual({ name: "" });
    expect(keyBody.parse({ name: null })).toEqual({ name: "", expiresAt: 0 });
    expect(roleCreation.parse({ name: "x" })).toEqual({ name: "x", description: "", transactionGroups: [] });
  });

  it.each([{ expiresAt: -1 }, { expiresAt: 1.5 }, { expiresAt: "1" }, { expiresAt: 2 ** 64 }])(
    "fail on the key body %j",
    (rest) => {
      expect(keyBody.safeParse({ name: "x", ...rest }).success).toBe(false);
    },
  );

  it.each([{}, { description: "" }, { description: "", transactionGroups: null }])(
    "fail on the role update %j",
    (body) => {
      expect(roleUpdate.safeParse(body).success).toBe(false);
    },
  );
});
