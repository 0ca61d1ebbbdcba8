import { z } from "zod";
import { MockError } from "./errors.ts";

/** A well-formed seed that the vendor would refuse: the message names the place and the reason. */
export class SeedError extends Error {
  override readonly name = "SeedError";
}

/** Where in a seed something stands, such as `VENDOR.roles[0].name`. */
export class SeedPlace {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  at(member: string | number): SeedPlace {
    return new SeedPlace(typeof member === "number" ? `${this.#path}[${member}]` : `${this.#path}.${member}`);
  }

  error(message: string, cause?: unknown): SeedError {
    return new SeedError(`${this.#path}: ${message}`, { cause });
  }

  /** The row that the seed names. */
  existing<Row>(row: Row | undefined, what: string): Row {
    if (row === undefined) throw this.error(`there is no ${what}`);
    return row;
  }

  /** Does what a request would do; what the vendor refuses is an error of this place. */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof MockError) throw this.error(error.message, error);
      throw error;
    }
  }

  /** Runs `plant` for each item, at the place of the item. */
  async each<Item>(
    items: readonly Item[] | undefined,
    plant: (item: Item, place: SeedPlace) => Promise<unknown>,
  ): Promise<void> {
    for (const [index, item] of (items ?? []).entries()) {
      const place = this.at(index);
      await place.run(() => plant(item, place));
    }
  }
}

/** What one noun adds to its vendor's seed. */
export interface SeedPart<Instance> {
  /** Members of the seed, all optional. */
  readonly members: Readonly<Record<string, z.ZodType>>;
  /** Members of other nouns that are planted before. */
  readonly after: readonly string[];
  /** Planted after everything else. */
  readonly isLast: boolean;
  plant(instance: Instance, seed: unknown, place: SeedPlace): Promise<void>;
}

interface MembersPart<Instance, Members extends Readonly<Record<string, z.ZodType>>> {
  readonly members: Members;
  readonly after?: readonly string[];
  readonly isLast?: boolean;
  plant(instance: Instance, seed: z.output<z.ZodObject<Members>>, place: SeedPlace): Promise<void>;
}

/** A part with members of any shape. */
export function seedMembers<Instance, Members extends Readonly<Record<string, z.ZodType>>>({
  members,
  after = [],
  isLast = false,
  plant,
}: MembersPart<Instance, Members>): SeedPart<Instance> {
  const schema = z.object(members);
  return { members, after, isLast, plant: (instance, seed, place) => plant(instance, schema.parse(seed), place) };
}

interface ListPart<Instance, Item> {
  readonly member: string;
  readonly item: z.ZodType<Item>;
  readonly after?: readonly string[];
  plant(instance: Instance, item: Item, place: SeedPlace): Promise<unknown>;
}

/** A part with one member: a list of objects, planted one by one. */
export function seedList<Instance, Item>({
  member,
  item,
  after = [],
  plant,
}: ListPart<Instance, Item>): SeedPart<Instance> {
  const list = z.array(item).optional();
  const schema = z.object({ [member]: list });
  return {
    members: { [member]: list },
    after,
    isLast: false,
    plant: (instance, seed, place) =>
      place.at(member).each(schema.parse(seed)[member], (each, at) => plant(instance, each, at)),
  };
}

/** Each part after those that it needs, otherwise in the order given. */
export function orderSeedParts<Instance>(parts: readonly SeedPart<Instance>[]): readonly SeedPart<Instance>[] {
  const ordered = new Set<SeedPart<Instance>>();
  const visiting = new Set<SeedPart<Instance>>();
  const visit = (part: SeedPart<Instance>): void => {
    if (visiting.has(part)) return;
    visiting.add(part);
    for (const other of parts) {
      const isNeeded = Object.keys(other.members).some((member) => part.after.includes(member));
      if (isNeeded) visit(other);
    }
    ordered.add(part);
  };
  for (const part of parts) if (!part.isLast) visit(part);
  for (const part of parts) visit(part);
  return [...ordered];
}
