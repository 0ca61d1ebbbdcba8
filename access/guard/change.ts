import type { ExactRef, Ref } from "../model/statements/ref.ts";
import type { Statement, StatementOf } from "../model/statements/statement.ts";
import { isUnknown } from "../schema/unknown.ts";

/** What a resource says of access in one state, so that the graph can compare it with what it says in another one. */
export interface Side {
  readonly statements: readonly Statement[];
  /** Who can act with the credentials that it has. */
  readonly credentials: readonly StatementOf<"credential">[];
}

/** Something that the plan does not know yet. It is compared again before the write, when it is known. */
function isOpen(statement: Statement): boolean {
  if (statement.kind === "inGroup") return statement.group.kind === "unknown";
  if (statement.kind !== "holds") return false;
  const { grant } = statement;
  return (grant.kind === "role" && grant.role.kind === "unknown") || (grant.kind === "level" && isUnknown(grant.level));
}

/** Whoever it will be: what it comes to is known without its id. */
function nameSubject(ref: Ref): Ref {
  const { account, space } = ref;
  return ref.kind === "unknown" ? { account, space, kind: "id", text: "(known after apply)" } : ref;
}

function nameSubjects(statement: Statement): Statement {
  switch (statement.kind) {
    case "holds":
    case "inGroup":
    case "credential":
      return { ...statement, subject: nameSubject(statement.subject) };
    default:
      return statement;
  }
}

/** Only a subject is compared, and nobody else says that these are subjects. */
function introduceSubject(statement: Statement): readonly Statement[] {
  if (statement.kind !== "holds" && statement.kind !== "inGroup") return [];
  const { subject, cause } = statement;
  if (subject.kind === "unknown" || subject.kind === "oneOf") return [];
  const as = { principal: "account", group: "group", idpGroup: "idpGroup" } as const;
  const kind = subject.space in as ? as[subject.space as keyof typeof as] : "account";
  return [{ kind: "subject", is: [subject], as: kind, name: null, cause }];
}

/** Whoever holds the role, or is in the group: a change of the thing is a change for them. */
function introduceHolder(statement: Statement): readonly Statement[] {
  const { cause } = statement;
  const holder = (thing: ExactRef): ExactRef => ({
    ...thing,
    space: "principal",
    kind: "id",
    text: `(${thing.space})`,
  });
  if (statement.kind === "role") {
    const [role] = statement.is;
    if (role === undefined) return [];
    const subject = holder(role);
    const held = { place: null, reason: null, until: null, cause } as const;
    return [
      { kind: "subject", is: [subject], as: "account", name: null, cause },
      { kind: "holds", subject, grant: { kind: "role", role }, ...held },
    ];
  }
  if (statement.kind !== "subject" || statement.as !== "group") return [];
  const [group] = statement.is;
  if (group === undefined) return [];
  const subject = holder(group);
  return [
    { kind: "subject", is: [subject], as: "account", name: null, cause },
    { kind: "inGroup", subject, group, cause },
  ];
}

function isCredential(statement: Statement): statement is StatementOf<"credential"> {
  return statement.kind === "credential";
}

/** What is known of a side: each of its subjects can be compared, and what is not known yet is left out. */
export function createSide(said: readonly Statement[]): Side {
  const known = said.filter((one) => !isOpen(one)).map(nameSubjects);
  const statements = known.filter((one) => !isCredential(one));
  return {
    statements: statements.flatMap((one) => [one, ...introduceSubject(one), ...introduceHolder(one)]),
    credentials: known.filter(isCredential),
  };
}

/** Equal for what means the same: nobody's rights depend on labels. */
function keyOf({ cause: _cause, ...statement }: Statement): string {
  return JSON.stringify(statement.kind === "holds" ? { ...statement, reason: null, until: null } : statement);
}

function addsNothing(before: Side, after: Side): boolean {
  const known = new Set(before.statements.map(keyOf));
  return after.statements.every((one) => known.has(keyOf(one)));
}

/** To take these away may give somebody more. */
function isLimiting({ kind }: Statement): boolean {
  return kind === "firstMatch" || kind === "limit";
}

/** Whether nobody can come to more: nothing is said that was not, and nothing that limited somebody is taken away. */
export function givesNothing(before: Side, after: Side): boolean {
  if (!addsNothing(before, after)) return false;
  return addsNothing(after, before) || ![...before.statements, ...after.statements].some(isLimiting);
}
