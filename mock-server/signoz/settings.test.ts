import { describe, expect, it } from "vitest";
import { createMock } from "../app.ts";

type Attempt = readonly [method: "POST" | "PUT" | "DELETE" | "GET", path: string, payload?: string];

const roleId = "0198c0de-0000-7000-8000-0000000000a1";
const custom = {
  id: roleId,
  name: "on-call",
  transactionGroups: [
    { relation: "list", objectGroup: { resource: { type: "role", kind: "role" }, selectors: ["*"] } },
  ],
};

async function answers(
  settings: Readonly<Record<string, unknown>>,
  ...attempts: readonly Attempt[]
): Promise<readonly string[]> {
  const holder = { name: "holder", roles: ["on-call"], keys: [{ name: "ci", secret: "holder-key" }] };
  const seed = { signoz: { ...settings, roles: [custom], serviceAccounts: [holder] } };
  const { app } = await createMock({ seed, tokens: { signoz: "admin-key" } });
  const seen: string[] = [];
  for (const [method, path, payload = ""] of attempts) {
    const key = path.startsWith("as-holder ") ? "holder-key" : "admin-key";
    const url = `/signoz/api${path.startsWith("/v3") ? "" : "/v1"}${path.replace("as-holder ", "")}`;
    const response = await app.inject({ method, url, headers: { "signoz-api-key": key }, payload });
    const code = response.statusCode < 400 ? "" : response.json<{ error: { code: string } }>().error.code;
    seen.push(`${response.statusCode} ${code}`.trim());
  }
  return seen;
}

const attempts: readonly Attempt[] = [
  ["POST", "/roles", '{"name":"release"}'],
  ["POST", "/roles", '{"name":"Release"}'],
  ["PUT", `/roles/${roleId}`, '{"description":"","transactionGroups":[]}'],
  ["PUT", `/roles/${roleId}`, "{"],
  ["DELETE", `/roles/${roleId}`],
  ["GET", `/roles/${roleId}`],
  ["POST", "/service_accounts", '{"name":"bot"}'],
  ["GET", "as-holder /roles"],
  ["GET", "/v3/licenses/active"],
];

describe("editions", () => {
  it.each([
    {
      name: "enterprise with a license",
      settings: {},
      want: "201 / 400 role_invalid_input / 204 / 400 invalid_request_body / 400 role_has_service_account_assignees / 200 / 201 / 403 authz_forbidden / 200",
    },
    {
      name: "enterprise without one: roles cannot be written, what there is keeps working",
      settings: { licensed: false },
      want: "451 license_unavailable / 400 role_invalid_input / 451 license_unavailable / 400 invalid_request_body / 451 license_unavailable / 200 / 201 / 200 / 404 not_found",
    },
    {
      name: "community: only the managed administrator's role counts",
      settings: { edition: "community" as const },
      want: "501 role_unsupported / 400 role_invalid_input / 501 role_unsupported / 400 invalid_request_body / 501 role_unsupported / 200 / 201 / 403 authz_forbidden / 501 licensing_unsupported",
    },
  ])("$name", async ({ settings, want }) => {
    expect((await answers(settings, ...attempts)).join(" / ")).toBe(want);
  });

  it("a managed role's update is a 400 before the license is looked at, in each", async () => {
    for (const settings of [{}, { licensed: false }, { edition: "community" as const }]) {
      const { app } = await createMock({ seed: { signoz: settings }, tokens: { signoz: "admin-key" } });
      const headers = { "signoz-api-key": "admin-key" };
      const roles = await app.inject({ url: "/signoz/api/v1/roles", headers });
      const [{ id = "" } = {}] = roles.json<{ data: { id?: string }[] }>().data;
      const payload = '{"description":"","transactionGroups":[]}';
      const response = await app.inject({ method: "PUT", url: `/signoz/api/v1/roles/${id}`, headers, payload });
      expect(response.json()).toMatchObject({ error: { code: "role_invalid_input" } });
    }
  });
});
