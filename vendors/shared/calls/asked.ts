/**
 * What an answer must say to be about what was asked: any part of it. A list has one part for each of its items. Members
 * that the answer leaves out are not compared.
 */
export type Asked<Answer> = Answer extends readonly (infer Item)[]
  ? { readonly each?: Asked<Item> | undefined }
  : Answer extends object
    ? { readonly [Name in keyof Answer]?: Asked<NonNullable<Answer[Name]>> | undefined }
    : Answer;

export interface Difference {
  /** Such as `user.id`. */
  readonly member: string;
  readonly wanted: string;
  readonly received: string;
}

/** Whether two texts name the same thing. */
export type IsSame = (wanted: string, received: string) => boolean;

/** Vendors trim names, store ids in lower case, and keep either form of Unicode. */
export const isSameText: IsSame = (wanted, received) =>
  wanted.normalize("NFC").trim().toLowerCase() === received.normalize("NFC").trim().toLowerCase();

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === "object" && value !== null;
}

function toText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

interface Pair {
  readonly asked: unknown;
  readonly answer: unknown;
}

type Part = Pair & { readonly name: string };

function listParts(asked: { readonly [name: string]: unknown }, answer: unknown): readonly Part[] {
  if (Array.isArray(answer)) {
    return answer.map((item, index) => ({ name: String(index), asked: asked["each"], answer: item }));
  }
  const members = isObject(answer) ? answer : {};
  return Object.entries(asked).map(([name, part]) => ({ name, asked: part, answer: members[name] }));
}

/** The first member of the answer that is about something else. */
export function findDifference({ asked, answer }: Pair, isSame: IsSame, at = ""): Difference | undefined {
  if (asked === undefined || answer === undefined) return undefined;
  if (!isObject(asked)) {
    const wanted = toText(asked);
    const received = toText(answer);
    return isSame(wanted, received) ? undefined : { member: at, wanted, received };
  }
  for (const { name, ...part } of listParts(asked, answer)) {
    const difference = findDifference(part, isSame, at === "" ? name : `${at}.${name}`);
    if (difference !== undefined) return difference;
  }
  return undefined;
}
