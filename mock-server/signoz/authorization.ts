import type { Kind, Verb } from "#vendors/signoz/facts/data/catalog.ts";
import { readSettings } from "../shared/instance.ts";
import { forbidden, unauthenticated } from "./errors.ts";
import type { Caller } from "./identity.ts";
import type { Instance, Row } from "./instance.ts";
import type { Asked, Resolved, Target } from "./permission-targets.ts";
import { type Check, holds, isAssigned, listCallerRoles } from "./permissions.ts";

/** A permission that a route needs, and the objects that it is tested on. */
export interface Need {
  readonly verb: Verb;
  readonly kind: Kind;
  readonly on: Target;
}

export type Level = "viewer" | "editor" | "admin";

export type Gate =
  | { readonly kind: "public" }
  | { readonly kind: "authenticated" }
  | {
      readonly kind: "permitted";
      readonly needs: readonly Need[];
      /** What the community edition tests in their place. @default "admin" */
      readonly level?: Level;
      /** That every edition tested the level in their place up to v0.138.0. */
      readonly isNew?: boolean;
    }
  | { readonly kind: "assigned"; readonly level: Level };

interface NamedCheck extends Check, Resolved {}

const levels: Readonly<Record<Level, { readonly roles: readonly string[]; readonly who: string }>> = {
  viewer: { roles: ["signoz-viewer", "signoz-editor", "signoz-admin"], who: "viewers, editors and admins" },
  editor: { roles: ["signoz-editor", "signoz-admin"], who: "editors and admins" },
  admin: { roles: ["signoz-admin"], who: "admins" },
};

function checkLevel(roles: readonly Row<"roles">[], level: Level): void {
  if (isAssigned(roles, levels[level].roles)) return;
  throw forbidden(`only ${levels[level].who} can access this resource`);
}

interface Question {
  readonly edition: Row<"settings">["edition"];
  readonly level: Level;
  readonly check: Check;
}

function isAllowed(roles: readonly Row<"roles">[], { edition, level, check }: Question): boolean {
  return edition === "community" ? isAssigned(roles, levels[level].roles) : holds(roles, check);
}

type Request = Asked & { readonly caller: Caller };
type Permitted = Extract<Gate, { readonly kind: "permitted" }>;

async function checkNeeds(instance: Instance, { needs, level = "admin", isNew }: Permitted, request: Request) {
  const { edition, version } = await readSettings(instance);
  const { caller } = request;
  if (isNew === true && version !== "main") return checkLevel(await listCallerRoles(instance, caller), level);
  const checks: NamedCheck[] = [];
  for (const { verb, kind, on } of needs) {
    for (const resolved of await on(instance, request)) checks.push({ verb, kind, ...resolved });
  }
  const roles = await listCallerRoles(instance, caller);
  for (const check of checks) {
    if (isAllowed(roles, { edition, level, check })) continue;
    const place = check.named === undefined ? "" : ` on resource "${check.named}"`;
    throw forbidden(`${caller.principal} is not authorized to perform ${check.kind}:${check.verb}${place}`);
  }
}

/** Lets a request through or throws: 401, then ids that do not resolve (400, 404), then 403. */
export async function checkGate(
  instance: Instance,
  gate: Gate,
  request: Asked & { readonly caller?: Caller | undefined },
): Promise<void> {
  if (gate.kind === "public") return;
  const { caller } = request;
  if (caller === undefined) throw unauthenticated();
  if (gate.kind === "permitted") await checkNeeds(instance, gate, { ...request, caller });
  if (gate.kind === "assigned") checkLevel(await listCallerRoles(instance, caller), gate.level);
}
