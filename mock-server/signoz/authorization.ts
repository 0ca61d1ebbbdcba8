import type { Kind, Verb } from "#vendors/signoz/facts/data/catalog.ts";
import { forbidden, unauthenticated } from "./errors.ts";
import type { Caller } from "./identity.ts";
import { type Instance, settingsOf } from "./instance.ts";
import type { SettingsRow } from "./organization-tables.ts";
import { type Check, holds, isAssigned, rolesOf } from "./permissions.ts";
import type { RoleRow } from "./tables.ts";
import { type Asked, type Resolved, type Target, resolveTarget } from "./targets.ts";

/** One thing that a route needs, and where the id comes from that it is tested on. */
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

function testLevel(roles: readonly RoleRow[], level: Level): void {
  if (isAssigned(roles, levels[level].roles)) return;
  throw forbidden(`only ${levels[level].who} can access this resource`);
}

interface Question {
  readonly edition: SettingsRow["edition"];
  readonly level: Level;
  readonly check: Check;
}

function isAllowed(roles: readonly RoleRow[], { edition, level, check }: Question): boolean {
  return edition === "community" ? isAssigned(roles, levels[level].roles) : holds(roles, check);
}

type Request = Asked & { readonly caller: Caller };
type Permitted = Extract<Gate, { readonly kind: "permitted" }>;

async function passNeeds(instance: Instance, { needs, level = "admin", isNew }: Permitted, request: Request) {
  const { edition, version } = await settingsOf(instance);
  const { caller } = request;
  if (isNew === true && version !== "main") return testLevel(await rolesOf(instance, caller), level);
  const checks: NamedCheck[] = [];
  for (const { verb, kind, on } of needs) {
    for (const resolved of await resolveTarget(instance, on, request)) checks.push({ verb, kind, ...resolved });
  }
  const roles = await rolesOf(instance, caller);
  for (const check of checks) {
    if (isAllowed(roles, { edition, level, check })) continue;
    const place = check.named === undefined ? "" : ` on resource "${check.named}"`;
    throw forbidden(`${caller.principal} is not authorized to perform ${check.kind}:${check.verb}${place}`);
  }
}

/** Lets a request through or throws: 401, then ids that do not resolve (400, 404), then 403 (signoz.md §0.2). */
export async function passGate(
  instance: Instance,
  gate: Gate,
  request: Asked & { readonly caller?: Caller | undefined },
): Promise<void> {
  if (gate.kind === "public") return;
  const { caller } = request;
  if (caller === undefined) throw unauthenticated();
  if (gate.kind === "permitted") await passNeeds(instance, gate, { ...request, caller });
  if (gate.kind === "assigned") testLevel(await rolesOf(instance, caller), gate.level);
}
