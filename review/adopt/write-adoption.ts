import { spellNoun } from "#access/model/nouns/object-name.ts";
import { disarmLines, quoteLine } from "#access/schema/shown-text.ts";
import type { Adoption, LeftOut } from "./adoption.ts";
import { markText } from "./file-mark.ts";
import type { AdoptionFormat } from "./format.ts";

export interface WrittenAdoption {
  /** The file. */
  readonly text: string;
  /** Objects that it manages. */
  readonly count: number;
  /** Those that it does not manage, and why. */
  readonly leftOut: readonly LeftOut[];
}

/** Nouns whose secret no read returns. */
function listSecretNouns({ objects }: Adoption): readonly string[] {
  const types = objects.filter(({ definition }) =>
    Object.values(definition.attributes).some(({ facts }) => facts.isSecret && !facts.isReadBack),
  );
  return [...new Set(types.map(({ type }) => spellNoun(type)))];
}

function quote(text: string): string {
  return disarmLines(quoteLine(text, 1_000));
}

function listNotes(adoption: Adoption, leftOut: readonly LeftOut[]): readonly string[] {
  const { account, facts, objects, blind } = adoption;
  const ignored = objects.filter((one) => one.ignored.length > 0);
  return [
    `${facts.title} at ${quote(account.endpoint ?? "an unknown endpoint")}. Deploy it once, then take the imports out.`,
    ...listSecretNouns(adoption).map(
      (noun) =>
        `The secret of an imported ${noun} is not known: ${facts.title} shows it once. A rotation makes another.`,
    ),
    ...(ignored.length === 0
      ? []
      : [`${facts.title} does not tell what Terraform is to ignore here: it means nothing once an object exists.`]),
    ...blind.map((sentence) => `Not looked at: ${quote(sentence)}`),
    ...leftOut.map(({ title, reason }) => `Not adopted: ${quote(`${title}. ${reason}`)}`),
  ];
}

/** The text of the file in one of the forms. */
export function writeAdoption(adoption: Adoption, format: AdoptionFormat): WrittenAdoption {
  const { text, count, leftOut: ofForm } = format.write(adoption);
  const leftOut = [...adoption.leftOut, ...ofForm];
  const notes = listNotes(adoption, leftOut).map((note) => `${format.comment} ${note}\n`);
  return { text: markText(`${notes.join("")}\n${text}`, format.comment), count, leftOut };
}
