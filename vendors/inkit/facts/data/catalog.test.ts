import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { permissionNames } from "./catalog.ts";
import { environment } from "./environment.ts";
import { standardRoles } from "./managed-roles.ts";

const folder = join(import.meta.dirname, "..", "..", "..", "..", "test", "fixtures", "vendors");

const page = z.object({
  auth_header: z.string(),
  documented_admin_routes: z.array(z.unknown()),
  permissions_seed_era: z.object({ values: z.array(z.string()), named_on_another_page_only: z.array(z.string()) }),
  permissions_latest_display: z.record(z.string(), z.array(z.string())),
  standard_roles_latest: z.record(z.string(), z.union([z.literal("all"), z.array(z.string())])),
});

describe("the known facts about Inkit", () => {
  const read = (): z.output<typeof page> =>
    page.parse(JSON.parse(readFileSync(join(folder, "inkit-facts.json"), "utf8")));

  it("have exactly the permissions of the vendor's pages", () => {
    const { values, named_on_another_page_only: elsewhere } = read().permissions_seed_era;
    expect([...permissionNames].sort()).toEqual([...values, ...elsewhere].sort());
  });

  it("have the standard roles, each with only the rights that the console shows", () => {
    const { standard_roles_latest: roles } = read();
    expect(standardRoles.map(({ name }) => name).sort()).toEqual(Object.keys(roles).sort());
    for (const { name, permissions, unspelled } of standardRoles) {
      const displayed = roles[name];
      if (displayed === "all") expect(permissions).toEqual(permissionNames);
      else expect(displayed).toEqual(expect.arrayContaining([...unspelled]));
    }
  });

  it("name rights only as the console does", () => {
    const displayed = Object.values(read().permissions_latest_display).flat();
    expect(displayed).toEqual(expect.arrayContaining(standardRoles.flatMap(({ unspelled }) => [...unspelled])));
  });

  it("have the documented header, and no documented administrative route", () => {
    expect(environment.tokenHeader).toBe(read().auth_header);
    expect(read().documented_admin_routes).toEqual([]);
  });
});

describe("the standard roles", () => {
  it.each([
    { name: "Document Viewer", permissions: [], unspelled: 1 },
    {
      name: "Document Generation Manager",
      permissions: ["folders.create", "folders.update", "folders.delete"],
      unspelled: 15,
    },
    {
      name: "Developer",
      permissions: [
        "folders.create",
        "folders.update",
        "folders.delete",
        "service-accounts.create",
        "service-accounts.retrieve",
        "service-accounts.update",
        "service-accounts.delete",
        "api-keys.refresh",
      ],
      unspelled: 16,
    },
  ])("$name has the permissions whose spelling is known", ({ name, permissions, unspelled }) => {
    const role = standardRoles.find((standard) => standard.name === name);
    expect(role?.permissions).toEqual(permissions);
    expect(role?.unspelled).toHaveLength(unspelled);
  });
});
