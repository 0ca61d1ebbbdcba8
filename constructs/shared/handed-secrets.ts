import { Construct, type IConstruct } from "constructs";
import {
  DefaultTokenResolver,
  StringConcat,
  TerraformElement,
  TerraformLocal,
  TerraformOutput,
  type TerraformResource,
  TerraformStack,
  Tokenization,
} from "./cdktf.ts";
import { createConstructError } from "./construct-error.ts";
import { matchSecrets } from "./secret-references.ts";

/** The construct that gets a secret: itself, or the scope and the id that it is made with. */
export type SecretConsumer = readonly [consumer: IConstruct] | readonly [scope: IConstruct, id: string];

/** A block with a secret, and who may have it. */
interface Guarded {
  readonly owner: IConstruct;
  readonly resource: TerraformResource;
  /** Paths of constructs. */
  readonly consumers: Set<string>;
}

interface Register {
  readonly guarded: Guarded[];
  /** Somebody has a token of a secret: only then is there anything to look for. */
  isAsked: boolean;
}

const registers = new WeakMap<IConstruct, Register>();

function findRegister({ node: { root } }: IConstruct): Register {
  const known = registers.get(root) ?? { guarded: [], isAsked: false };
  registers.set(root, known);
  return known;
}

/** Watches who reads the secret of a block, also past its construct. */
export function guardSecret(owner: IConstruct, resource: TerraformResource, attribute: string): void {
  const register = findRegister(owner);
  register.guarded.push({ owner, resource, consumers: new Set() });
  Object.defineProperty(resource, attribute, {
    configurable: true,
    get: () => {
      register.isAsked = true;
      return resource.getStringAttribute(attribute);
    },
  });
}

/** As `node.path` writes an id. */
function joinPath({ node: { path } }: IConstruct, id: string): string {
  const part = id.replaceAll("/", "--");
  return path === "" ? part : `${path}/${part}`;
}

function refuseConsumer(owner: IConstruct, message: string): never {
  throw createConstructError(owner, {
    code: "invalid_value",
    message: `secretFor: ${message}`,
    advice:
      "Name the construct that gets the secret: secretFor(construct), or the scope and the id that it is made with.",
  });
}

/** Says that a construct, and what is below it, may have the secret. @throws AccessError for anything else than one construct of the stack */
export function allowSecret(owner: IConstruct, [scope, id]: SecretConsumer): void {
  if (!Construct.isConstruct(scope)) refuseConsumer(owner, "the consumer is no construct.");
  if (id === undefined ? TerraformStack.isStack(scope) || scope.node.scope === undefined : id === "") {
    refuseConsumer(owner, "a whole stack is no consumer.");
  }
  const path = id === undefined ? scope.node.path : joinPath(scope, id);
  const isHere = scope.node.scopes.includes(TerraformStack.of(owner));
  if (!isHere)
    refuseConsumer(owner, `${path} is in another stack, and the secret would be copied into a second state.`);
  const register = findRegister(owner);
  register.isAsked = true;
  for (const one of register.guarded) if (one.owner === owner) one.consumers.add(path);
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

function checkLeaf(construct: IConstruct, { argument, path }: Leaf, { owner, consumers }: Guarded): void {
  const what = `the secret of ${owner.node.path}`;
  if (TerraformOutput.isTerraformOutput(construct) && construct.node.id.startsWith("cross-stack-output-")) {
    throw createConstructError(owner, {
      code: "invalid_value",
      message: "another stack uses its secret, which would be copied into a second state.",
      advice: "Create the key in the stack that uses it, or encrypt the secret with `encryptTo`.",
    });
  }
  if (![...consumers].some((one) => isWithin(construct.node.path, one))) {
    throw createConstructError(construct, {
      code: "invalid_value",
      message: `\`${argument}\` has ${what}, which was not handed to it.`,
      advice: "Write secretFor(scope, id) of the key, with the scope and the id of this construct.",
    });
  }
  if (construct instanceof TerraformLocal) {
    throw createConstructError(construct, {
      code: "invalid_value",
      message: `it is a local with ${what}: where a local goes, nobody sees any more.`,
      advice: "Hand the secret to the construct that uses it.",
    });
  }
  if (!isShown(path)) return;
  throw createConstructError(construct, {
    code: "invalid_value",
    message: `\`${argument}\` has ${what}, and is shown in clear.`,
    advice: "Pass the secret as an argument that is meant for one.",
  });
}

/**
 * Looks for secrets where nobody handed them. An aspect calls it for each construct.
 *
 * @throws AccessError that names the construct and the argument
 */
export function checkHandedSecrets(construct: IConstruct): void {
  const register = registers.get(construct.node.root);
  if (register?.isAsked !== true || !TerraformElement.isTerraformElement(construct)) return;
  for (const leaf of listArguments(construct)) {
    const used = matchSecrets(leaf.text);
    for (const one of register.guarded) {
      if (one.resource !== construct && used.has(one.resource.friendlyUniqueId)) checkLeaf(construct, leaf, one);
    }
  }
}
