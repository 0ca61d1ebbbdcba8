import type { Graph } from "#access/graph/graph.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import { nameNodeOf } from "#access/graph/questions.ts";
import type { ToldStep } from "#access/graph/reach.ts";
import { listSome, nameSubject } from "../findings/shared/words.ts";
import type { Way } from "../targets/find-way.ts";
import { nameTarget } from "../targets/name-target.ts";
import type { Target } from "../targets/target.ts";

function writeSteps(chain: readonly ToldStep[]): string {
  return chain.map(({ text }, index) => (index === 0 ? text : `then ${text}`)).join(", ");
}

interface TooMuch {
  readonly target: Target;
  readonly way: Way;
  readonly verb: "may" | "hold" | "reach" | "grant";
  /** What else it has of what it should not have. */
  readonly others: readonly Target[];
}

function writeHas(graph: Graph, { target, way, verb }: TooMuch): string {
  const what = nameTarget(graph, target);
  if (verb === "grant") return `grants ${what}`;
  if (way.chain.length > 0) return `can come to ${way.holdsRole === false ? `all that ${what} grants` : what}`;
  if (target.kind !== "role") return target.kind === "standing" ? `has ${what}` : `may ${what}`;
  return way.holdsRole === false ? `has all that ${what} grants` : `holds ${what}`;
}

function writeHow(graph: Graph, { chain, like }: Way): string {
  if (chain.length === 0) return "";
  return like === null
    ? `: ${writeSteps(chain)}`
    : `, in the way that ${nameSubject(graph, like)} can, which holds the same`;
}

/** What a subject or a role has and should not have: a sentence, without a full stop. */
export function writeViolation(graph: Graph, who: NodeId, given: TooMuch): string {
  const { way, verb, others } = given;
  const name = verb === "grant" ? `role ${nameNodeOf(graph, who)}` : nameSubject(graph, who);
  const more = others.length === 0 ? "" : `, and also ${listSome(others.map((one) => nameTarget(graph, one)))}`;
  const steps = writeHow(graph, way);
  const says = `${name} ${writeHas(graph, given)}${steps}${more}`;
  if (way.isCertain) return says;
  const why = way.doubts.map((one) => one.replace(/\.$/, ""));
  return `It cannot be ruled out that ${says}${why.length === 0 ? "" : `. ${listSome(why)}`}`;
}
