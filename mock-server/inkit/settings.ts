import { z } from "zod";
import { readSettings } from "../shared/instance.ts";
import { defineMockNoun } from "../shared/noun.ts";
import { seedMembers } from "../shared/seed.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import type { Instance } from "./instance.ts";

const roleDeletion = z.enum(["refused_while_held", "detaches"]);
const standardRoles = z.enum(["fixed", "editable"]);
const grants = z.enum(["any", "own"]);

/** What the vendor's pages leave open, each with the answer that a new world has. */
export const switches = z.object({
  /** What deleting a role does while somebody holds it: it is refused, or the role is taken from them. */
  role_deletion: roleDeletion.default("refused_while_held"),
  /** Whether the vendor's own roles can be changed and deleted. */
  standard_roles: standardRoles.default("fixed"),
  /** Whether callers may give permissions that they do not have. */
  grants: grants.default("any"),
});

const row = z
  .object({
    id: z.literal("settings"),
    /** The account whose secret is the administrator's token. */
    adminAccountId: z.string(),
    switches: switches.readonly(),
  })
  .readonly();

const tables = { settings: defineTable({ name: "inkit/settings", row }) };

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

export async function readSwitches(instance: Instance): Promise<z.output<typeof switches>> {
  return (await readSettings(instance)).switches;
}

export const noun = defineMockNoun<Instance>({
  tables,
  seed: seedMembers({
    members: {
      /** @default "refused_while_held" */
      role_deletion: roleDeletion.optional(),
      /** @default "fixed" */
      standard_roles: standardRoles.optional(),
      /** @default "any" */
      grants: grants.optional(),
    },
    async plant(instance: Instance, seed) {
      const { switches: present } = await readSettings(instance);
      await instance.settings.patch("settings", { switches: switches.parse({ ...present, ...seed }) });
    },
  }),
});
