import { resourceDefinitions } from "../model/nouns/registry.gen.ts";
import { type AccountKey, createAccountKey } from "../model/statements/account.ts";
import type { Instance } from "../model/statements/instance.ts";
import type { Space } from "../model/statements/ref.ts";
import type { Statement, SubjectKind } from "../model/statements/statement.ts";
import { createCause } from "./cause.ts";

/** What a graph has been told so far, and how an instance tells more. */
export interface Told {
  readonly instances: readonly Instance[];
  readonly statements: readonly Statement[];
  speak(instance: Instance): readonly Statement[];
}

/** Whom an id of a noun means: the space of such ids, and what it is. */
interface Meant {
  readonly space: Space;
  readonly as: SubjectKind;
}

const probeId = "probe";
const meantBy = new Map<string, Meant | undefined>();

/** Asks the noun itself: what an object of which only the id is known says of itself. Undefined for what is no subject. */
function findMeant(type: string, like: Instance, speak: Told["speak"]): Meant | undefined {
  if (meantBy.has(type)) return meantBy.get(type);
  const attributes = resourceDefinitions.find((definition) => definition.type === type)?.attributes ?? {};
  const blank = Object.fromEntries(Object.keys(attributes).map((name) => [name, null]));
  const said = speak({ ...like, kind: "resource", type, state: { ...blank, id: probeId } });
  const [meant] = said.flatMap((statement) => {
    if (statement.kind !== "subject") return [];
    const { as, is } = statement;
    return is.flatMap((ref) => (ref.kind === "id" && ref.text === probeId ? [{ space: ref.space, as }] : []));
  });
  meantBy.set(type, meant);
  return meant;
}

const references = new Map(
  resourceDefinitions.map(({ type, attributes }) => {
    const found = Object.entries(attributes).map(([name, { facts }]) => ({ name, noun: facts.refersTo }));
    return [type, found.flatMap(({ name, noun }) => (noun === undefined ? [] : [{ name, noun }]))] as const;
  }),
);

function keyOfPrincipal(account: AccountKey, space: Space, id: string): string {
  return JSON.stringify([account, space, id]);
}

function listKnown(statements: readonly Statement[]): Set<string> {
  return new Set(
    statements.flatMap((statement) => {
      if (statement.kind !== "subject") return [];
      return statement.is.flatMap((ref) => (ref.kind === "id" ? keyOfPrincipal(ref.account, ref.space, ref.text) : []));
    }),
  );
}

function listTexts(given: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(given) ? given : [given];
  return values.filter((value) => typeof value === "string");
}

/** Who is known by an id alone, because code gives it something: whatever else the vendor knows of them. */
export function listKnownById({ instances, statements, speak }: Told): readonly Statement[] {
  const known = listKnown(statements);
  const found: Statement[] = [];
  for (const instance of instances) {
    if (instance.kind !== "resource" || instance.presence !== "managed") continue;
    for (const { name, noun } of references.get(instance.type) ?? []) {
      const texts = listTexts(instance.state[name]);
      const meant = texts.length === 0 ? undefined : findMeant(noun, instance, speak);
      if (meant === undefined) continue;
      const { space, as } = meant;
      const account = createAccountKey(instance.account);
      for (const text of texts) {
        const key = keyOfPrincipal(account, space, text);
        if (known.has(key)) continue;
        known.add(key);
        const is = [{ account, space, kind: "id" as const, text }];
        found.push({ kind: "subject", is, as, name: null, cause: createCause(instance, name) });
      }
    }
  }
  return found;
}
