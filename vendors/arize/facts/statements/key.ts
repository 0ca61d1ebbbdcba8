import type { InstanceStatements, Saying, Speaker } from "#access/model/statements/declaration.ts";
import { identifyOwnAccount } from "#access/model/statements/own-account.ts";
import type { Grant, Place } from "#access/model/statements/statement.ts";
import { isUnknown, unknown } from "#access/schema/unknown.ts";
import { defaultLevels } from "../data/levels.ts";

type Leaves = { readonly [name: string]: unknown };

function toRecord(leaf: unknown): Leaves | undefined {
  if (typeof leaf !== "object" || leaf === null || isUnknown(leaf) || Array.isArray(leaf)) return undefined;
  return Object.fromEntries(Object.entries(leaf));
}

function toLevel(leaf: unknown, fallback: string): Grant {
  if (leaf === null || leaf === undefined) return { kind: "level", level: fallback };
  return { kind: "level", level: typeof leaf === "string" ? leaf : unknown };
}

/** A level, or a custom role: only a space can have one. */
function toSpaceGrant(leaf: unknown, at: Speaker): Grant {
  if (leaf === null || leaf === undefined) return toLevel(null, defaultLevels.space);
  const { type, id, name } = toRecord(leaf) ?? { type: unknown };
  if (typeof type !== "string") return { kind: "level", level: unknown };
  if (type !== "CUSTOM") return toLevel(name, defaultLevels.space);
  const role = at.refer("role", id);
  return role === null ? { kind: "level", level: unknown } : { kind: "role", role };
}

type Hold = (grant: Grant, place: Place) => Saying;

function listSpaces(spaces: unknown, at: Speaker, hold: Hold): readonly Saying[] {
  if (!Array.isArray(spaces)) return [hold({ kind: "level", level: unknown }, null)];
  return spaces.map((one: unknown) => {
    const space = toRecord(one);
    if (space === undefined) return hold({ kind: "level", level: unknown }, null);
    return hold(toSpaceGrant(space["role"], at), at.scope("space", space["spaceId"]));
  });
}

function listOrganizations(organizations: unknown, at: Speaker, hold: Hold): readonly Saying[] {
  if (!Array.isArray(organizations)) return [hold({ kind: "level", level: unknown }, null)];
  return organizations.flatMap((one: unknown) => {
    const organization = toRecord(one);
    if (organization === undefined) return [hold({ kind: "level", level: unknown }, null)];
    const own = at.scope("organization", organization["orgId"]);
    const level = hold(toLevel(organization["role"], defaultLevels.organization), own);
    return [level, ...listSpaces(organization["spaces"], at, hold), ...placeSpaces(organization, at)];
  });
}

/** A key's access says which organization its spaces are in. */
function placeSpaces({ orgId, spaces }: Leaves, at: Speaker): readonly Saying[] {
  const parent = at.scope("organization", orgId);
  if (parent === null || !Array.isArray(spaces)) return [];
  return spaces.flatMap((one: unknown): readonly Saying[] => {
    const scope = at.scope("space", toRecord(one)?.["spaceId"]);
    return scope === null ? [] : [{ kind: "within", scope, parent, attribute: "access" }];
  });
}

/** The rights of a key are those of its bot. After an import nobody can tell them. */
export const key: InstanceStatements = ({ access, serviceAccountId, id }, at) => {
  const [subject] = identifyOwnAccount(at, serviceAccountId, id);
  if (subject === undefined) return [];
  const hold: Hold = (grant, place) => {
    return { kind: "holds", subject, grant, place, reason: null, until: null, attribute: "access" };
  };
  if (access === null || access === undefined) {
    return [hold({ kind: "opaque", what: `access of key ${typeof id === "string" ? id : subject.text}` }, null)];
  }
  const known = toRecord(access);
  if (known === undefined) return [hold({ kind: "level", level: unknown }, null)];
  const { accountRole, organizations } = known;
  const complete = { kind: "complete", account: at.account, subject } as const;
  return [
    hold(toLevel(accountRole, defaultLevels.account), null),
    ...listOrganizations(organizations, at, hold),
    { ...complete, relation: "levels" },
  ];
};
