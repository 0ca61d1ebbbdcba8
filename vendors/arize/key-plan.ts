import { planKey } from "#access/model/keys/key-plan.ts";
import { extendDefinition } from "#access/model/nouns/own-attributes.ts";
import { key as common } from "#access/model/nouns/resources/key.ts";
import type { Change, Context } from "#access/model/vendors/adapter.ts";
import type { AttributesOf } from "#access/schema/definition.ts";
import { hasSameMeaning } from "#access/schema/equality.ts";
import type { State } from "#access/schema/records.ts";
import { isKnown, unknown } from "#access/schema/unknown.ts";
import { listTexts } from "../shared/list-texts.ts";
import type { ArizeConnection } from "./connection.ts";
import { ownAttributes } from "./facts/nouns/key.ts";
import { findAccessErrors, findFirstSpaceId, listSpaceIds } from "./key-access.ts";
import { canRefresh, isOverGrace, createOverGraceError } from "./key-life.ts";
import { findKey } from "./key-listing.ts";
import { warnOfPublicSpaces } from "./public-spaces.ts";

export const definition = extendDefinition(common, ownAttributes);

type Connected = Context<ArizeConnection>;
type KeyChange = Change<typeof definition>;
type KeyState = State<AttributesOf<typeof definition>>;

/** Names are not unique in Arize, so an interrupted run can leave a key that nobody uses. */
async function warnOfNamesakes(context: Connected, { planned }: KeyChange): Promise<void> {
  const { name, access } = planned;
  if (!isKnown(name) || name === null) return;
  const { active } = await findKey(context, "", { spaceId: null, access });
  const others = active.filter((row) => row.name === name && !context.client.knownKeys.has(row.id));
  if (others.length === 0) return;
  const ids = listTexts([...new Set(others.map(({ id }) => id))]);
  context.warn(
    `Keys called "${name}" exist already`,
    `Key names are not unique in Arize, so another key is created, unless an interrupted run may have left one of these: the apply then stops. If one did, nobody has its secret: revoke it. Keys: ${ids}`,
  );
}

export async function planCreation(context: Connected, change: KeyChange) {
  const { planned } = change;
  const outcome = planKey(context, change);
  const isEndless = planned.expiresIn === null && change.config.expiresAt === null;
  const errors = [
    ...outcome.errors,
    ...(isEndless && isOverGrace(planned.overlap) ? [createOverGraceError(planned.overlap)] : []),
    ...(await findAccessErrors(context, planned.access)),
  ];
  if (errors.length === 0) {
    await warnOfNamesakes(context, change);
    await warnOfPublicSpaces(context, planned.access);
  }
  return { values: { ...outcome.values, spaceId: findFirstSpaceId(planned.access) }, errors };
}

function warnOfNewBot({ warn }: Connected, { id, serviceAccountId }: KeyState): void {
  const bot = serviceAccountId === null ? "the old bot" : `bot ${serviceAccountId}`;
  warn(
    "The key's successor acts as another bot",
    `Key ${id} cannot be refreshed with these values, so a second key with the same access is created. It has its own bot instead of ${bot}. Bindings in this configuration that refer to the key's service_account_id move to the new bot; others stay with the old one. The first apply after the overlap revokes the old key.`,
  );
}

export async function planUpdate(context: Connected, change: KeyChange, prior: KeyState) {
  const { planned, config } = change;
  const { overlap, access } = planned;
  const outcome = planKey(context, change);
  const isAccessChanged = !hasSameMeaning(definition.attributes.access.facts.type, prior.access, access);
  const errors = [...outcome.errors, ...(isAccessChanged ? await findAccessErrors(context, access) : [])];
  const isReplaced = isAccessChanged && prior.access !== null;
  // Also while the key still has an expiry: the next plan would refuse it.
  const isEndless = planned.expiresIn === null && config.expiresAt === null;
  const isRefreshed = outcome.rotates && canRefresh(prior, { ...planned, ...outcome.values }) === true;
  if ((isEndless || isRefreshed) && isOverGrace(overlap)) errors.push(createOverGraceError(overlap));
  if (isAccessChanged && errors.length === 0) await warnOfPublicSpaces(context, access);
  if (!outcome.rotates) return { values: outcome.values, errors };
  if (!isRefreshed && errors.length === 0 && !isReplaced) warnOfNewBot(context, prior);
  const values = {
    ...outcome.values,
    ...(isRefreshed ? {} : { serviceAccountId: unknown }),
    ...(listSpaceIds(access)[0] === prior.spaceId ? {} : { spaceId: findFirstSpaceId(access) }),
  };
  return { values, errors };
}
