import { saysAnything } from "#access/graph/statements-of.ts";
import { AccessError } from "#access/model/errors.ts";
import type { GuardMode } from "#access/model/provider/settings.ts";
import type { Holder, Thing, Told, Untold } from "#access/model/vendors/told.ts";
import type { Adapter, Change, Context, Vendor } from "#access/model/vendors/adapter.ts";
import type { ResourceDefinition } from "#access/schema/definition.ts";
import { isUnknown } from "#access/schema/unknown.ts";
import { listChangedAttributes, listReplacingAttributes } from "../changed-attributes.ts";
import { GuardedAccount } from "#access/guard/account.ts";
import { createSide, givesNothing, type Side } from "#access/guard/change.ts";
import { createExcessError } from "#access/guard/excess-error.ts";
import { findExcess, listHoldersOf } from "#access/guard/excess.ts";
import { fillIn, type Start } from "#access/guard/knowledge.ts";
import { addDelegated, createToken, mayDoEverything, type Token } from "#access/guard/token.ts";

export interface GuardSettings {
  readonly mode: GuardMode;
  /** Names of roles that count as held by the token. */
  readonly mayDelegate: readonly string[];
}

type AnyAdapter = Adapter<ResourceDefinition, unknown>;
type AnyChange = Pick<Change<ResourceDefinition>, "prior" | "planned">;

/** What one change of a resource says of access. */
interface Giving {
  readonly definition: ResourceDefinition;
  readonly planned: AnyChange["planned"];
  readonly before: Side;
  readonly after: Side;
  /** The secrets that it makes, or may make. */
  readonly issued: Side["credentials"];
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

function isUntold(told: Holder | Untold): told is Untold {
  return "reason" in told;
}

/**
 * Compares what a change gives with what the token's owner itself may do, on the access graph. There is one per connection:
 * it gives each warning once, and the vendor keeps what it read. If it is off, it sends no request.
 */
export class EscalationGuard {
  readonly #vendor: Vendor;
  readonly #settings: GuardSettings;
  readonly #account: GuardedAccount;
  readonly #warned = new Set<string>();
  readonly #administrators = new WeakMap<Holder, boolean>();

  constructor(vendor: Vendor, settings: GuardSettings) {
    this.#vendor = vendor;
    this.#settings = settings;
    this.#account = new GuardedAccount(vendor);
  }

  /** Wraps an adapter, so that it compares what a change gives: at plan, and once more before it writes. */
  wrap(definition: ResourceDefinition, adapter: AnyAdapter): AnyAdapter {
    if (this.#settings.mode === "off" || !saysAnything(definition.type, this.#vendor.graph)) return adapter;
    return {
      ...adapter,
      plan: async (context, change) => {
        const outcome = (await adapter.plan?.(context, change)) ?? {};
        const { errors = [], replace = [], values = {} } = outcome;
        const planned = { prior: change.prior, planned: { ...change.planned, ...values } };
        if (errors.length > 0 || !this.#isCarriedOut(definition, planned, replace)) return outcome;
        const error = await this.#compare(definition, planned, context);
        return error === undefined ? outcome : { ...outcome, errors: [error] };
      },
      create: async (context, plan) => {
        await this.#check(definition, { prior: null, planned: plan }, context);
        return adapter.create(context, plan);
      },
      update: async (context, { prior, plan }) => {
        await this.#check(definition, { prior, planned: plan }, context);
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

  async #check(definition: ResourceDefinition, change: AnyChange, context: Context<unknown>): Promise<void> {
    const error = await this.#compare(definition, change, context);
    if (error !== undefined) throw error;
  }

  /** Returns the error to fail with. In other modes, and for unknown rights, it warns instead. */
  async #compare(
    definition: ResourceDefinition,
    change: AnyChange,
    context: Context<unknown>,
  ): Promise<AccessError | undefined> {
    const giving = this.#findGiving(definition, change);
    const excess = giving === undefined ? undefined : await this.#findExcess(giving, context);
    if (excess === undefined || this.#settings.mode === "error") return excess;
    this.#warn(context, excess.summary, `${excess.message}\n\n${excess.advice}`);
    return undefined;
  }

  /** Undefined if nobody can come to more by it: then nothing is read. */
  #findGiving(definition: ResourceDefinition, change: AnyChange): Giving | undefined {
    const { prior, planned } = change;
    const before = createSide(this.#account.speakForResource(definition.type, prior));
    const after = createSide(this.#account.speakForResource(definition.type, planned));
    const issued = issuesSecret(definition, change) ? after.credentials : [];
    if (issued.length === 0 && givesNothing(before, after)) return undefined;
    return { definition, planned, before, after, issued };
  }

  /** The nouns whose changes give something. */
  get #givingNouns(): string {
    const { resources, graph } = this.#vendor;
    return Object.keys(resources)
      .filter((type) => saysAnything(type, graph))
      .join(", ");
  }

  #warn({ warn }: Context<unknown>, summary: string, detail: string): void {
    if (this.#warned.has(detail)) return;
    this.#warned.add(detail);
    warn(summary, detail);
  }

  #warnOfUntold(context: Context<unknown>, reason: string): void {
    const detail = `${reason} The permissions that this run grants were not compared with the token's own: ${this.#givingNouns}. To silence this warning, set \`escalation_guard\` to "off".`;
    this.#warn(context, "Granted permissions were not compared with the token's own", detail);
  }

  #isAdministrator(holder: Holder): boolean {
    const known = this.#administrators.get(holder);
    if (known !== undefined) return known;
    const found = mayDoEverything(this.#account, createToken(this.#account, holder));
    this.#administrators.set(holder, found);
    return found;
  }

  async #findExcess(giving: Giving, context: Context<unknown>): Promise<AccessError | undefined> {
    const { access, facts } = this.#vendor;
    const holder: Holder | Untold = (await access?.readHolder(context)) ?? {
      reason: `${facts.title} does not tell which permissions a token has.`,
    };
    if (isUntold(holder)) {
      this.#warnOfUntold(context, holder.reason);
      return undefined;
    }
    if (this.#isAdministrator(holder)) return undefined;
    const ask = async (things: readonly Thing[]): Promise<readonly Told[]> =>
      (await access?.readThings(context, things)) ?? [];
    const own = createToken(this.#account, holder);
    const token = await addDelegated(this.#account, own, { names: this.#settings.mayDelegate, ask });
    try {
      return await this.#findExcessOver(token, giving, ask);
    } catch (error) {
      if (error instanceof AccessError && error.code === "forbidden") return createUnreadableError(error);
      throw error;
    }
  }

  async #findExcessOver(
    token: Token,
    { definition, planned, before, after, issued }: Giving,
    ask: (things: readonly Thing[]) => Promise<readonly Told[]>,
  ): Promise<AccessError | undefined> {
    const account = this.#account;
    const own = [...before.statements, ...after.statements];
    const listSubjects: Start["subjects"] = (graph) => [
      ...own.flatMap((one) => (one.kind === "subject" ? one.is.flatMap((ref) => graph.nodes.resolve(ref).nodes) : [])),
      ...listHoldersOf(issued, graph),
    ];
    const start: Start = { subjects: listSubjects, principals: (graph) => listHoldersOf(issued, graph) };
    const told = [...token.statements, ...(await fillIn(account, [...own, ...issued], { start, ask }))];
    const graphs = {
      before: account.buildGraph([...before.statements, ...told]),
      after: account.buildGraph([...after.statements, ...issued, ...told]),
    };
    const excess = findExcess(graphs, { owner: token.owner, issued });
    if (excess.length === 0) return undefined;
    return createExcessError(excess, token.title, { definition, planned, graph: graphs.after, facts: account.facts });
  }
}
