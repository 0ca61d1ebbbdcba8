import { expect, it } from "vitest";
import type { z } from "zod";
import { userWithRoles } from "#vendors/signoz/wire/member.ts";
import type { ContractCases } from "../cases.ts";
import { type Client, outcome } from "./client.ts";
import { bearing, createRole, goodPassword, holderOf, logIn, personOf, resetToken, roleId } from "./fixtures.ts";

async function read(client: Client, id: string): Promise<z.output<typeof userWithRoles>> {
  return client.data(userWithRoles, "GetUser", { params: { id } });
}

function selfCases(client: () => Client): void {
  it("is whoever is signed in, and not an account", async () => {
    const person = await personOf(client(), await roleId(client(), "signoz-viewer"));
    const as = bearing(person.accessToken);
    expect(await client().data(userWithRoles, "GetMyUser", as)).toMatchObject({ id: person.id, status: "active" });
    expect(outcome(await client().call("UpdateMyUserV2", { ...as, body: { displayName: "Me" } }))).toBe("204");
    expect((await read(client(), person.id)).displayName).toBe("Me");
    const nobodyHere = "404 user_not_found";
    const body = { displayName: "Me" };
    expect(outcome(await client().call("GetMyUser"))).toBe(nobodyHere);
    expect(outcome(await client().call("UpdateMyUserV2", { body }))).toBe(nobodyHere);
    const passwords = { oldPassword: "x", newPassword: goodPassword };
    expect(outcome(await client().call("UpdateMyPassword", { body: passwords }))).toBe(nobodyHere);
    expect(outcome(await client().call("UpdateMyPassword", { body: {} }))).toBe("400 invalid_password");
    const service = "404 service_account_not_found";
    expect(outcome(await client().call("GetMyServiceAccount", as))).toBe(service);
    expect(outcome(await client().call("UpdateMyServiceAccount", { ...as, body: { name: "me" } }))).toBe(service);
  });

  it("changes the own password with the old one, whatever the roles", async () => {
    const person = await personOf(client());
    const change = async (oldPassword: string, newPassword: string) =>
      outcome(
        await client().call("UpdateMyPassword", { ...bearing(person.accessToken), body: { oldPassword, newPassword } }),
      );
    const { token } = await resetToken(client(), person.id);
    expect(await change("Not-this-1-please", "Another-5-ospreys")).toBe("400 incorrect_password");
    expect(await change("Not-this-1-please", "another")).toBe("400 invalid_password");
    expect(await change(goodPassword, `Another-5-ospreys${"x".repeat(72)}`)).toBe("500 unknown");
    expect(outcome(await client().call("VerifyResetPasswordToken", { body: { token }, key: null }))).toBe("204");
    expect(await change(goodPassword, "Another-5-ospreys")).toBe("204");
    expect(outcome(await client().call("VerifyResetPasswordToken", { body: { token }, key: null }))).toBe(
      "404 reset_password_token_not_found",
    );
    await logIn(client(), person.email, "Another-5-ospreys");
  });

  it("is refused at the route of former times", async () => {
    expect(outcome(await client().call("GetMyUserDeprecated", { key: null }))).toBe("501 user_deprecated");
  });

  it("is never in the administrators' routes by permissions alone: the role must be assigned", async () => {
    const groups = ["create", "read", "update", "delete", "list"].map((relation) => ({
      relation,
      objectGroup: { resource: { type: "user", kind: "user" }, selectors: ["*"] },
    }));
    const { secret: key } = await holderOf(client(), await createRole(client(), groups));
    expect(outcome(await client().call("ListUsers", { key }))).toBe("403 authz_forbidden");
  });
}

export const cases: ContractCases<Client> = { title: "oneself", run: selfCases };
