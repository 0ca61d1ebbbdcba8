import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { ContractCases } from "../cases.ts";
import { type Client, outcome } from "./client.ts";
import { holderOf, roleId } from "./fixtures.ts";

const preference = z.object({ name: z.string(), value: z.unknown(), defaultValue: z.unknown() });

function scopeCases(
  client: () => Client,
  noun: string,
  known: { readonly own: string; readonly foreign: string },
): void {
  const { own, foreign } = known;
  const set = async (name: string, value: unknown, key?: string) => {
    const asking = { params: { name }, body: { value } };
    return outcome(await client().call(`Update${noun}Preference`, key === undefined ? asking : { ...asking, key }));
  };
  const get = async (name: string) => client().data(preference, `Get${noun}Preference`, { params: { name } });

  it("are listed, read and set by name", async () => {
    expect(await get(own)).toMatchObject({ name: own, defaultValue: false });
    expect(await set(own, true)).toBe("204");
    expect(await get(own)).toMatchObject({ value: true, defaultValue: false });
    const listed = await client().data(z.array(preference), `List${noun}Preferences`);
    expect(listed.find(({ name }) => name === own)?.value).toBe(true);
    expect(listed.map(({ name }) => name)).not.toContain(foreign);
    expect(await set(own, false)).toBe("204");
  });

  it("fail on a name that is none or of the other scope, and on a value of another type", async () => {
    for (const name of ["theme", "__proto__", foreign]) {
      expect(await set(name, true), name).toBe("400 invalid_input");
      expect(outcome(await client().call(`Get${noun}Preference`, { params: { name } })), name).toBe(
        "400 invalid_input",
      );
    }
    for (const value of ["true", 1, null, undefined, {}, []]) {
      expect(await set(own, value), JSON.stringify(value)).toBe("400 invalid_input");
    }
  });
}

function preferenceCases(client: () => Client): void {
  describe("of users", () => {
    scopeCases(client, "User", { own: "sidenav_pinned", foreign: "org_onboarding" });

    it("that are lists take any list, and panic on null", async () => {
      const set = async (value: unknown) =>
        outcome(await client().call("UpdateUserPreference", { params: { name: "nav_shortcuts" }, body: { value } }));
      expect(await set(["logs", { deep: [1] }])).toBe("204");
      expect(await set("logs")).toBe("400 invalid_input");
      expect(await set(null)).toBe("500 fatal");
      const deep = `{"value":${"[".repeat(9_000)}${"]".repeat(9_000)}}`;
      const asked = { params: { name: "nav_shortcuts" }, body: deep };
      expect(["204", "400 invalid_input"]).toContain(outcome(await client().call("UpdateUserPreference", asked)));
      expect(await set([])).toBe("204");
    });
  });

  describe("of the organization", () => {
    scopeCases(client, "Org", { own: "org_onboarding", foreign: "sidenav_pinned" });
  });

  it("are a viewer's own; the organization's are the administrators'", async () => {
    const { secret: key } = await holderOf(client(), await roleId(client(), "signoz-viewer"));
    expect(outcome(await client().call("ListUserPreferences", { key }))).toBe("200");
    expect(outcome(await client().call("ListOrgPreferences", { key }))).toBe("403 authz_forbidden");
    expect(outcome(await client().call("ListOrgPreferences"))).toBe("200");
    const { secret: powerless } = await holderOf(client());
    expect(outcome(await client().call("ListUserPreferences", { key: powerless }))).toBe("403 authz_forbidden");
  });
}

export const cases: ContractCases<Client> = { title: "preferences", run: preferenceCases };
