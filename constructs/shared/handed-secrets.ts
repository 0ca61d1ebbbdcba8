import { Construct, type IConstruct } from "constructs";
import {
  DefaultTokenResolver,
  StringConcat,
  TerraformElement,
  TerraformLocal,
  TerraformOutput,
  TerraformStack,
  Tokenization,
} from "./cdktf.ts";
import { providerName } from "#access/model/provider/address.ts";
import { listBlocks } from "./code-blocks.ts";
import { createConstructError } from "./construct-error.ts";
import { SecretSearch } from "./secret-search.ts";
import { matchSecrets, secretAttributes } from "./secret-references.ts";

/** The construct that gets a secret: itself, or the scope and the id that it is made with. */
export type SecretConsumer = readonly [consumer: IConstruct] | readonly [scope: IConstruct, id: string];

/** Who may have which secrets of a construct: paths of constructs, by attribute. */
const consumersByOwner = new WeakMap<IConstruct, Map<string, Set<string>>>();

function listConsumers(owner: IConstruct, attribute: string): ReadonlySet<string> {
  return consumersByOwner.get(owner)?.get(attribute) ?? new Set();
}

/** As `node.path` writes an id. */
function joinPath({ node: { path } }: IConstruct, id: string): string {
  const part = id.replaceAll("/", "--");
  return path === "" ? part : `${path}/${part}`;
}

/** The method of a construct that hands out a secret attribute. */
function nameMethod(attribute: string): string {
  return `${attribute}For`;
}

/** A secret of a construct, by its attribute. */
export interface OwnedSecret {
  readonly owner: IConstruct;
  readonly attribute: string;
}

function refuseConsumer({ owner, attribute }: OwnedSecret, message: string): never {
  const method = nameMethod(attribute);
  throw createConstructError(owner, {
    code: "invalid_value",
    message: `${method}: ${message}`,
    advice: `Name the construct that gets the secret: ${method}(construct), or the scope and the id that it is made with.`,
  });
}

/** Says that a construct, and what is below it, may have the secret. @throws AccessError for anything else than one construct of the stack */
export function allowSecret(secret: OwnedSecret, [scope, id]: SecretConsumer): void {
  const { owner, attribute } = secret;
  if (!Construct.isConstruct(scope)) refuseConsumer(secret, "the consumer is no construct.");
  if (id === undefined ? TerraformStack.isStack(scope) || scope.node.scope === undefined : id === "") {
    refuseConsumer(secret, "a whole stack is no consumer.");
  }
  const path = id === undefined ? scope.node.path : joinPath(scope, id);
  const isHere = scope.node.scopes.includes(TerraformStack.of(owner));
  if (!isHere)
    refuseConsumer(secret, `${path} is in another stack, and the secret would be copied into a second state.`);
  const byAttribute = consumersByOwner.get(owner) ?? new Map<string, Set<string>>();
  consumersByOwner.set(owner, byAttribute);
  byAttribute.set(attribute, (byAttribute.get(attribute) ?? new Set<string>()).add(path));
}

const resolver = new DefaultTokenResolver(new StringConcat());

interface Leaf {
  readonly argument: string;
  readonly path: readonly string[];
  readonly text: string;
}

function* listTexts(value: unknown, path: readonly string[] = []): Iterable<Omit<Leaf, "argument">> {
  if (typeof value === "string") yield { path, text: value };
  if (typeof value !== "object" || value === null) return;
  for (const [name, part] of Object.entries(value)) {
    // What CDKTF notes about the block.
    if (name === "//") continue;
    yield { path: [...path, name], text: name };
    yield* listTexts(part, [...path, name]);
  }
}

/** Arguments of any provider that everybody sees, and state that is not marked. */
const shown =
  /^(?:(?:\w*_)?names?|name_prefix|display_?name|user_?name|title|description|comment|notes?|reason|until|keepers|triggers(?:_replace)?|id|path|file_?name|error_message|endpoint|\w*_url)$/i;

/** The same, within arguments: other names there may be chosen by the user, as those of an environment are. */
const shownWithin = /^(?:tags?(?:_all)?|labels?|annotations?|description|display_name|error_message)$/;

function isShown([argument = "", ...path]: readonly string[]): boolean {
  return (
    shown.test(argument) || [argument, ...path].some((part) => shownWithin.test(part)) || path.join(".") === "name"
  );
}

/** The arguments of a block, without where it stands in the document. */
function listArguments(construct: TerraformElement): readonly Leaf[] {
  const document: unknown = Tokenization.resolve(construct.toTerraform(), { scope: construct, resolver });
  const id = construct.friendlyUniqueId;
  return [...listTexts(document)].map(({ path, text }) => {
    const own = path.slice(path.indexOf(id) + 1);
    return { argument: own.join(".") || "value", path: own, text };
  });
}

function isWithin(path: string, consumer: string): boolean {
  return path === consumer || path.startsWith(`${consumer}/`);
}

/** A block with a secret, and the construct that makes it. */
interface Watched {
  readonly block: IConstruct;
  /** Undefined for a block of `latchkey/l1`, which has no method that hands its secret to somebody. */
  readonly owner: IConstruct | undefined;
}

/** By the type of the noun and the name of the block. */
type WatchedBlocks = ReadonlyMap<string, Watched>;

interface WatchedStack {
  readonly blocks: WatchedBlocks;
  readonly search: SecretSearch;
}

const watchedByStack = new WeakMap<TerraformStack, WatchedStack>();

function findOwner(block: IConstruct): IConstruct | undefined {
  const { scope } = block.node;
  return scope !== undefined && "resource" in scope && scope.resource === block ? scope : undefined;
}

function listWatched(stack: TerraformStack): WatchedBlocks {
  return new Map(
    listBlocks(stack).flatMap(({ address, construct }) => {
      const [type = "", name = ""] = address.split(".");
      const hasSecret = secretAttributes.has(type.slice(`${providerName}_`.length));
      return hasSecret ? [[`${type}.${name}`, { block: construct, owner: findOwner(construct) }] as const] : [];
    }),
  );
}

/** A secret where it was found. */
interface Misplaced {
  readonly construct: IConstruct;
  readonly leaf: Leaf;
  readonly attribute: string;
  readonly watched: Watched;
}

function describeSecret({ attribute, watched: { block, owner } }: Misplaced): string {
  const words = attribute.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `the ${words} of ${(owner ?? block).node.path}`;
}

function refusePlace(found: Misplaced, message: string, advice: string): never {
  throw createConstructError(found.construct, { code: "invalid_value", message, advice });
}

function checkHanded(found: Misplaced): void {
  const {
    construct,
    leaf: { argument },
    attribute,
    watched: { owner },
  } = found;
  if (owner === undefined) return;
  if ([...listConsumers(owner, attribute)].some((one) => isWithin(construct.node.path, one))) return;
  const method = nameMethod(attribute);
  refusePlace(
    found,
    `\`${argument}\` has ${describeSecret(found)}, which was not handed to it.`,
    `Write ${method}(scope, id) of ${owner.node.path}, with the scope and the id of this construct.`,
  );
}

function checkPlace(found: Misplaced): void {
  const { construct, leaf, watched } = found;
  if (TerraformOutput.isTerraformOutput(construct) && construct.node.id.startsWith("cross-stack-output-")) {
    throw createConstructError(watched.owner ?? watched.block, {
      code: "invalid_value",
      message: "another stack uses its secret, which would be copied into a second state.",
      advice: "Create it in the stack that uses it; the secret of a key can be encrypted with `encryptTo`.",
    });
  }
  checkHanded(found);
  const what = describeSecret(found);
  if (construct instanceof TerraformLocal) {
    const message = `it is a local with ${what}: where a local goes, nobody sees any more.`;
    refusePlace(found, message, "Hand the secret to the construct that uses it.");
  }
  if (/\bnonsensitive\s*\(/.test(leaf.text) && !TerraformOutput.isTerraformOutput(construct)) {
    const message = `\`${leaf.argument}\` takes the mark from ${what}: every plan would show it.`;
    refusePlace(found, message, "Leave out `nonsensitive`.");
  }
  if (!isShown(leaf.path)) return;
  const message = `\`${leaf.argument}\` has ${what}, and is shown in clear.`;
  refusePlace(found, message, "Pass the secret as an argument that is meant for one.");
}

/** What a stack overrides itself stands in no construct that it could be handed to. */
function checkOverrides(stack: TerraformStack): void {
  const overrides: unknown = Reflect.get(stack, "rawOverrides");
  const resolved: unknown = Tokenization.resolve(overrides, { scope: stack, resolver });
  for (const { path, text } of listTexts(resolved)) {
    const [use] = matchSecrets(text);
    if (use === undefined) continue;
    throw createConstructError(stack, {
      code: "invalid_value",
      message: `the override \`${path.join(".")}\` has a secret of ${providerName}_${use.type}.${use.block}, which is handed to no stack.`,
      advice: "Override it at the construct that gets the secret.",
    });
  }
}

/**
 * Looks for secrets where nobody handed them, however they got there. An aspect calls it for the stack and then for each construct
 * in it.
 *
 * @throws AccessError that names the construct and the argument
 */
export function checkHandedSecrets(construct: IConstruct): void {
  const stack = TerraformStack.of(construct);
  if (construct === stack) watchedByStack.set(stack, { blocks: listWatched(stack), search: new SecretSearch() });
  const { blocks, search } = watchedByStack.get(stack) ?? {};
  if (blocks === undefined || blocks.size === 0) return;
  if (construct === stack) checkOverrides(stack);
  if (!TerraformElement.isTerraformElement(construct) || search?.finds(construct) !== true) return;
  for (const leaf of listArguments(construct)) {
    for (const { type, block, attribute } of matchSecrets(leaf.text)) {
      const watched = blocks.get(`${providerName}_${type}.${block}`);
      if (watched !== undefined && watched.block !== construct) checkPlace({ construct, leaf, attribute, watched });
    }
  }
}
