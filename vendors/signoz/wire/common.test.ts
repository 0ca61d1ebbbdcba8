import { describe, expect, it } from "vitest";
import { failure } from "./common.ts";
import { keyBody } from "./key.ts";
import { roleCreation, roleUpdate } from "./role.ts";
import { serviceAccountBody, serviceAccountWithRoles } from "./service-account.ts";

const account = { id: "1", name: "bot", email: "bot@x", status: "active", orgId: "2" };

describe("answers", () => {
  it("may hold more than is known, and statuses of tomorrow", () => {
    const read = serviceAccountWithRoles.parse({ ...account, status: "paused", serviceAccountRoles: null, labels: [] });
    expect(read).toEqual({ ...account, status: "paused", serviceAccountRoles: null });
  });

  it("fail without what the vendor always sends", () => {
    expect(serviceAccountWithRoles.safeParse(account).success).toBe(false);
  });

  it("of errors are read without their lists too", () => {
    const error = { type: "not-found", code: "role_not_found", message: "no" };
    expect(failure.parse({ status: "error", error }).error).toEqual({ ...error, errors: [], suggestions: [] });
  });
});

describe("bodies", () => {
  it("leave what is missing or null at Go's zero value", () => {
    expect(serviceAccountBody.parse({})).toEqual({ name: "" });
    expect(keyBody.parse({ name: null })).toEqual({ name: "", expiresAt: 0 });
    expect(roleCreation.parse({ name: "x" })).toEqual({ name: "x", description: "", transactionGroups: [] });
  });

  it.each([{ expiresAt: -1 }, { expiresAt: 1.5 }, { expiresAt: "1" }, { expiresAt: 2 ** 64 }])("fail on %j", (rest) => {
    expect(keyBody.safeParse({ name: "x", ...rest }).success).toBe(false);
  });

  it.each([{}, { description: "" }, { description: "", transactionGroups: null }])(
    "of role updates fail on %j",
    (body) => {
      expect(roleUpdate.safeParse(body).success).toBe(false);
    },
  );
});
