import { AccessError } from "#access/model/errors.ts";
import { type GainReader, findMissingRights, type TokenRights } from "#access/model/permissions/escalation.ts";
import { type Atom, atomsOf, type Permission } from "#access/model/permissions/permission.ts";
import type { GuardMode } from "#access/model/provider/settings.ts";
import type { Adapter, Change, Context, Vendor } from "#access/model/vendors/adapter.ts";
import type { ResourceDefinition } from "#access/schema/definition.ts";
import { isUnknown } from "#access/schema/unknown.ts";
import { listChangedAttributes, listReplacingAttributes } from "./changed-attributes.ts";

export interface GuardSettings {
  readonly mode: GuardMode;
  /** Names of roles that count as held by the token. */
  readonly mayDelegate: readonly string[];
}

type AnyAdapter = Adapter<ResourceDefinition, unknown>;
type AnyChange = Pick<Change<ResourceDefinition>, "prior" | "planned">;

type SomeRights = Extract<TokenRights, { kind: "some" }>;

const mostShown = 10;

function formatRights(rights: readonly string[]): string {
  const shown = rights.slice(0, mostShown).join(", ");
  return rights.length > mostShown ? `${shown}, and ${rights.length - mostShown} more` : shown;
}

function createExcessError(subject: string, missing: readonly string[], holder: string): AccessError {
  const count = missing.length === 1 ? "1 permission" : `${missing.length} permissions`;
  const message = `${subject} would grant ${count} that the token's own ${holder} does not have: ${formatRights(missing)}.`;
  return new AccessError("escalation", message);
}

function createUnreadableError(error: AccessError): AccessError {
  const message = `The permissions that this grants could not be compared with the token's own. ${error.message}`;
  const advice = 'Allow the token to read roles and who holds them, or set `escalation_guard` to "warn" or "off".';
  return new AccessError("escalation", message, { advice, cause: error });
}

/** Whether the change puts a new secret into state, or may do so: the vendor then computes it. */
function issuesSecret({ attributes, seals }: ResourceDefinition, { planned }: AnyChange): boolean {
  return Object.entries(attributes).some(
    ([name, { facts }]) => (facts.isSecret || name === seals?.into) && isUnknown(planned[name]),
  );
}

/**
 * Compares what a change grants with what the token itself may do. There is one per connection: it gives each warning
 * once, and the vendor keeps what it read. If it is off, it sends no request.
 */
export class EscalationGuard {
  readonly #vendor: Vendor;
  readonly #settings: GuardSettings;
  readonly #warned = new Set<string>();
  readonly #atoms = new WeakMap<readonly Permission[], readonly Atom[]>();

  constructor(vendor: Vendor, settings: GuardSettings) {
    this.#vendor = vendor;
    this.#settings = settings;
  }

  /** Wraps an adapter, so that it compares what a change grants: at plan, and once more before it writes. */
  wrap(definition: ResourceDefinition, adapter: AnyAdapter): AnyAdapter {
    if (this.#settings.mode === "off" || adapter.gains === undefined) return adapter;
    // Who holds a new secret holds all that it opens, whether it comes by a creation, a rotation or another sealing.
    const findGain = (context: Context<unknown>, change: AnyChange) =>
      adapter.gains?.(context, issuesSecret(definition, change) ? { ...change, prior: null } : change);
    return {
      ...adapter,
      plan: async (context, change) => {
        const outcome = (await adapter.plan?.(context, change)) ?? {};
        const { errors = [], replace = [], values = {} } = outcome;
        const planned = { prior: change.prior, planned: { ...change.planned, ...values } };
        const read = errors.length > 0 ? undefined : findGain(context, planned);
        if (read === undefined || !this.#isCarriedOut(definition, planned, replace)) return outcome;
        const error = await this.#compare(read, context);
        return error === undefined ? outcome : { ...outcome, errors: [error] };
      },
      create: async (context, plan) => {
        await this.#check(findGain(context, { prior: null, planned: plan }), context);
        return adapter.create(context, plan);
      },
      update: async (context, { prior, plan }) => {
        await this.#check(findGain(context, { prior, planned: plan }), context);
        return adapter.update(context, { prior, plan });
      },
    };
  }

  /** Whether the change is carried out in place. Terraform plans the creation of a replacement separately. */
  #isCarriedOut(definition: ResourceDefinition, { prior, planned }: AnyChange, replace: readonly string[]): boolean {
    if (prior === null) return true;
    const replacing = listReplacingAttributes(definition, this.#vendor.facts, { prior, planned });
    const isReplaced = replace.length > 0 || replacing.length > 0;
    return listChangedAttributes(definition, prior, planned).length > 0 && !isReplaced;
  }

  async #check(read: GainReader | undefined, context: Context<unknown>): Promise<void> {
    const error = read === undefined ? undefined : await this.#compare(read, context);
    if (error !== undefined) throw error;
  }

  /** Returns the error to fail with. In other modes, and for unknown rights, it warns instead. */
  async #compare(read: GainReader, context: Context<unknown>): Promise<AccessError | undefined> {
    const excess = await this.#findExcess(read, context);
    if (excess === undefined || this.#settings.mode === "error") return excess;
    this.#warn(context, excess.summary, `${excess.message}\n\n${excess.advice}`);
    return undefined;
  }

  /** The nouns whose changes grant something. */
  get #grantingNouns(): string {
    const nouns = Object.entries(this.#vendor.resources).filter(([, { gains }]) => gains !== undefined);
    return nouns.map(([type]) => type).join(", ");
  }

  #warn({ warn }: Context<unknown>, summary: string, detail: string): void {
    if (this.#warned.has(detail)) return;
    this.#warned.add(detail);
    warn(summary, detail);
  }

  async #findExcess(read: GainReader, context: Context<unknown>): Promise<AccessError | undefined> {
    const { title } = this.#vendor.facts;
    const unknownRights: TokenRights = {
      kind: "unknown",
      reason: `${title} does not tell which permissions a token has.`,
    };
    const rights = (await this.#vendor.rights?.(context, this.#settings.mayDelegate)) ?? unknownRights;
    switch (rights.kind) {
      case "all":
        return undefined;
      case "unknown": {
        const detail = `${rights.reason} The permissions that this run grants were not compared with the token's own: ${this.#grantingNouns}. To silence this warning, set \`escalation_guard\` to "off".`;
        this.#warn(context, "Granted permissions were not compared with the token's own", detail);
        return undefined;
      }
      case "some":
        return this.#findExcessOver(rights, read);
    }
  }

  async #findExcessOver({ permissions, holder }: SomeRights, read: GainReader): Promise<AccessError | undefined> {
    const algebra = this.#vendor.facts.permissions;
    const held = this.#atoms.get(permissions) ?? atomsOf(permissions, algebra.canonical);
    this.#atoms.set(permissions, held);
    try {
      const gain = await read();
      const missing = findMissingRights(gain, held, algebra);
      return missing.length === 0 ? undefined : createExcessError(gain.subject, missing, holder);
    } catch (error) {
      if (error instanceof AccessError && error.code === "forbidden") return createUnreadableError(error);
      throw error;
    }
  }
}
