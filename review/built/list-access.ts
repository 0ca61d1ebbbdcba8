import type { Graph } from "#access/graph/graph.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import { listSubjects } from "#access/graph/questions.ts";
import type { SubjectKind } from "#access/model/statements/statement.ts";
import { QuestionError } from "../names.ts";
import { listFittingAccounts } from "../ask.ts";
import { findSubject } from "../names.ts";
import { tellHeld, tellRights, tellSubject } from "../report/tell.ts";
import { findHeld } from "./find-held.ts";
import type { Principal } from "./judge-grants.ts";
import type { BuiltAccess } from "./open-access.ts";
import { type Asked, findWanted } from "./permission.ts";

/** Somebody who can do what is asked about. Plain data, without lines of code, so that it stays equal while code moves. */
export interface ListedPrincipal {
  readonly name: string;
  readonly kind: SubjectKind | null;
  readonly vendor: string;
  /** In Terraform; null for what no stack has. */
  readonly address: string | null;
  /** `partly`: on some of the objects. `unknown`: it may be able to. */
  readonly held: "yes" | "partly" | "unknown";
  /** The groups and roles on the way. */
  readonly through: readonly string[];
}

/** One thing that somebody can do. */
export interface ListedPermission {
  /** Such as `update dashboard`, or the name of a standing. */
  readonly permission: string;
  /** Null for all objects. */
  readonly selector: string | null;
  /** The scope; null is the whole account. */
  readonly on: string | null;
  /** False for what it may be able to do, at most. */
  readonly isCertain: boolean;
  /** The groups and roles on the way. */
  readonly through: readonly string[];
}

/** The accounts that are asked: those of the permission's vendor, or all that have such a thing. @throws QuestionError */
function listAsked({ facts }: Graph, asked: Asked): readonly string[] {
  const all = [...facts.keys()].toSorted();
  if (typeof asked === "string") return all;
  const { vendor, action, resource } = asked;
  const own =
    vendor === undefined ? all : all.filter((account) => account.startsWith(JSON.stringify([vendor]).slice(0, -1)));
  if (own.length === 0) {
    throw new QuestionError(
      `${action} ${resource} is a permission of ${vendor ?? "another vendor"}, of which nothing is here. Use the vocabulary of a vendor that is.`,
    );
  }
  return listFittingAccounts(own, { action, resource, selector: null, scope: undefined });
}

function compareJson(a: object, b: object): number {
  const left = JSON.stringify(a);
  const right = JSON.stringify(b);
  return left < right ? -1 : Number(left > right);
}

function listPrincipal({ graph }: BuiltAccess, subject: NodeId, wanted: ReturnType<typeof findWanted>) {
  const { held, through } = findHeld(graph, subject, wanted);
  if (held === "no") return [];
  const { name, kind, vendor, address } = tellSubject(graph, subject);
  const told = tellRights(
    graph,
    through.map((right) => ({ right, isListed: false, isCertain: true })),
  );
  const ways = [...new Set(told.flatMap((group) => group.through))].toSorted();
  return [{ name, kind, vendor, address, held, through: ways }];
}

/** Everybody who can do something, or may be able to. @throws QuestionError for what no vendor here has */
export function listPrincipals(access: BuiltAccess, asked: Asked, on?: string): readonly ListedPrincipal[] {
  const { graph } = access;
  return listAsked(graph, asked)
    .flatMap((account) => {
      const wanted = findWanted(graph, asked, { account, on });
      return listSubjects(graph, account).flatMap((subject) => listPrincipal(access, subject, wanted));
    })
    .toSorted(compareJson);
}

/** All that somebody can do, at most. @throws QuestionError for a name that nobody bears, or several */
export function listPermissions({ graph, change }: BuiltAccess, { name }: Principal): readonly ListedPermission[] {
  return tellHeld(graph, findSubject(graph, name, change.blind))
    .flatMap(({ rights, on, isCertain, through }) =>
      rights.map(({ text, selector }) => ({ permission: text, selector, on, isCertain, through })),
    )
    .toSorted(compareJson);
}
