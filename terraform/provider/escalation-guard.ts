import { AccessError } from "#access/model/errors.ts";
import { type GainReader, rightsBeyond, type TokenRights } from "#access/model/permissions/escalation.ts";
import { type Atom, atomsOf, type Permission } from "#access/model/permissions/permission.ts";
import type { GuardMode } from "#access/model/provider/settings.ts";
import type { Adapter, Change, Context, Vendor } from "#access/model/vendors/adapter.ts";
import type { ResourceDefinition } from "#access/schema/definition.ts";
import { callsForReplacement, changedAttributes } from "./changed-attributes.ts";

export interface GuardSettings {
  readonly mode: GuardMode;
  /** Names of roles that count as the token's own. */
  readonly mayDelegate: readonly string[];
}

type AnyAdapter = Adapter<ResourceDefinition, unknown>;
type AnyChange = Pick<Change<ResourceDefinition>, "prior" | "planned">;

type SomeRights = Extract<TokenRights, { kind: "some" }>;

const mostShown = 10;

function listed(rights: readonly string[]): string {
  const shown = rights.slice(0, mostShown).join(", ");
  return rights.length > mostShown ? `${shown}, and ${rights.length - mostShown} more` : shown;
}

function exceeding(subject: string, missing: readonly string[], holder: string): AccessError {
  const rights = missing.length === 1 ? "1 right" : `${missing.length} rights`;
  const message = `${subject} would give ${rights} that the token's own ${holder} does not have: ${listed(missing)}.`;
  return new AccessError("escalation", message);
}

function unread(error: AccessError): AccessError {
  const message = `What this gives could not be compared with the token's own rights. ${error.message}`;
  const advice = 'Let the token read roles and their holders, or set `escalation_guard` to "warn" or "off".';
  return new AccessError("escalation", message, { advice, cause: error });
}

/**
 * Compares what a change gives with what the token may do by itself. One a connection: it tells each thing once, and the
 * vendor keeps what it read. Turned off, it asks nothing.
 */
export class EscalationGuard {
  readonly #vendor: Vendor;
  readonly #settings: GuardSettings;
  readonly #told = new Set<string>();
  readonly #atoms = new WeakMap<readonly Permission[], readonly Atom[]>();

  constructor(vendor: Vendor, settings: GuardSettings) {
    this.#vendor = vendor;
    this.#settings = settings;
  }

  /** The adapter, which from now on looks at what a change gives: beside its plan, and once more before it writes. */
  over(definition: ResourceDefinition, adapter: AnyAdapter): AnyAdapter {
    if (this.#settings.mode === "off" || adapter.gains === undefined) return adapter;
    return {
      ...adapter,
      plan: async (context, change) => {
        const outcome = (await adapter.plan?.(context, change)) ?? {};
        const { errors = [], replace = [], values = {} } = outcome;
        const planned = { prior: change.prior, planned: { ...change.planned, ...values } };
        const read = errors.length > 0 ? undefined : adapter.gains?.(context, planned);
        if (read === undefined || !this.#isDone(definition, planned, replace)) return outcome;
        const refused = await this.#refusal(read, context);
        return refused === undefined ? outcome : { ...outcome, errors: [refused] };
      },
      create: async (context, plan) => {
        await this.#check(adapter.gains?.(context, { prior: null, planned: plan }), context);
        return adapter.create(context, plan);
      },
      update: async (context, { prior, plan }) => {
        await this.#check(adapter.gains?.(context, { prior, planned: plan }), context);
        return adapter.update(context, { prior, plan });
      },
    };
  }

  /** Whether there is a change, and it is carried out as it is: of what is replaced, Terraform plans the creation too. */
  #isDone(definition: ResourceDefinition, { prior, planned }: AnyChange, replace: readonly string[]): boolean {
    if (prior === null) return true;
    const changed = changedAttributes(definition, prior, planned);
    const isReplaced = replace.length > 0 || callsForReplacement(definition, this.#vendor.facts, changed);
    return changed.length > 0 && !isReplaced;
  }

  async #check(read: GainReader | undefined, context: Context<unknown>): Promise<void> {
    const refused = read === undefined ? undefined : await this.#refusal(read, context);
    if (refused !== undefined) throw refused;
  }

  /** Undefined where nothing is refused: what is not known yet passes, and a warning goes through the context. */
  async #refusal(read: GainReader, context: Context<unknown>): Promise<AccessError | undefined> {
    const excess = await this.#excess(read, context);
    if (excess === undefined || this.#settings.mode === "error") return excess;
    this.#tell(context, excess.summary, `${excess.message}\n\n${excess.advice}`);
    return undefined;
  }

  /** The nouns whose changes give something. */
  get #giving(): string {
    const nouns = Object.entries(this.#vendor.resources).filter(([, { gains }]) => gains !== undefined);
    return nouns.map(([type]) => type).join(", ");
  }

  #tell({ warn }: Context<unknown>, summary: string, detail: string): void {
    if (this.#told.has(detail)) return;
    this.#told.add(detail);
    warn(summary, detail);
  }

  async #excess(read: GainReader, context: Context<unknown>): Promise<AccessError | undefined> {
    const { title } = this.#vendor.facts;
    const untold: TokenRights = { kind: "untold", reason: `${title} does not say what a token may do.` };
    const rights = (await this.#vendor.rights?.(context, this.#settings.mayDelegate)) ?? untold;
    switch (rights.kind) {
      case "all":
        return undefined;
      case "untold": {
        const detail = `${rights.reason} What this run gives was not compared with the token's own rights: ${this.#giving}. To be told no more, set \`escalation_guard\` to "off".`;
        this.#tell(context, "What is given was not compared with the token's rights", detail);
        return undefined;
      }
      case "some":
        return this.#compare(read, rights);
    }
  }

  async #compare(read: GainReader, { permissions, holder }: SomeRights): Promise<AccessError | undefined> {
    const algebra = this.#vendor.facts.permissions;
    const held = this.#atoms.get(permissions) ?? atomsOf(permissions, algebra.canonical);
    this.#atoms.set(permissions, held);
    try {
      const gain = await read();
      const missing = rightsBeyond(gain, held, algebra);
      return missing.length === 0 ? undefined : exceeding(gain.subject, missing, holder);
    } catch (error) {
      if (error instanceof AccessError && error.code === "forbidden") return unread(error);
      throw error;
    }
  }
}
