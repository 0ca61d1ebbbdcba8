import type { GraphFacts, LevelRights, StandingFacts } from "#access/model/statements/graph-facts.ts";
import type { RightAtom } from "#access/model/statements/right.ts";
import { everySelector } from "#access/model/permissions/permission.ts";
import { accountLevels, type MemberLevel, memberLevels, spaceLevelPermissions } from "./data/levels.ts";
import { predefinedRoleNames } from "./data/managed-roles.ts";
import { permissions, toPermissions } from "./permissions.ts";
import { developer } from "./data/levels.ts";
import { powers } from "./powers.ts";
import { statements } from "./statements.gen.ts";

const ownKeys = "vendors/arize/NOTES.md, As a vendor of the provider";
const source = "https://arize.com/docs/ax/security-and-settings/sso-and-rbac/account-and-space-roles";

/** ANNOTATOR is on no rung of this ladder. */
const lower: Readonly<Record<MemberLevel, readonly MemberLevel[]>> = {
  ADMIN: ["MEMBER"],
  MEMBER: ["READ_ONLY"],
  READ_ONLY: [],
  ANNOTATOR: [],
};

function createStandings(
  scopeType: string,
  levels: readonly MemberLevel[],
): { readonly [name: string]: StandingFacts } {
  const entries = levels.map((level): [string, StandingFacts] => {
    const includes = lower[level].filter((one) => levels.includes(one)).map((one) => `${scopeType} ${one}`);
    return [`${scopeType} ${level}`, { says: `has the level ${level} in the ${scopeType}`, source, includes }];
  });
  return Object.fromEntries(entries);
}

function listActs(level: MemberLevel): readonly RightAtom[] {
  return toPermissions(spaceLevelPermissions[level]).map(({ action, resource }) => {
    return { kind: "act", action, resource, selector: everySelector };
  });
}

/** The vendor publishes the order of the levels, but no table of their permissions (vendors/arize/NOTES.md). */
function findLevel(text: string, scopeType: string | null): LevelRights | undefined {
  const level = memberLevels.find((one) => one === text);
  if (level === undefined) return undefined;
  const standing: RightAtom = { kind: "standing", standing: `${scopeType ?? "account"} ${level}` };
  const isEverything = level === "ADMIN" && scopeType !== "space";
  if (scopeType === null || isEverything) return { atoms: [standing], isInferred: false };
  return { atoms: [standing, ...listActs(level)], isInferred: true };
}

export const graph: GraphFacts = {
  uniqueNames: ["role"],
  effective: permissions.canonical,
  standings: {
    ...createStandings("account", accountLevels),
    ...createStandings("organization", memberLevels),
    ...createStandings("space", memberLevels),
    [developer]: { says: "may create keys of their own", source: ownKeys },
    "account ADMIN": { says: "administers the account", source, isTop: true, passes: "all" },
    // It reaches private spaces, but no restricted project.
    "organization ADMIN": {
      says: "administers the organization and its spaces",
      source,
      isTop: true,
      passes: ["space"],
      includes: ["organization MEMBER"],
    },
  },
  roleStandings: {},
  groupStandings: {},
  levels: findLevel,
  contains: [
    // Members of an organization have its level in its public spaces. Inferred: no page has a table.
    { outer: "organization", inner: "space", isCertain: false },
    // A restricted project admits only who is bound to it, and no source tells which projects are restricted.
    { outer: "space", inner: "project", isCertain: false },
  ],
  inferredRoles: predefinedRoleNames,
  unspelledRights: {},
  relations: ["roles", "levels"],
  // No list has the bots, what a key may do, or the members of an organization or a space (vendors/arize/NOTES.md).
  toldBy: {},
  powers,
  statements,
  assumptions: [
    "The permissions of Arize's levels are inferred: the vendor publishes only their order.",
    "A space that is not known to be private is taken for public: members of its organization may have a level there.",
    "No source tells which projects are restricted: what somebody may do in a space, they may do at most in its projects.",
  ],
};
