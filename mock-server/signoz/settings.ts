import { z } from "zod";
import { defineMockNoun } from "../shared/noun.ts";
import { omitUndefined } from "../shared/omit-undefined.ts";
import { seedMembers } from "../shared/seed.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import type { Instance } from "./instance.ts";
import { setLicensed } from "./license.ts";
import { setVersion } from "./managed-roles.ts";

const edition = z.enum(["community", "enterprise"]);
const version = z.enum(["v0.138.0", "main"]);

const row = z
  .object({
    id: z.literal("settings"),
    orgId: z.string(),
    edition,
    /** The key whose secret is the administrator's token. */
    adminKeyId: z.string(),
    /** `main` is what comes after v0.138.0. */
    version: version.default("main"),
    /** What signs the tokens of sessions. Empty in a store of an older mock. */
    tokenSecret: z.string().default(""),
    /** Whether the mock has the vendor's defects that clients meet (vendors/signoz/NOTES.md). */
    hasKnownDefects: z.boolean().default(true),
    /** Whether people may ask for a reset of their own password. */
    hasPasswordSelfReset: z.boolean().default(false),
    /** Whether every request is the root user's, without a credential. */
    isImpersonating: z.boolean().default(false),
  })
  .readonly();

const tables = { settings: defineTable({ name: "signoz/settings", row, secrets: ["tokenSecret"] }) };

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

export const noun = defineMockNoun<Instance>({
  tables,
  seed: seedMembers({
    members: {
      /** @default "enterprise" */
      edition: edition.optional(),
      /** Whether an enterprise license is active. @default true */
      licensed: z.boolean().optional(),
      /** `main` is what comes after v0.138.0. @default "main" */
      version: version.optional(),
      /** Whether the mock has the vendor's defects that clients meet. @default true */
      knownDefects: z.boolean().optional(),
      /** Whether people may ask for a reset of their own password. @default false */
      passwordSelfReset: z.boolean().optional(),
      /** Whether every request is the root user's, without a credential. @default false */
      impersonation: z.boolean().optional(),
    },
    // A seed may hold custom roles of a license that has ended.
    isLast: true,
    async plant(instance: Instance, seed) {
      await instance.settings.patch("settings", {
        ...omitUndefined({
          edition: seed.edition,
          hasKnownDefects: seed.knownDefects,
          hasPasswordSelfReset: seed.passwordSelfReset,
          isImpersonating: seed.impersonation,
        }),
      });
      if (seed.version !== undefined) await setVersion(instance, seed.version);
      if (seed.licensed !== undefined) await setLicensed(instance, seed.licensed);
    },
  }),
});
