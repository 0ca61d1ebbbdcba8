import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findTerraform } from "#terraform/plugin/testing/terraform-binary.ts";
import { Project } from "#scripts/quickstart/project.ts";
import { type Mock, startMock } from "#testing/mock.ts";
import { SignozAdmin } from "./support/signoz-admin.ts";

let mock: Mock;
let project: Project;
let admin: SignozAdmin;
let url: string;

beforeAll(async () => {
  const terraform = findTerraform(process.env);
  if (typeof terraform === "string") throw new Error(terraform);
  mock = await startMock();
  const vendor = mock.vendors["signoz"];
  if (vendor === undefined) throw new Error("the mock server has no SigNoz");
  url = vendor.url;
  admin = new SignozAdmin(url, vendor.token);
  project = await Project.create(terraform, { SIGNOZ_ENDPOINT: url, SIGNOZ_ACCESS_TOKEN: vendor.token });
});

afterAll(async () => {
  await project.remove();
  await mock.stop();
});

describe("examples/self-service-keys through the real cdktf", () => {
  it("is deployed by the bundled provider, as the seeds describe it", async () => {
    const before = await admin.names();
    await project.deploy();
    expect((await admin.names()).filter((name) => !before.includes(name))).toStrictEqual([
      "viewer-readonly",
      "viewer-service-account",
    ]);
    const account = (await admin.accounts()).find(({ name }) => name === "viewer-readonly");
    const { serviceAccountRoles } = await admin.account(account?.id ?? "");
    expect(serviceAccountRoles?.map(({ role }) => role.name)).toStrictEqual(["signoz-viewer"]);
    const listed = (await admin.customRoles()).find(({ name }) => name === "viewer-service-account");
    const { transactionGroups } = await admin.role(listed?.id ?? "");
    const rights = transactionGroups.map(({ relation, objectGroup: { resource, selectors } }) => [
      relation,
      resource.kind,
      ...selectors,
    ]);
    expect(rights.toSorted()).toStrictEqual([
      ["attach", "serviceaccount", account?.id],
      ["create", "factor-api-key", "*"],
      ["list", "factor-api-key", "*"],
      ["list", "serviceaccount", "*"],
      ["read", "serviceaccount", account?.id],
    ]);
    expect(await project.plan()).toStrictEqual([]);
  });

  it("gives a key that works and expires", async () => {
    const secret = String((await project.outputs())["key_secret"]);
    const answer = async (): Promise<number> =>
      (await fetch(`${url}/api/v1/service_accounts/me`, { headers: { "SIGNOZ-API-KEY": secret } })).status;
    expect(await answer()).toBe(200);
    await mock.clock.advance("4000d");
    expect(await answer()).toBe(401);
    await mock.clock.set(new Date());
  });

  it("is destroyed, and nothing is left", async () => {
    await project.destroy();
    expect(await admin.names()).not.toContain("viewer-readonly");
    expect(await admin.customRoles()).toStrictEqual([]);
  });
});
