import { type Block, parseConfiguration } from "./configuration.ts";
import { type Configured, openProvider, type ProviderOptions } from "./provider.ts";
import { type Kept, Session, type Told } from "./session.ts";
import { evaluate, type Values } from "./shape.ts";

/** What became of one run. */
export interface Run {
  readonly told: readonly Told[];
  readonly errors: readonly Told[];
  readonly warnings: readonly Told[];
  /** What the plan meant to do, by address: `create`, `update`, `delete`, `replace`. Nothing else is listed. */
  readonly did: Readonly<Record<string, string>>;
}

export interface StackOptions extends ProviderOptions {
  /** Called whenever the state has changed. */
  readonly onState?: (state: ReadonlyMap<string, Kept>) => void;
}

interface Plan {
  readonly did: Readonly<Record<string, string>>;
  /** Whether no block had an error. */
  readonly isWhole: boolean;
}

function isCreatedFirst({ body }: Block): boolean {
  const { lifecycle } = body as { readonly lifecycle?: { readonly create_before_destroy?: boolean } };
  return lifecycle?.create_before_destroy === true;
}

function toRun(told: readonly Told[], did: Readonly<Record<string, string>>): Run {
  return {
    told,
    did,
    errors: told.filter(({ severity }) => severity === "error"),
    warnings: told.filter(({ severity }) => severity === "warning"),
  };
}

/**
 * Terraform's part in memory, without Terraform: it plans and applies a configuration against the provider in this
 * process, and keeps the state. A plan and its apply are two sessions of the provider, as with Terraform.
 */
export class Stack {
  readonly #options: StackOptions;
  readonly #configure: () => Promise<Configured>;
  readonly state: Map<string, Kept>;

  constructor(options: StackOptions, state: ReadonlyMap<string, Kept> = new Map()) {
    this.#options = options;
    this.state = new Map(state);
    this.#configure = openProvider(options);
  }

  /** @throws if the resource is not in the state */
  values(address: string): Values {
    const kept = this.state.get(address);
    if (kept === undefined) throw new Error(`${address} is not in the state`);
    return kept.values;
  }

  #store(address: string, kept: Kept | null | undefined): void {
    if (kept === null || kept === undefined) this.state.delete(address);
    else this.state.set(address, kept);
    this.#options.onState?.(this.state);
  }

  async #open(told: Told[]): Promise<Session> {
    const { client, errors } = await this.#configure();
    const session = new Session(client, told);
    session.collect("provider", errors);
    return session;
  }

  async #refresh(session: Session): Promise<void> {
    for (const [address, kept] of this.state) {
      const now = await session.read(address, kept);
      if (now !== undefined) this.#store(address, now);
    }
  }

  async #planAll(session: Session, blocks: readonly Block[]): Promise<Plan> {
    await this.#refresh(session);
    const known = new Map<string, Values>();
    const did: Record<string, string> = {};
    let isWhole = true;
    for (const block of blocks) {
      const config = evaluate(block.body, known) as Values;
      if (block.kind === "data") {
        const values = await session.readData(block, config);
        if (values === undefined) isWhole = false;
        else known.set(block.address, values);
        continue;
      }
      const kept = this.state.get(block.address);
      const planned = await session.plan(block, { config, kept, showsWarnings: true });
      if (planned === undefined) isWhole = false;
      else known.set(block.address, planned.values ?? {});
      if (planned?.does !== undefined) did[block.address] = planned.does;
    }
    const wanted = new Set(blocks.map(({ address }) => address));
    for (const address of this.state.keys()) if (!wanted.has(address)) did[address] = "delete";
    return { did, isWhole };
  }

  async #remove(session: Session, address: string, kept: Kept): Promise<boolean> {
    const isRemoved = await session.remove(address, kept);
    if (isRemoved && this.state.get(address) === kept) this.#store(address, undefined);
    return isRemoved;
  }

  /** Whether the resource is as the configuration says now. */
  async #apply(session: Session, block: Block, config: Values): Promise<boolean> {
    const { address } = block;
    const kept = this.state.get(address);
    const planned = await session.plan(block, { config, kept, showsWarnings: false });
    if (planned?.does === undefined) return planned !== undefined;
    const old = planned.does === "replace" ? kept : undefined;
    const isOldFirst = old !== undefined && !isCreatedFirst(block);
    if (isOldFirst && !(await this.#remove(session, address, old))) return false;
    const prior = old === undefined ? kept : undefined;
    const { kept: made, isWhole } = await session.change(block, { config, prior, planned });
    if (made !== undefined) this.#store(address, made);
    if (!isWhole || old === undefined || isOldFirst) return isWhole;
    return session.remove(address, old);
  }

  /** Stops at the first error. Deletes what is no longer wanted last. */
  async #applyAll(session: Session, blocks: readonly Block[]): Promise<void> {
    const wanted = new Set(blocks.map(({ address }) => address));
    const gone = [...this.state].reverse().filter(([address]) => !wanted.has(address));
    const known = new Map<string, Values>();
    for (const block of blocks) {
      const config = evaluate(block.body, known) as Values;
      const data = block.kind === "data" ? await session.readData(block, config) : undefined;
      const isDone = block.kind === "data" ? data !== undefined : await this.#apply(session, block, config);
      const values = data ?? this.state.get(block.address)?.values;
      if (!isDone || values === undefined) return;
      known.set(block.address, values);
    }
    for (const [address, kept] of gone) await this.#remove(session, address, kept);
  }

  /** Refreshes and plans, and changes nothing but what a refresh changes. */
  async plan(configuration: string): Promise<Run> {
    const told: Told[] = [];
    const { did } = await this.#planAll(await this.#open(told), parseConfiguration(configuration));
    return toRun(told, did);
  }

  /** Plans, and applies if the plan has no error. */
  async apply(configuration: string): Promise<Run> {
    const told: Told[] = [];
    const blocks = parseConfiguration(configuration);
    const { did, isWhole } = await this.#planAll(await this.#open(told), blocks);
    if (isWhole) await this.#applyAll(await this.#open(told), blocks);
    return toRun(told, did);
  }

  async destroy(): Promise<Run> {
    return this.apply("");
  }

  async import(address: string, id: string): Promise<Run> {
    const told: Told[] = [];
    const session = await this.#open(told);
    const imported = await session.import(address, id);
    if (imported !== undefined) this.#store(address, await session.read(address, imported));
    return toRun(told, {});
  }
}
