import { expect, it } from "vitest";
import { z } from "zod";
import type { ContractCases } from "../cases.ts";
import { type Client, outcome } from "./client.ts";
import { goodPassword, orgId } from "./fixtures.ts";

const organization = z.object({ id: z.string(), name: z.string(), displayName: z.string(), key: z.number() });

function instanceCases(client: () => Client): void {
  it("has one organization, of which the display name can be changed", async () => {
    const before = await client().data(organization, "GetMyOrganization");
    expect(before.key).toBeGreaterThan(0);
    const change = async (displayName: string) =>
      outcome(await client().call("UpdateMyOrganization", { body: { id: before.id, name: "no", displayName } }));
    expect(await change("Fjord & Sons")).toBe("204");
    expect(await client().data(organization, "GetMyOrganization")).toEqual({ ...before, displayName: "Fjord & Sons" });
    expect(await change(before.displayName)).toBe("204");
  });

  it("cannot be registered again", async () => {
    const body = { name: "Me", email: "me@latchkey.example", password: goodPassword, orgName: "mine" };
    expect(outcome(await client().call("Register", { body, key: null }))).toBe("400 invalid_input");
    expect((await client().call("GetVersion", { key: null })).body).toMatchObject({ ee: "Y", setupCompleted: true });
  });

  it("says how it can be reached", async () => {
    const { body } = await client().call("GetGlobalConfig", { key: "nonsense" });
    const identN = { tokenizer: { enabled: true }, apikey: { enabled: true }, impersonation: { enabled: false } };
    expect(body).toMatchObject({ data: { identN } });
    expect(await orgId(client())).not.toBe("");
  });
}

export const cases: ContractCases<Client> = { title: "the instance", run: instanceCases };
