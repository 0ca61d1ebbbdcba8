import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { created } from "#vendors/signoz/wire/common.ts";
import { userWithRoles } from "#vendors/signoz/wire/member.ts";
import type { ContractCases } from "../cases.ts";
import { type Client, outcome, unique } from "./client.ts";
import { createKey, goodPassword, holderOf, listKeys, nobody } from "./fixtures.ts";

const large = 10 * 1024 * 1024;

/** Sends bytes as they are and answers what comes back until the other side hangs up. */
async function raw(client: Client, head: readonly string[], body = ""): Promise<string> {
  const { hostname, port } = new URL(client.target.url);
  const text = `${[...head, "Host: mock", "Connection: close"].join("\r\n")}\r\n\r\n${body}`;
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(Number(port), hostname, () => socket.end(text));
    socket.setEncoding("utf8").on("data", (part: string) => (answer += part));
    socket.once("close", () => resolve(answer)).once("error", reject);
  });
}

function sizeCases(client: () => Client): void {
  it.each([
    { name: "a name of 10 MiB", body: { name: "x".repeat(large) }, want: "400 service_account_invalid_input" },
    {
      name: "an unknown member of 10 MiB",
      body: { name: "UP", more: "x".repeat(large) },
      want: "400 service_account_invalid_input",
    },
    { name: "10 MiB of nothing", body: `{"name":"UP"${" ".repeat(large)}}`, want: "400 service_account_invalid_input" },
    { name: "10 MiB that are no JSON", body: "x".repeat(large), want: "400 invalid_request_body" },
    {
      name: "nesting of 5 million",
      body: "[".repeat(large / 2) + "]".repeat(large / 2),
      want: "400 invalid_request_body",
    },
    {
      name: "nesting of 9,000",
      body: `{"name":"UP","more":${"[".repeat(9_000)}${"]".repeat(9_000)}}`,
      want: "400 service_account_invalid_input",
    },
    { name: "brackets in text", body: { name: "[".repeat(20_000) }, want: "400 service_account_invalid_input" },
  ])("$name: $want", async ({ body, want }) => {
    expect(outcome(await client().call("CreateServiceAccount", { body }))).toBe(want);
  });

  it("deep documents are kept and given back as they came", async () => {
    const body = `{"deep":${"[".repeat(9_000)}${"]".repeat(9_000)}}`;
    const { id } = await client().data(created, "CreateDashboardV2", { body });
    const { status } = await client().call("GetDashboardV2", { params: { id } });
    expect(status).toBe(200);
    expect(await client().call("ListDashboardsV2")).toMatchObject({ status: 200 });
    const patch = [{ op: "add", path: "/name", value: "x" }];
    const patched = await client().call("PatchDashboardV2", { params: { id }, body: patch });
    expect(["200", "400 invalid_input"]).toContain(outcome(patched));
    expect(outcome(await client().call("DeleteDashboardV2", { params: { id } }))).toBe("204");
    const view = await client().data(created, "CreateSavedView", { body });
    expect(await client().call("ListSavedViews")).toMatchObject({ status: 200 });
    expect(outcome(await client().call("DeleteSavedView", { params: { id: view.id } }))).toBe("204");
  });

  it("an account with 10,000 keys is listed, and the next is made", async () => {
    const keys = Array.from({ length: 10_000 }, (_, index) => ({ name: `key-${index}` }));
    const other = await client().variant({ serviceAccounts: [{ id: nobody, name: "busy", keys }] });
    const listed = await listKeys(other, nobody);
    expect(listed).toHaveLength(10_000);
    expect(new Set(listed.map(({ id }) => id)).size).toBe(10_000);
    await createKey(other, nobody, "next");
    const taken = await other.call("CreateServiceAccountKey", { params: { id: nobody }, body: { name: "key-9999" } });
    expect(outcome(taken)).toBe("409 api_key_already_exists");
    expect(outcome(await other.call("DeleteServiceAccount", { params: { id: nobody } }))).toBe("204");
  });
}

const controls = ["\r\nX-Evil: 1", "\u0000", "\u001b[31m", "\u202e", "a\tb", "../../x", "%0d%0a"];

function textCases(client: () => Client): void {
  it.each(controls)("%j in every string of every body is refused or kept as it is", async (text) => {
    const viewer = { id: nobody, name: "x" };
    const named = async (operationId: string, body: unknown) =>
      outcome(await client().call(operationId, { params: viewer, body }));
    expect(await named("CreateServiceAccount", { name: text })).toBe("400 service_account_invalid_input");
    expect(await named("CreateRole", { name: text })).toBe("400 role_invalid_input");
    expect(await named("CreateServiceAccountKey", { name: text })).toBe("400 api_key_invalid_input");
    expect(await named("CreateServiceAccountRole", { serviceAccountId: text, roleId: text })).toMatch(/^400 /);
    expect(await named("CreateUserRole", { userId: text, roleId: text })).toBe("400 invalid_valuer");
    expect(await named("ResetPassword", { token: text, password: goodPassword })).toMatch(/^404 /);
    const login = { email: text, password: text, orgId: nobody };
    expect(await named("CreateSessionByEmailPassword", login)).toBe("400 invalid_valuer");
    const email = `${unique("odd")}@latchkey.example`;
    const { id } = await client().data(created, "CreateUser", {
      body: { email, displayName: text, frontendBaseUrl: text },
    });
    const { displayName } = await client().data(userWithRoles, "GetUser", { params: { id } });
    expect(displayName).toBe(text);
  });

  it("the vendor reads ids in lower case, and the last of two members that are called alike", async () => {
    const name = unique("bot");
    const body = `{"name":"NO","name":"${name}"}`;
    const { id } = await client().data(created, "CreateServiceAccount", { body });
    expect(outcome(await client().call("GetServiceAccount", { params: { id: id.toUpperCase() } }))).toBe(
      "400 invalid_selector",
    );
    const proto = `{"__proto__":{"name":"x"},"constructor":{"name":"x"}}`;
    expect(outcome(await client().call("CreateServiceAccount", { body: proto }))).toBe(
      "400 service_account_invalid_input",
    );
  });
}

function wireCases(client: () => Client): void {
  const key = () => `SIGNOZ-API-KEY: ${client().target.token}`;
  const post = "POST /signoz/api/v1/service_accounts HTTP/1.1";

  it.each(["", ";;garbage", "text/plain", "a\tb"])("the content type %j does not matter", async (type) => {
    const answer = await raw(client(), [post, key(), `Content-Type: ${type}`, "Content-Length: 2"], "{}");
    expect(answer).toContain("service_account_invalid_input");
  });

  it.each([
    { name: "a URL that is none", head: ["GET /signoz/api/v1/roles/%zz HTTP/1.1"] },
    { name: "a header that is none", head: ["GET /signoz/api/v1/roles HTTP/1.1", "SIGNOZ-API-KEY: a\u0000b"] },
    { name: "a body that is shorter than it says", head: [post, "Content-Length: 99"] },
    { name: "no HTTP", head: ["nonsense"] },
  ])("$name ends the connection and nothing else", async ({ head }) => {
    const answer = await raw(client(), head);
    expect(answer).not.toContain("500");
    expect(outcome(await client().call("GetHealth"))).toBe("200");
  });

  it("a key in two headers, or beside others, is no key", async () => {
    const { secret } = await holderOf(client());
    const line = `SIGNOZ-API-KEY: ${secret}`;
    const answer = await raw(client(), ["GET /signoz/api/v1/service_accounts/me HTTP/1.1", line, line]);
    expect(answer).toContain("401");
  });

  it("a path parameter may be as long as a request line", async () => {
    const answer = await client().call("GetServiceAccount", { params: { id: "a".repeat(8_000) } });
    expect(outcome(answer)).toBe("400 invalid_selector");
  });
}

function badInputCases(client: () => Client): void {
  describe("of a size", () => sizeCases(client));
  describe("of a text", () => textCases(client));
  describe("of the wire", () => wireCases(client));
}

export const cases: ContractCases<Client> = { title: "bad input", needsMock: true, run: badInputCases };
