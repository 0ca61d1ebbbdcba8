import fc from "fast-check";
import { unknown } from "#access/schema/unknown.ts";
import { keyOfRight, type Right, type RightAtom } from "../../model/statements/right.ts";
import type { Ref, Space } from "../../model/statements/ref.ts";
import type { Grant, Statement } from "../../model/statements/statement.ts";
import type { Permission } from "../../model/permissions/permission.ts";
import { actions, cause, coast, nameSubject, placeScope, referTo, resources } from "./coast.ts";

export const scopeIds = ["sea/far", "bay/blue", "bay/gray", "pier/north", "pier/south"] as const;

const selector = fc.constantFrom("*", "a", "b");
const action = fc.constantFrom("all", ...actions);
const resource = fc.constantFrom(...resources);

export const atom: fc.Arbitrary<RightAtom> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("act" as const), action, resource, selector }) },
  fc.record({
    kind: fc.constant("standing" as const),
    standing: fc.constantFrom("keeper", "warden", "mate", "guest", "other"),
  }),
  fc.constantFrom<RightAtom>({ kind: "everyAct" }, { kind: "anything" }),
  fc.record({ kind: fc.constant("opaque" as const), what: fc.constantFrom("x", "y") }),
);

const scopeNode = fc.option(fc.constantFrom(...scopeIds.map((id) => JSON.stringify([coast, "scope", "id", id]))));

export const right: fc.Arbitrary<Right> = fc.record({ account: fc.constant(coast), atom, scope: scopeNode });

const permission: fc.Arbitrary<Permission> = fc.record({
  action,
  resource,
  selectors: fc.option(fc.uniqueArray(selector, { minLength: 1, maxLength: 2 })),
});

function refer(space: Space, ...texts: readonly string[]): fc.Arbitrary<Ref> {
  const exact = fc.constantFrom(...texts.map((text) => referTo(space, text)));
  return fc.oneof(
    { weight: 8, arbitrary: exact },
    fc.uniqueArray(exact, { minLength: 2, maxLength: 2, selector: ({ text }) => text }).map((refs) => {
      return { account: coast, space, kind: "oneOf", refs } as const;
    }),
    fc.constant({ account: coast, space, kind: "unknown" } as const),
  );
}

const role = refer("role", "r1", "r2", "r3");
const principal = refer("principal", "ann", "ben", "cai");
const group = refer("group", "crew", "dock");
const place = fc.option(refer("scope", ...scopeIds));
const isCertain = fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, fc.constant(false));

const grant: fc.Arbitrary<Grant> = fc.oneof(
  { weight: 4, arbitrary: role.map((one): Grant => ({ kind: "role", role: one })) },
  fc.array(permission, { maxLength: 2 }).map((permissions): Grant => ({ kind: "permissions", permissions })),
  fc.constantFrom<Grant>(
    { kind: "level", level: "high" },
    { kind: "level", level: unknown },
    { kind: "permissions", permissions: unknown },
    { kind: "anyRole" },
    { kind: "standing", standing: "guest" },
  ),
);

const holding: fc.Arbitrary<Statement> = fc
  .record({ subject: fc.oneof({ weight: 3, arbitrary: principal }, group), grant, place, isCertain })
  .map((one) => ({ kind: "holds", ...one, reason: null, until: null, cause }));

const roleStatement: fc.Arbitrary<Statement> = fc
  .record({
    name: fc.constantFrom("r1", "r2", "r3"),
    permissions: fc.option(fc.array(permission, { maxLength: 3 })),
    isCertain,
  })
  .map(({ name, ...rest }) => ({
    kind: "role",
    is: [referTo("role", name)],
    name,
    isManaged: false,
    basis: "stated",
    cause,
    ...rest,
  }));

const membership: fc.Arbitrary<Statement> = fc
  .record({ subject: principal, group, isCertain })
  .map((one) => ({ kind: "inGroup", ...one, cause }));

/** Statements that only ever add: no limit, no precedence. */
export const addition: fc.Arbitrary<Statement> = fc.oneof(
  { weight: 4, arbitrary: holding },
  { weight: 2, arbitrary: roleStatement },
  { weight: 2, arbitrary: membership },
);

export const limit: fc.Arbitrary<Statement> = fc
  .record({ scope: refer("scope", ...scopeIds), isCertain })
  .map((one) => ({ kind: "limit", ...one, cause }));

/** The scopes of the tests, and everybody in them. */
export const background: readonly Statement[] = [
  ...placeScope("sea/far"),
  ...placeScope("bay/blue", "sea/far"),
  ...placeScope("bay/gray"),
  ...placeScope("pier/north", "bay/blue"),
  ...placeScope("pier/south", "bay/gray"),
  ...["ann", "ben", "cai"].map((name) => nameSubject("account", name)),
  ...["crew", "dock"].map((name) => nameSubject("group", name)),
];

export const world: fc.Arbitrary<readonly Statement[]> = fc
  .array(addition, { maxLength: 8 })
  .map((statements) => [...background, ...statements]);

export const limitedWorld: fc.Arbitrary<readonly Statement[]> = fc
  .tuple(world, fc.array(limit, { maxLength: 3 }))
  .map(([statements, limits]) => [...statements, ...limits]);

const idpGroup = fc.constantFrom("pilots", "rest");

/** Mappings of an identity provider, in which a matching group replaces the rest. */
const mapping: fc.Arbitrary<Statement> = fc.oneof(
  fc
    .record({ subject: principal, group: refer("idpGroup", "pilots", "rest"), isCertain })
    .map((one): Statement => ({ kind: "inGroup", ...one, cause })),
  fc.record({ name: idpGroup, grant, place, isCertain }).map(({ name, ...one }): Statement => {
    return { kind: "holds", subject: referTo("idpGroup", name), ...one, reason: null, until: null, cause };
  }),
  isCertain.map((one): Statement => {
    const subjects = [referTo("idpGroup", "pilots")];
    return { kind: "firstMatch", subjects, otherwise: referTo("idpGroup", "rest"), isCertain: one, cause };
  }),
);

export const mappedWorld: fc.Arbitrary<readonly Statement[]> = fc
  .tuple(limitedWorld, fc.array(mapping, { maxLength: 4 }))
  .map(([statements, mappings]) => [...statements, ...mappings]);

export function keysOf(rights: readonly Right[]): readonly string[] {
  return rights.map(keyOfRight);
}
