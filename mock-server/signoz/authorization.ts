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

/** One declared resource: a permission, or one together with those on what it is attached to or detached from. */
export type Declared = Need | readonly Need[];

export type Level = "viewer" | "editor" | "admin";

export type Gate =
  | { readonly kind: "public" }
  | { readonly kind: "authenticated" }
  | {
      readonly kind: "permitted";
      readonly needs: readonly Declared[];
      /** What the community edition tests in their place. @default "admin" */
      readonly level?: Level;
      /** That every edition tested the level in their place up to v0.138.0. */
      readonly isNew?: boolean;
    }
  | { readonly kind: "assigned"; readonly level: Level };

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

function isAllowedBy(roles: readonly Row<"roles">[], { edition, level, check }: Question): boolean {
  return edition === "community" ? isAssigned(roles, levels[level].roles) : holds(roles, check);
}

type Request = Asked & { readonly caller: Caller };
type Permitted = Extract<Gate, { readonly kind: "permitted" }>;

interface Judge {
  isAllowed(check: Check): boolean;
  readonly principal: string;
}

function refuse(principal: string, { verb, kind }: Need, { named }: Resolved): never {
  const place = named === undefined ? "" : ` on resource "${named}"`;
  throw forbidden(`${principal} is not authorized to perform ${kind}:${verb}${place}`);
}

/** All of its ids are read first; then each object is resolved and tested before the next is looked at. */
async function checkDeclared(
  instance: Instance,
  declared: Declared,
  { asked, judge }: { readonly asked: Asked; readonly judge: Judge },
) {
  const listed: { readonly need: Need; readonly ids: readonly string[] }[] = [];
  for (const need of [declared].flat()) listed.push({ need, ids: await need.on.list(instance, asked) });
  for (const { need, ids } of listed) {
    for (const id of ids) {
      const resolved = await need.on.resolve(instance, id);
      const { verb, kind } = need;
      if (!judge.isAllowed({ verb, kind, selectors: resolved.selectors })) refuse(judge.principal, need, resolved);
    }
  }
}

async function checkNeeds(instance: Instance, { needs, level = "admin", isNew }: Permitted, request: Request) {
  const { edition, version } = await readSettings(instance);
  const { caller, ...asked } = request;
  const roles = await listCallerRoles(instance, caller);
  if (isNew === true && version !== "main") return checkLevel(roles, level);
  const isAllowed = (check: Check): boolean => isAllowedBy(roles, { edition, level, check });
  const judge: Judge = { isAllowed, principal: caller.principal };
  // One after the other: a caller without the first permission learns nothing about what the second is tested on.
  for (const declared of needs) await checkDeclared(instance, declared, { asked, judge });
}

/** Lets a request through or throws: 401, then for each declared resource ids that do not resolve (400, 404) and 403. */
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
