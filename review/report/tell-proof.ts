import type { Graph } from "#access/graph/graph.ts";
import { nameNodeOf } from "#access/graph/questions.ts";
import type { RemovableGrant } from "#access/graph/removable-grants.ts";
import { nameTarget } from "../targets/name-target.ts";
import type { Remedy } from "../proofs/find-remedy.ts";
import type { Counterexample, Proof } from "../proofs/prove.ts";
import type { ToldCounterexample, ToldGrant, ToldProof, ToldRemedy } from "./review-report.ts";
import { tellCause, tellRights, tellSubject } from "./tell.ts";

function tellCounterexample(graph: Graph, { subject, target, way, lines }: Counterexample): ToldCounterexample {
  const { isCertain, chain, like, holdsRole, doubts } = way;
  const [path] = way.paths.toSorted((a, b) => a.causes.length - b.causes.length);
  return {
    subject: tellSubject(graph, subject),
    kind: target.kind,
    to: nameTarget(graph, target),
    isByRights: holdsRole === false,
    isCertain,
    steps: chain.map(({ number, text, source, assumes }) => ({ number, text, source, assumes })),
    like: like === null ? null : nameNodeOf(graph, like),
    because: path?.causes.filter(({ type }) => type !== "step").map(tellCause) ?? [],
    lines: lines.map(tellGrant),
    doubts,
  };
}

function tellGrant({ says, cause }: RemovableGrant): ToldGrant {
  return { says, because: tellCause(cause) };
}

function tellRemedy(graph: Graph, { kind, bound, cut, losses, others, atLeast }: Remedy): ToldRemedy {
  return {
    kind,
    isCertainOnly: bound === "lower",
    grants: cut?.map(tellGrant) ?? [],
    takesAway: losses.map(({ subject, rights }) => ({
      subject: tellSubject(graph, subject),
      rights: tellRights(
        graph,
        rights.map((right) => ({ right, isCertain: true, isListed: false })),
      ).flatMap((group) => group.rights.map((right) => ({ ...right, on: group.on }))),
    })),
    others: others.map((other) => other.map(tellGrant)),
    atLeast,
  };
}

export function tellProof(graph: Graph, proof: Proof): ToldProof {
  const { claim, outcome, subjects, counterexamples, remedy, gaps, limits } = proof;
  return {
    claim: claim.text,
    outcome,
    subjects: subjects.map((id) => tellSubject(graph, id)),
    counterexamples: counterexamples.map((one) => tellCounterexample(graph, one)),
    remedy: remedy === null ? null : tellRemedy(graph, remedy),
    gaps,
    limits,
  };
}
