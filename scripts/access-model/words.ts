import { toSnakeCase } from "#access/schema/names.ts";
import type { Saying } from "#access/model/statements/declaration.ts";
import type { Need } from "#access/model/statements/power.ts";
import type { RightAtom } from "#access/model/statements/right.ts";
import type { CredentialForm, Grant } from "#access/model/statements/statement.ts";

/** A table of Markdown; nothing without rows. */
export function writeTable(heads: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) return [];
  const write = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [write(heads), `|${" --- |".repeat(heads.length)}`, ...rows.map(write), ""];
}

/** A page of the vendor as a link, a section of NOTES.md as a path. */
export function writeSource(source: string): string {
  if (source.startsWith("https://")) return `[page](${source})`;
  const [path = "", section] = source.split(/, (.+)/s);
  return `[notes](../${path})${section === undefined ? "" : `, ${section}`}`;
}

const credentials: { readonly [form in CredentialForm]: string } = {
  key: "a credential of the subject: how long it works, and who can open it",
  retiring: "an old credential, until it ends",
  activation: "a credential of the invited person",
  temporaryPassword: "a credential of the invited person",
};

function writeGrant(grant: Grant): string {
  switch (grant.kind) {
    case "role":
      return "the subject holds the role";
    case "permissions":
      return "the subject holds the permissions";
    case "level":
      return "the subject has the level";
    case "standing":
      return `the subject has the standing \`${grant.standing}\``;
    case "opaque":
      return "nobody can tell what the subject may do: it equals itself only";
    case "anyRole":
      return "any role: somebody else chooses";
  }
}

function writeSaid(said: Saying): string {
  switch (said.kind) {
    case "subject":
      return "there is a subject";
    case "scope":
      return "there is a scope";
    case "role":
      return said.permissions === null ? "there is a role" : "what the role grants";
    case "holds":
      return writeGrant(said.grant);
    case "firstMatch":
      return "who is in one of the groups does not get the default";
    case "inGroup":
      return "the subject is in the group";
    case "includes":
      return "the role grants what the other role grants, in addition";
    case "within":
      return "one scope is inside another";
    case "limit":
      return "only who holds something on the scope itself may do anything there";
    case "credential":
      return credentials[said.form];
    case "complete":
      return `the ${said.relation} of the subject are known to be all`;
    case "delegated":
      return `others are meant to add ${said.relation} to the subject`;
  }
}

/** What a noun says, in words, by its attribute; `-` for the noun as a whole. */
export function writeSayings(said: readonly Saying[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const one of said) {
    const attribute = one.attribute === undefined ? "-" : toSnakeCase(one.attribute);
    const words = `${writeSaid(one)}${one.isCertain === false ? " (at most)" : ""}`;
    const all = found.get(attribute) ?? [];
    if (!all.includes(words)) found.set(attribute, [...all, words]);
  }
  return found;
}

export function writeAtom(atom: RightAtom): string {
  switch (atom.kind) {
    case "act":
      return `${atom.action} ${atom.resource}${atom.selector === "*" ? "" : `:${atom.selector}`}`;
    case "standing":
      return `standing ${atom.standing}`;
    case "everyAct":
      return "every permission";
    case "opaque":
      return "what cannot be read";
    case "anything":
      return "anything";
  }
}

export function writeNeed(need: Need): string {
  const where = need.at === undefined ? "" : " at the scope";
  if (need.kind === "standing") return `standing \`${need.standing}\`${where}`;
  const on = need.on === undefined ? "" : ` on the ${need.on}`;
  return `\`${need.action} ${need.resource}\`${on}${where}`;
}
