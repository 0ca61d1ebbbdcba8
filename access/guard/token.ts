import { AccessError } from "../model/errors.ts";
import type { ExactRef } from "../model/statements/ref.ts";
import type { Statement } from "../model/statements/statement.ts";
import type { Holder } from "../model/vendors/told.ts";
import { covers } from "../graph/covering.ts";
import { findEffectiveRights } from "../graph/effective.ts";
import { findNode } from "../graph/graph.ts";
import type { GuardedAccount } from "./account.ts";
import { type Ask, fillIn } from "./knowledge.ts";

/** What the token's owner holds, as statements. */
export interface Token {
  readonly owner: ExactRef;
  readonly title: string;
  readonly statements: readonly Statement[];
}

function referToOwner({ key: account }: GuardedAccount, { id }: Holder): ExactRef {
  return { account, space: "principal", kind: "id", text: id };
}

/** Whether the owner passes every check of the vendor, so that nothing can exceed what it has. */
export function mayDoEverything(account: GuardedAccount, { owner, statements }: Token): boolean {
  const graph = account.buildGraph(statements);
  const wanted = { account: account.key, scope: null, atom: { kind: "anything" } as const };
  const { lower } = findEffectiveRights(graph, findNode(graph, owner) ?? "");
  return lower.some((right) => covers(right, wanted, { graph, bound: "lower" }));
}

/** What the owner has by itself. */
export function createToken(account: GuardedAccount, holder: Holder): Token {
  return {
    owner: referToOwner(account, holder),
    title: holder.title,
    statements: account.speakForTold(holder.told),
  };
}

function delegate({ key: account }: GuardedAccount, { owner: subject }: Token, name: string): Statement {
  const cause = {
    happening: "known",
    presence: "live",
    type: "provider",
    address: null,
    attribute: "mayDelegate",
  } as const;
  const grant = { kind: "role", role: { account, space: "role", kind: "name", text: name } } as const;
  return { kind: "holds", subject, grant, place: null, reason: null, until: null, cause };
}

/** Roles that may be delegated count as held. Those that the token may not read count for nothing. */
export async function addDelegated(
  account: GuardedAccount,
  token: Token,
  { names, ask }: { readonly names: readonly string[]; readonly ask: Ask },
): Promise<Token> {
  if (names.length === 0) return token;
  const held = names.map((name) => delegate(account, token, name));
  const owner = findNode(account.buildGraph([...token.statements, ...held]), token.owner) ?? "";
  const start = { subjects: () => [owner], principals: () => [] };
  try {
    const told = await fillIn(account, [...token.statements, ...held], { start, ask });
    return { ...token, statements: [...token.statements, ...held, ...told] };
  } catch (error) {
    if (error instanceof AccessError && error.code === "forbidden") return token;
    throw error;
  }
}
