import { findEffectiveRights, type HeldRight } from "#access/graph/effective.ts";
import type { Graph } from "#access/graph/graph.ts";
import { keyOfRight } from "#access/model/statements/right.ts";
import { listSubjects, nameNodeOf } from "#access/graph/questions.ts";
import { readAccess } from "#review/read-source.ts";
import { writeAtom } from "./words.ts";

/** A few lines of a stack, and what they mean for one subject. */
export interface Example {
  /** Why it is worth looking at: a sentence. */
  readonly about: string;
  /** Blocks by type and name, as in Terraform's JSON syntax. */
  readonly resources: { readonly [type: string]: { readonly [name: string]: object } };
  readonly subject: string;
}

function writeValue(value: unknown): string {
  if (typeof value === "string") return /^\$\{[^{}]+\}$/.test(value) ? value.slice(2, -1) : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((one) => writeValue(one)).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  const all = Object.entries(value).map(([name, one]) => `${name} = ${writeValue(one)}`);
  return `{ ${all.join(", ")} }`;
}

function writeBlocks({ resources }: Example): readonly string[] {
  return Object.entries(resources).flatMap(([type, blocks]) =>
    Object.entries(blocks).flatMap(([name, body]: [string, object]) => {
      const entries: readonly [string, unknown][] = Object.entries(body);
      const width = Math.max(...entries.map(([one]) => one.length));
      const lines = entries.map(([one, value]) => `  ${one.padEnd(width)} = ${writeValue(value)}`);
      return [`resource "${type}" "${name}" {`, ...lines, "}", ""];
    }),
  );
}

const shownRights = 4;

/** Rights by place: the first few of each. */
function writeRights(graph: Graph, rights: readonly HeldRight[]): readonly string[] {
  const places = new Map<string, string[]>();
  for (const { atom, scope, paths } of rights) {
    const where = scope === null ? "in the whole account" : `on ${nameNodeOf(graph, scope)}`;
    const place = `${where}${paths.every(({ isInferred }) => isInferred) ? ", inferred" : ""}`;
    places.set(place, [...(places.get(place) ?? []), `\`${writeAtom(atom)}\``]);
  }
  if (places.size === 0) return ["- nothing"];
  return [...places].map(([place, all]) => {
    const more = all.length > shownRights ? ` and ${all.length - shownRights} more` : "";
    return `- ${place}: ${all.slice(0, shownRights).join(", ")}${more}`;
  });
}

/** The code of an example, and both bounds of its subject's rights as the engine finds them. */
export function writeExample(vendor: string, example: Example): readonly string[] {
  const { about, resources, subject } = example;
  const document = { terraform: {}, provider: { access: [{ vendor }] }, resource: resources };
  const { graph, blind } = readAccess(JSON.stringify(document), { side: null, vendors: [] });
  const node = listSubjects(graph).find((id) => nameNodeOf(graph, id) === subject);
  if (node === undefined || blind.length > 0)
    throw new Error(`the example of ${vendor} cannot be read: ${blind.join(" ")}`);
  const { lower, upper } = findEffectiveRights(graph, node);
  const certain = new Set(lower.map(keyOfRight));
  const possible = upper.filter((right) => !certain.has(keyOfRight(right)));
  return [
    about,
    "",
    "<!-- snippet: shown: it stands beside a provider block, and what it refers to is the reader's -->",
    "",
    "```terraform",
    ...writeBlocks(example).slice(0, -1),
    "```",
    "",
    "Certainly:",
    "",
    ...writeRights(graph, lower),
    "",
    "At most also:",
    "",
    ...writeRights(graph, possible),
    "",
  ];
}
