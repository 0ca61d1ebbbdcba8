import type { NodeId } from "#access/graph/nodes.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import type { StatementOf } from "#access/model/statements/statement.ts";
import { toSeconds } from "#access/schema/formats.ts";
import { isUnknown, type Unknown } from "#access/schema/unknown.ts";
import type { AccessChange, AccessSide } from "../../change/access-change.ts";
import type { Matter } from "../definition.ts";

/** A key that the code has, with the object that it comes from. */
export interface ManagedKey {
  readonly subject: NodeId;
  readonly credential: StatementOf<"credential">;
  readonly state: Instance["state"];
}

const managedKeys = new WeakMap<AccessSide, readonly ManagedKey[]>();

/** The keys of the code; where everything that lives is looked at, all keys. Many findings ask for the same ones. */
export function listManagedKeys(side: AccessSide): readonly ManagedKey[] {
  const known = managedKeys.get(side) ?? collectManagedKeys(side);
  managedKeys.set(side, known);
  return known;
}

function collectManagedKeys({ graph, instances, hasUnmanaged }: AccessSide): readonly ManagedKey[] {
  const nameOf = (address: string | null, id: unknown): string => address ?? JSON.stringify([id]);
  const states = new Map(instances.map(({ address, state }) => [nameOf(address, state["id"]), state]));
  return [...graph.credentials].flatMap(([subject, all]) =>
    all.flatMap((credential): readonly ManagedKey[] => {
      const { form, cause, id } = credential;
      const state = states.get(nameOf(cause.address, id));
      const isMeant = cause.presence === "managed" || hasUnmanaged === true;
      if (form !== "key" || !isMeant || state === undefined) return [];
      return [{ subject, credential, state }];
    }),
  );
}

/** How long a key works from its creation on, in seconds; undefined if it never ends, or nobody knows yet when it does. */
export function findLifetime({ credential, state }: ManagedKey, at: string): number | undefined {
  const { expiresIn, createdAt } = state;
  if (typeof expiresIn === "string") return toSeconds(expiresIn);
  if (typeof credential.expiresAt !== "string") return undefined;
  // What is not made yet is made at once.
  const start = typeof createdAt === "string" ? createdAt : at;
  return (Date.parse(credential.expiresAt) - Date.parse(start)) / 1_000;
}

/** Whether the old secret keeps working after a rotation. Unknown where only Terraform knows it. */
export function keepsOldSecret({ overlap }: StatementOf<"credential">): boolean | Unknown {
  if (isUnknown(overlap)) return overlap;
  return overlap !== null && toSeconds(overlap) > 0;
}

/** A duration in words, in whole days where it is long enough. */
export function writeSpan(seconds: number): string {
  const [count, unit] =
    seconds >= 86_400 ? [Math.floor(seconds / 86_400), "day"] : [Math.floor(seconds / 3_600), "hour"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** A key by its name, if it has one. */
export function nameKey({ credential: { name } }: Pick<ManagedKey, "credential">): string {
  return typeof name === "string" ? `The key ${name}` : "A key";
}

/** What is found of a key. */
interface KeyNews {
  readonly key: ManagedKey;
  readonly message: string;
  /** If it is not what the definition says. */
  readonly fix?: string;
}

/** The key itself, where all that lives is looked at. */
export function findLiving({ cause, id }: StatementOf<"credential">, side: AccessSide): Pick<Matter, "object"> {
  if (typeof id !== "string" || side.hasUnmanaged !== true) return {};
  return { object: { type: cause.type, id, attribute: null, importId: null } };
}

/** What tells keys apart that no code has. */
function tellLiving({ credential }: ManagedKey, side: AccessSide): Pick<Matter, "about" | "object"> {
  const { object } = findLiving(credential, side);
  if (object === undefined) return {};
  return credential.cause.address === null && object.id !== null ? { about: [object.id], object } : { object };
}

/** A matter for each key of which something is found after a change: new, unless it is found before too. */
export function tellKeys(
  { before, after }: Pick<AccessChange, "before" | "after">,
  find: (side: AccessSide) => readonly KeyNews[],
): readonly Matter[] {
  const addressOf = ({ key }: KeyNews): string | null => key.credential.cause.address;
  const known = new Set(find(before).map(addressOf));
  return find(after).map((news) => ({
    subject: news.key.subject,
    address: addressOf(news),
    ...tellLiving(news.key, after),
    message: news.message,
    ...(news.fix === undefined ? {} : { fix: news.fix }),
    because: [news.key.credential.cause],
    isIntroduced: !known.has(addressOf(news)),
  }));
}
