import type { IConstruct } from "constructs";
import { AccessError } from "#access/model/errors.ts";
import { Token } from "./cdktf.ts";
import { checkId } from "./construct-id.ts";

/** Whether a value is of the kind, and how to say what is accepted. */
interface Kind {
  readonly accepted: string;
  accepts(value: unknown): boolean;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const isText = (value: unknown): boolean => typeof value === "string";

/** The kinds of values that props take. Tokens pass for any. */
const kinds = {
  text: { accepted: "a string", accepts: isText },
  flag: { accepted: "true or false", accepts: (value) => typeof value === "boolean" },
  count: { accepted: "a number", accepts: (value) => typeof value === "number" },
  instant: {
    accepted: "a Date, or a string",
    accepts: (value) => isText(value) || isObject(value),
  },
  duration: { accepted: "a Duration, or a string", accepts: (value) => isText(value) || isObject(value) },
  map: { accepted: "an object of names and values", accepts: isObject },
  object: { accepted: "an object", accepts: isObject },
  construct: { accepted: "a construct", accepts: (value) => isObject(value) && "node" in value },
  texts: { accepted: "an array of strings", accepts: (value) => Array.isArray(value) && value.every(isText) },
  objects: { accepted: "an array of objects", accepts: (value) => Array.isArray(value) && value.every(isObject) },
  list: {
    accepted: "an array without null and undefined",
    accepts: (value) => Array.isArray(value) && value.every((one) => one !== null && one !== undefined),
  },
  any: { accepted: "a value", accepts: () => true },
} as const satisfies { readonly [name: string]: Kind };

type KindName = keyof typeof kinds;

/** The kind of each prop, with `!` after that of a required one. A prop that is missing here does not compile. */
export type PropKinds<Props> = {
  readonly [Name in keyof Required<Props>]: Partial<Pick<Props, Name>> extends Pick<Props, Name>
    ? KindName
    : `${KindName}!`;
};

const kindsByName: ReadonlyMap<string, Kind> = new Map(
  Object.entries(kinds).flatMap(([name, kind]) => [
    [name, kind],
    [`${name}!`, kind],
  ]),
);

/** What was given, for a message, without the text of a string, which may be a secret in the wrong place. */
export function describeValue(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "an array";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return /^[aeiou]/.test(typeof value) ? `an ${typeof value}` : `a ${typeof value}`;
}

function findFault(value: unknown, kind: Kind): string | undefined {
  if (value === undefined || Token.isUnresolved(value) || kind.accepts(value)) return undefined;
  return `is ${Array.isArray(value) ? describeElement(value, kind) : describeValue(value)}; it must be ${kind.accepted}`;
}

function describeElement(elements: readonly unknown[], kind: Kind): string {
  const at = elements.findIndex((element) => !kind.accepts([element]));
  return at < 0 ? "an array" : `an array whose element ${at} is ${describeValue(elements[at])}`;
}

/** Where a construct is made. */
export interface Site {
  readonly scope: IConstruct;
  /** Null for what is no construct of its own, such as options. */
  readonly id: string | null;
  /** The name of its class. */
  readonly class: string;
}

/**
 * Checks what TypeScript cannot in JavaScript, or behind `as any`: the names of the props, and the kinds of their values.
 * Otherwise nobody would notice a wrong name, such as `expires`.
 *
 * @throws AccessError with a line for each mistake
 */
export function checkProps<Props extends object>(site: Site, props: Props, known: PropKinds<Props>): void {
  if (site.id !== null) checkId(site.scope, site.id);
  const path = [site.scope.node.path, site.id ?? ""].filter((part) => part !== "").join("/");
  const accepted: { readonly [name: string]: string } = known;
  if (!isObject(props)) {
    throw new AccessError(
      "invalid_value",
      `${path}: the props of ${site.class} are ${describeValue(props)}. Pass an object.`,
    );
  }
  const faults = Object.entries(props).flatMap(([name, value]) => {
    const kind = Object.hasOwn(accepted, name) ? accepted[name] : undefined;
    if (kind === undefined) {
      const names = Object.keys(accepted).map((one) => `\`${one}\``);
      return [`${path}: ${site.class} has no prop \`${name}\`. It has: ${names.join(", ")}.`];
    }
    const fault = findFault(value, kindsByName.get(kind) ?? kinds.any);
    return fault === undefined ? [] : [`${path}: \`${name}\` ${fault}.`];
  });
  const given = new Map<string, unknown>(Object.entries(props));
  for (const [name, kind] of Object.entries(accepted)) {
    if (kind.endsWith("!") && given.get(name) === undefined) faults.push(`${path}: \`${name}\` is required.`);
  }
  if (faults.length > 0) throw new AccessError("invalid_value", faults.join("\n"));
}
