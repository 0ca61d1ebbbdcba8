import { findEffectiveRights, type HeldRight, type Path } from "#access/graph/effective.ts";
import type { Graph } from "#access/graph/graph.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import { listSubjects, nameNodeOf } from "#access/graph/questions.ts";
import { keyOfRight } from "#access/model/statements/right.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import { tellRight, tellSubject } from "../../report/tell.ts";
import { writeCell } from "../csv-cell.ts";
import type { ExportFormat } from "../definition.ts";

const columns = [
  "vendor",
  "endpoint",
  "subject",
  "kind",
  "id",
  "right",
  "action",
  "resource",
  "selector",
  "scope",
  "through",
  "until",
  "certain",
  "address",
] as const;

type Row = Readonly<Record<(typeof columns)[number], string>>;

function joinTexts(texts: readonly (string | null)[]): string {
  const known = texts.filter((text) => text !== null && text !== "");
  return [...new Set(known)].toSorted().join("; ");
}

function readEndpoint(account: string): string {
  const [, endpoint] = JSON.parse(account) as readonly [string, unknown];
  return typeof endpoint === "string" ? endpoint : "";
}

function describeWay(graph: Graph, { groups, role }: Path): string {
  const ways = groups.map((id) => `group ${nameNodeOf(graph, id)}`);
  if (role !== null) ways.push(`role ${nameNodeOf(graph, role)}`);
  return ways.join(", ");
}

function listAddresses({ causes }: Path): readonly string[] {
  return causes.flatMap(({ address, attribute }) => {
    if (address === null) return [];
    return [attribute === null ? address : `${address} (${toSnakeCase(attribute)})`];
  });
}

/** The last day of the last way. Without an end on one of them there is none. */
function findEnd(paths: readonly Path[]): string {
  const ends = paths.map(({ until }) => until);
  return ends.includes(null) ? "" : (ends.toSorted().at(-1) ?? "");
}

function describeRight(
  graph: Graph,
  subject: NodeId,
  { right, isCertain }: { right: HeldRight; isCertain: boolean },
): Row {
  const { name, kind, id, vendor, address } = tellSubject(graph, subject);
  const told = tellRight(right);
  const { atom, paths, scope } = right;
  return {
    vendor,
    endpoint: readEndpoint(right.account),
    subject: name,
    kind: kind ?? "",
    id: id ?? "",
    right: told.kind,
    action: atom.kind === "act" ? atom.action : told.text,
    resource: atom.kind === "act" ? atom.resource : "",
    selector: atom.kind === "act" ? atom.selector : "",
    scope: scope === null ? "" : nameNodeOf(graph, scope),
    through: joinTexts(paths.map((path) => describeWay(graph, path))),
    until: findEnd(paths),
    certain: isCertain ? "yes" : "no",
    address: joinTexts([address, ...paths.flatMap(listAddresses)]),
  };
}

function listRows(graph: Graph): readonly Row[] {
  return listSubjects(graph).flatMap((subject) => {
    const { lower, upper } = findEffectiveRights(graph, subject);
    const certain = new Set(lower.map(keyOfRight));
    return upper.map((right) => describeRight(graph, subject, { right, isCertain: certain.has(keyOfRight(right)) }));
  });
}

export const format: ExportFormat = {
  name: "csv",
  says: "a table for people and spreadsheets",
  write({ graph }) {
    const lines = listRows(graph).map((row) => columns.map((column) => writeCell(row[column])).join(","));
    // Texts of one account next to each other, in one order.
    return [columns.join(","), ...lines.toSorted(), ""].join("\r\n");
  },
};
