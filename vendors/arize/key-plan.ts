import { planKey } from "#access/model/keys/key-plan.ts";
import { extendDefinition } from "#access/model/nouns/own-attributes.ts";
import { key as common } from "#access/model/nouns/resources/key.ts";
import type { Change, Context } from "#access/model/vendors/adapter.ts";
import type { AttributesOf } from "#access/schema/definition.ts";
import { means } from "#access/schema/equality.ts";
import type { State } from "#access/schema/records.ts";
import { isKnown, unknown } from "#access/schema/unknown.ts";
import type { ArizeConnection } from "./connection.ts";
import { ownAttributes } from "./facts/nouns/key.ts";
import { accessErrors, firstSpace, spacesOf } from "./key-access.ts";
import { canRefresh, isOverGrace, overGraceError } from "./key-life.ts";
import { findKey } from "./key-listing.ts";

export const definition = extendDefinition(common, ownAttributes);

type Connected = Context<ArizeConnection>;
type KeyChange = Change<typeof definition>;
type KeyState = State<AttributesOf<typeof definition>>;

/** Keys of the name that no resource of this run has. */
async function warnOfNamesakes(context: Connected, { planned }: KeyChange): Promise<void> {
  const { name, access } = planned;
  if (!isKnown(name) || name === null) return;
  const { active } = await findKey(context, "", { spaceId: null, access });
  const others = active.filter((row) => row.name === name && !context.client.knownKeys.has(row.id));
  if (others.length === 0) return;
  const ids = [...new Set(others.map(({ id }) => id))].join(", ");
  context.warn(
    `There are keys already that are called "${name}"`,
    `Names of keys are not unique in Arize, so another one is created. If one of these is left from a run that was stopped, nobody has its secret: revoke it. ${ids}`,
  );
}

export async function planCreation(context: Connected, change: KeyChange) {
  const { planned } = change;
  const outcome = planKey(context, change);
  const isEndless = planned.expiresIn === null && change.config.expiresAt === null;
  const errors = [
    ...outcome.errors,
    ...(isEndless && isOverGrace(planned.overlap) ? [overGraceError(planned.overlap)] : []),
    ...(await accessErrors(context, planned.access)),
  ];
  if (errors.length === 0) await warnOfNamesakes(context, change);
  return { values: { ...outcome.values, spaceId: firstSpace(planned.access) }, errors };
}

function warnOfMove({ warn }: Connected, { id, serviceAccountId }: KeyState): void {
  const bot = serviceAccountId === null ? "the old bot" : `bot ${serviceAccountId}`;
  warn(
    "The key's successor acts as another bot",
    `Key ${id} cannot be refreshed into what is wanted, so a second key with the same access is created, which brings a bot of its own in place of ${bot}. Bindings of this configuration that refer to the key's service_account_id move with it; others stay with the old one. The old key is revoked by the first apply after its overlap.`,
  );
}

export async function planUpdate(context: Connected, change: KeyChange, prior: KeyState) {
  const { planned, config } = change;
  const { overlap, access } = planned;
  const outcome = planKey(context, change);
  const isOtherwise = !means(definition.attributes.access.facts.type, prior.access, access);
  const errors = [...outcome.errors, ...(isOtherwise ? await accessErrors(context, access) : [])];
  // After an import nothing is known of it: to say it then changes nothing at the vendor.
  const replace = isOtherwise && prior.access !== null ? (["access"] as const) : [];
  const isEndless = prior.expiresAt === null && planned.expiresIn === null && config.expiresAt === null;
  const isRefreshed = outcome.rotates && canRefresh(prior, { ...planned, ...outcome.values }) === true;
  if ((isEndless || isRefreshed) && isOverGrace(overlap)) errors.push(overGraceError(overlap));
  if (!outcome.rotates) return { values: outcome.values, errors, replace };
  if (!isRefreshed && errors.length === 0 && replace.length === 0) warnOfMove(context, prior);
  const values = {
    ...outcome.values,
    ...(isRefreshed ? {} : { serviceAccountId: unknown }),
    ...(spacesOf(access)[0] === prior.spaceId ? {} : { spaceId: firstSpace(access) }),
  };
  return { values, errors, replace };
}
