import type { IConstruct } from "constructs";
import { findReader, type StackReader } from "#constructs/shared/stack-reader.ts";
import { openAccess } from "#review/built/engine.ts";
import type { AccessInput, BuiltAccess, LocatedStack } from "#review/built/open-access.ts";

/**
 * Something that says who has which access: an app, a stack or any construct in one; what `Testing.synth` returns, the text of a
 * snapshot (`latchkey snapshot`), a plan or a state; or the same as an object.
 */
export type AccessSource = IConstruct | string | object;

/** A stack with the way to read it. */
export interface ReadableStack {
  readonly construct: IConstruct;
  readonly reader: StackReader;
}

export function isConstruct(value: unknown): value is IConstruct {
  return typeof value === "object" && value !== null && "node" in value && typeof value.node === "object";
}

function readStack(construct: IConstruct): readonly ReadableStack[] {
  const reader = findReader(construct);
  return reader === undefined ? [] : [{ construct, reader }];
}

/** The stacks at or below a construct, or else the one that it is in. */
export function listStacks(at: IConstruct): readonly ReadableStack[] {
  const below = at.node.findAll().flatMap(readStack);
  return below.length > 0 ? below : at.node.scopes.flatMap(readStack);
}

function readBuiltStack({ construct, reader }: ReadableStack): LocatedStack {
  const accepted = reader.listAccepted().map(({ path, subject = null, ...one }) => ({ ...one, subject, by: path }));
  const { path } = construct.node;
  return { name: path, document: reader.synthesize(), accepted, locate: (address) => reader.locate(address) };
}

/** What was received, for a message. */
export function describeReceived(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, 100));
  if (typeof value !== "object" || value === null) return typeof value === "function" ? "a function" : String(value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (isConstruct(value)) return `the construct ${value.node.path === "" ? "of the app" : value.node.path}`;
  const names = Object.keys(value);
  return names.length === 0 ? "an empty object" : `an object with ${names.slice(0, 10).join(", ")}`;
}

/** @throws Error for what says nothing about access */
export function readInput(source: unknown, name: string): AccessInput {
  if (isConstruct(source)) {
    const stacks = listStacks(source).map(readBuiltStack);
    if (stacks.length > 0) return { kind: "stacks", stacks };
    throw new Error(
      `${source.node.path === "" ? "The app" : source.node.path} has no stack with an AccessProvider. Build the stack before you ask.`,
    );
  }
  if (typeof source === "string") {
    if (source.trimStart().startsWith("{")) return { kind: "document", name, document: source };
    throw new Error(
      `${name} is a text that is no JSON. Pass the text of a file, and not its path: readFileSync("baseline.json", "utf8").`,
    );
  }
  if (typeof source === "object" && source !== null) {
    return { kind: "document", name, document: Object.fromEntries(Object.entries(source)) };
  }
  throw new Error(
    `Received ${describeReceived(source)}. Give an app, a stack, what Testing.synth returns, or a snapshot, as text or as an object.`,
  );
}

interface Recalled {
  readonly key: string;
  readonly access: BuiltAccess;
}

/** A stack may change between two questions: what it says is compared, which is much faster than to read it again. */
const recalled = new WeakMap<IConstruct, Recalled>();

/** Who may do what, were it deployed now. @throws Error for what says nothing about access */
export function readAccess(source: unknown): BuiltAccess {
  const input = readInput(source, "what was received");
  const at = new Date().toISOString();
  if (input.kind === "document" || !isConstruct(source)) return openAccess(input, at);
  const key = JSON.stringify(input.stacks.map(({ name, document, accepted }) => [name, document, accepted]));
  const known = recalled.get(source);
  if (known?.key === key) return known.access;
  const access = openAccess(input, at);
  recalled.set(source, { key, access });
  return access;
}
