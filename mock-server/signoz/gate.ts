import type { Kind, Verb } from "../../vendors/signoz/facts/catalog.ts";
import { forbidden, unauthenticated } from "./errors.ts";
import { type Instance, settingsOf } from "./instance.ts";
import { type Check, assignedRoles, holds, isAssigned } from "./permissions.ts";
import type { Caller } from "./identity.ts";
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
  | { readonly kind: "permitted"; readonly needs: readonly Need[] }
  | { readonly kind: "assigned"; readonly level: Level };

interface NamedCheck extends Check, Resolved {}

const levels: Readonly<Record<Level, { readonly roles: readonly string[]; readonly who: string }>> = {
  viewer: { roles: ["signoz-viewer", "signoz-editor", "signoz-admin"], who: "viewers, editors and admins" },
  editor: { roles: ["signoz-editor", "signoz-admin"], who: "editors and admins" },
  admin: { roles: ["signoz-admin"], who: "admins" },
};

function isAllowed(roles: readonly RoleRow[], edition: "community" | "enterprise", check: Check): boolean {
  return edition === "community" ? isAssigned(roles, levels.admin.roles) : holds(roles, check);
}

async function passNeeds(instance: Instance, caller: Caller, checks: readonly NamedCheck[]): Promise<void> {
  const { edition } = await settingsOf(instance);
  const roles = await assignedRoles(instance, caller.accountId);
  for (const check of checks) {
    if (isAllowed(roles, edition, check)) continue;
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
  if (gate.kind === "authenticated") return;
  if (gate.kind === "permitted") {
    const checks: NamedCheck[] = [];
    for (const { verb, kind, on } of gate.needs) {
      const { selectors, named } = await resolveTarget(instance, on, request);
      checks.push({ verb, kind, selectors, named });
    }
    await passNeeds(instance, caller, checks);
    return;
  }
  const { roles, who } = levels[gate.level];
  if (!isAssigned(await assignedRoles(instance, caller.accountId), roles)) {
    throw forbidden(`only ${who} can access this resource`);
  }
}
