import { PartlyCreated } from "#access/model/errors.ts";
import {
  isRotation,
  isRotationDue,
  type KeyState,
  keyStatus,
  listOverdueKeys,
  computeOverlapEnd,
  type RetiringKey,
  retireKey,
  assessRevokedKey,
  assessKey,
  listRetiringKeys,
} from "#access/model/keys/rotation.ts";
import type { key } from "#access/model/nouns/resources/key.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import type { AttributesOf } from "#access/schema/definition.ts";
import type { Plan, Prior } from "#access/schema/records.ts";
import type { Secret } from "#access/schema/secret.ts";
import { isKnown } from "#access/schema/unknown.ts";

export type KeyAttributes = AttributesOf<typeof key>;
export type KeyPlan = Plan<KeyAttributes>;
export type SoughtKey = Prior<KeyAttributes, "id" | "serviceAccountId">;
export type { KeyState, RetiringKey } from "#access/model/keys/rotation.ts";

/** What a vendor shows of a key. */
export type ShownKey = Pick<KeyState, "id" | "serviceAccountId" | "name" | "description" | "expiresAt" | "createdAt">;

/** A key as state keeps it, without what only the configuration sets. */
export type HeldKey = ShownKey &
  Pick<KeyState, "status" | "rotationDue"> & {
    readonly retiring: readonly RetiringKey[];
    readonly secret?: Secret | null;
  };

/** A key that was just created, with its secret. */
export type FreshKey = ShownKey & { readonly secret: Secret };

/** Attributes that only one vendor has: those that the vendor shows, and those in state and in a plan. */
export interface OwnAttributes {
  readonly shown: object;
  readonly known: object;
  readonly planned: object;
}

type State<Own extends OwnAttributes> = KeyState & Own["known"];
type Sought<Own extends OwnAttributes> = SoughtKey & Own["known"];
type Planned<Own extends OwnAttributes> = KeyPlan & Own["planned"];

export interface Sighting<Own> {
  /** Undefined if the vendor no longer has the key. */
  readonly shown: (ShownKey & Own) | undefined;
  /** Whether the vendor still has the old key with this id. */
  has(id: string): boolean;
}

export interface Settlement<Own extends OwnAttributes> {
  readonly stage: "created" | "rotated" | "amended";
  readonly plan: KeyPlan & Own["planned"];
  readonly held: HeldKey & Own["shown"];
  /** Old keys to revoke, since their overlap has ended. */
  readonly over: readonly RetiringKey[];
}

/** How one vendor reads, creates and revokes keys. */
export interface KeyVendor<C, Own extends OwnAttributes> {
  /** `gone` if the account or the key is certainly gone; `unseen` if the vendor does not say, so that state stays. */
  look(context: Context<C>, sought: Sought<Own>): Promise<Sighting<Own["shown"]> | "gone" | "unseen">;
  /** Picks the vendor's own attributes from a state that stays. */
  keepOwn(known: Sought<Own>): Own["shown"];
  /** Picks the vendor's own attributes from a plan that changes them. @default from state */
  amendOwn?(prior: State<Own>, plan: Planned<Own>): Own["shown"];
  /** Creates a key, or the successor of `prior`. `isOldEnded`: the vendor itself has ended the old key. */
  make(
    context: Context<C>,
    wanted: { readonly plan: Planned<Own>; readonly prior: State<Own> | null },
  ): Promise<{ readonly key: FreshKey & Own["shown"]; readonly isOldEnded?: boolean }>;
  /** Completes a change of an existing key. @default revokes the keys in `over` @throws PartlyCreated */
  settle?(context: Context<C>, settlement: Settlement<Own>): Promise<HeldKey & Own["shown"]>;
  /** Succeeds if the key is already gone. */
  revoke(context: Context<C>, owner: KeyOwner & Own["shown"], id: string): Promise<void>;
}

export type KeyOwner = Pick<ShownKey, "serviceAccountId">;

/** Revokes the old keys in `over`. @throws PartlyCreated with the keys that remain */
export async function revokeOver<Held extends { readonly retiring: readonly RetiringKey[] }>(
  held: Held,
  over: readonly RetiringKey[],
  revoke: (id: string) => Promise<void>,
): Promise<Held> {
  let { retiring } = held;
  try {
    for (const { id } of over) {
      await revoke(id);
      retiring = retiring.filter((old) => old.id !== id);
    }
  } catch (error) {
    throw new PartlyCreated({ ...held, retiring }, error);
  }
  return { ...held, retiring };
}

function pickShown({ id, serviceAccountId, name, description, expiresAt, createdAt }: ShownKey): ShownKey {
  return { id, serviceAccountId, name, description, expiresAt, createdAt };
}

/** Returns an old key that works until its overlap ends; none if it was already revoked. */
function retirePrior(prior: KeyState, overlap: string | null, now: Date): readonly RetiringKey[] {
  if (prior.status === "revoked") return [];
  return [retireKey(prior.id, computeOverlapEnd(prior, overlap, now), now)];
}

/** Computes the values that the plan left unknown. */
function resolveUnknown(plan: KeyPlan, { retiring, expiresAt, createdAt }: HeldKey, now: Date) {
  return {
    retiring: isKnown(plan.retiring) ? plan.retiring : retiring,
    status: isKnown(plan.status) ? plan.status : keyStatus(expiresAt, now),
    rotationDue: isKnown(plan.rotationDue) ? plan.rotationDue : isRotationDue({ ...plan, createdAt }, now),
  };
}

/**
 * The life of a key, which is the same for every vendor. A read computes what depends on the time. A rotation creates the
 * successor before it changes the old key. A removal also revokes the old keys that still work.
 */
export class KeyLife<C, Own extends OwnAttributes = OwnAttributes> {
  readonly #vendor: KeyVendor<C, Own>;

  constructor(vendor: KeyVendor<C, Own>) {
    this.#vendor = vendor;
  }

  async create(context: Context<C>, plan: Planned<Own>): Promise<HeldKey & Own["shown"]> {
    const { key } = await this.#vendor.make(context, { plan, prior: null });
    const held = { ...key, status: "active" as const, rotationDue: false, retiring: [] };
    return this.#settle(context, { stage: "created", plan, held, over: [] });
  }

  async read(context: Context<C>, sought: Sought<Own>) {
    const sighting = await this.#vendor.look(context, sought);
    if (sighting === "gone") return undefined;
    const known = { ...pickShown(sought), ...this.#vendor.keepOwn(sought) };
    if (sighting === "unseen") {
      const { status, rotationDue, retiring } = sought;
      return { ...known, status, rotationDue, retiring };
    }
    const { shown, has } = sighting;
    const now = context.now();
    if (shown !== undefined) return { ...shown, ...assessKey(sought, { ...shown, has }, now) };
    const revoked = assessRevokedKey(sought, has, now);
    return revoked && { ...known, ...revoked };
  }

  /** A key of a list, as a read returns it after an import. */
  describeListed<Shown extends ShownKey>({ now }: Pick<Context<C>, "now">, shown: Shown) {
    const none = { rotateAfter: null, rotationAnchor: null, retiring: null };
    return { ...shown, ...assessKey(none, { ...shown, has: () => false }, now()) };
  }

  async update(context: Context<C>, { prior, plan }: { readonly prior: State<Own>; readonly plan: Planned<Own> }) {
    return isRotation(context, prior, plan) ? this.#rotate(context, prior, plan) : this.#amend(context, prior, plan);
  }

  async remove(context: Context<C>, prior: State<Own>): Promise<void> {
    const owner = { ...this.#vendor.keepOwn(prior), serviceAccountId: prior.serviceAccountId };
    const ids = [prior.id, ...(prior.retiring ?? []).map(({ id }) => id)];
    const revoked = await Promise.allSettled(ids.map((id) => this.#vendor.revoke(context, owner, id)));
    const failure = revoked.find((one) => one.status === "rejected");
    if (failure !== undefined) throw failure.reason;
  }

  /** Creates the successor first. The old key is unchanged until its secret is known. */
  async #rotate(context: Context<C>, prior: State<Own>, plan: Planned<Own>): Promise<HeldKey & Own["shown"]> {
    const { key, isOldEnded = false } = await this.#vendor.make(context, { plan, prior });
    const old = isOldEnded ? [] : retirePrior(prior, plan.overlap, context.now());
    const retiring = [...(prior.retiring ?? []), ...old];
    const held = { ...key, status: "active" as const, rotationDue: false, retiring };
    return this.#settle(context, { stage: "rotated", plan, held, over: listOverdueKeys(retiring) });
  }

  /** Changes the key in place, and revokes old keys whose overlap has ended. */
  async #amend(context: Context<C>, prior: State<Own>, plan: Planned<Own>): Promise<HeldKey & Own["shown"]> {
    const { amendOwn, keepOwn } = this.#vendor;
    const own = amendOwn === undefined ? keepOwn(prior) : amendOwn(prior, plan);
    const retiring = prior.retiring ?? [];
    const stays = isKnown(plan.retiring) ? plan.retiring : listRetiringKeys(retiring);
    const keep = new Set(stays?.map(({ id }) => id));
    const { status, rotationDue } = prior;
    const known = { ...pickShown(prior), description: plan.description, ...own };
    const settled = await this.#settle(context, {
      stage: "amended",
      plan,
      held: { ...known, status, rotationDue, retiring },
      over: retiring.filter(({ id }) => !keep.has(id)),
    });
    return { ...settled, ...resolveUnknown(plan, settled, context.now()) };
  }

  async #settle(context: Context<C>, settlement: Settlement<Own>): Promise<HeldKey & Own["shown"]> {
    const { settle, revoke } = this.#vendor;
    if (settle !== undefined) return settle(context, settlement);
    const { held, over } = settlement;
    return revokeOver(held, over, (id) => revoke(context, held, id));
  }
}
