import * as z from "zod";
import { receivedId } from "../../shared/wire/received.ts";
import { sentFlag, sentText, timestamps } from "./common.ts";
import { roleMapping, sentRoleMapping } from "./role-mapping.ts";
import { jsonObject } from "../../shared/wire/json-object.ts";

/** How people sign in. `spec` contains secrets in plain text; an update replaces all of it. */
export const authDomain = z.object({
  id: receivedId,
  name: z.string(),
  orgId: receivedId,
  enabled: z.boolean(),
  config: z.object({ kind: z.string(), spec: jsonObject(z.unknown()) }),
  roleMapping: roleMapping.nullable(),
  authNProviderInfo: z.object({ relayStatePath: z.string().nullable() }),
  ...timestamps,
});
export type AuthDomain = z.output<typeof authDomain>;

const sentDomainConfig = z
  .object({ kind: sentText, spec: jsonObject(z.unknown()).nullish() })
  .nullish()
  .transform((config) => config ?? null);

/** Replaces everything but the name: a missing mapping is removed. */
export const authDomainUpdate = z.object({
  enabled: sentFlag,
  config: sentDomainConfig,
  roleMapping: sentRoleMapping,
});

export const authDomainCreation = authDomainUpdate.extend({ name: sentText });
