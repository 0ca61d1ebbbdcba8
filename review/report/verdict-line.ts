import { listOpenProofs } from "./proof-sentence.ts";
import type { ReviewReport, ToldChange, ToldCredential } from "./review-report.ts";

function count(amount: number, word: string): string {
  return amount === 1 ? `1 ${word}` : `${amount} ${word}s`;
}

function countRights(changes: readonly ToldChange[], part: "gains" | "losses"): string | undefined {
  const touched = changes.filter((one) => one[part].length > 0);
  if (touched.length === 0) return undefined;
  const rights = touched.flatMap((one) => one[part].flatMap((group) => group.rights));
  const verb = part === "gains" ? (touched.length === 1 ? "gains" : "gain") : touched.length === 1 ? "loses" : "lose";
  const isSure = touched.every((one) => one[part].every(({ isCertain }) => isCertain));
  return `${count(touched.length, "subject")} ${verb} ${isSure ? "" : "at most "}${count(rights.length, "right")}`;
}

const shownKinds: readonly (readonly [ToldCredential["kind"], string])[] = [
  ["keyMade", "new key"],
  ["keyRevived", "key that works again"],
  ["keyLengthened", "key that works longer"],
  ["keyEternal", "key that now never ends"],
  ["importedKey", "key taken over"],
  ["otherAudience", "key for other readers"],
  ["longerOverlap", "key with a longer overlap"],
  ["activationToken", "invitation"],
  ["keyReplaced", "replaced key"],
  ["rotated", "rotation"],
  ["accountReplaced", "replaced account"],
];

function countCredentials(credentials: readonly ToldCredential[]): readonly string[] {
  return shownKinds.flatMap(([kind, word]) => {
    const found = credentials.filter((one) => one.kind === kind).length;
    return found === 0 ? [] : [count(found, word)];
  });
}

const words = {
  broadens: "Broadens access",
  narrows: "Narrows access",
  both: "Broadens and narrows access",
  neither: "Changes nobody's access",
} as const;

/** The whole report in one line. Nothing that was out of sight is called unchanged. */
export function writeVerdict({ verdict, complete, changes, credentials, blind, proofs }: ReviewReport): string {
  const open = listOpenProofs({ proofs }).length;
  const parts = [
    countRights(changes, "gains"),
    countRights(changes, "losses"),
    ...countCredentials(credentials),
    open === 0 ? undefined : `${open} of ${count(proofs.length, "claim")} not proved`,
    complete ? undefined : `incomplete: ${count(blind.length, "part")} not looked at`,
  ].filter((part) => part !== undefined);
  const said = complete || verdict !== "neither" ? words[verdict] : "Changes nobody's access, as far as could be seen";
  return parts.length === 0 ? said : `${said}: ${parts.join(" · ")}`;
}

const kinds: Readonly<Record<ToldCredential["kind"], string>> = {
  keyMade: "is new",
  keyRevived: "works again",
  keyLengthened: "works longer",
  keyEternal: "never ends any more",
  otherAudience: "can be opened by others",
  longerOverlap: "keeps old secrets longer",
  activationToken: "lets whoever has it become the member",
  importedKey: "is taken over: a later rotation makes a secret of it",
  accountWithoutKey: "has rights, and no key yet",
  memberInvited: "is invited",
  mappedAboveDefault: "is mapped to more than everybody else",
  anyRoleMapped: "comes to whatever role the identity provider says",
  keyReplaced: "is replaced: this is another key, and the old one ends",
  accountReplaced: "is replaced: this is another account, and the old one ends",
  rotated: "gets another secret, for the same account and as long as before",
};

/** What becomes of a credential, after its name. */
export function writeCredentialKind({ kind, isCertain }: Pick<ToldCredential, "kind" | "isCertain">): string {
  return isCertain ? kinds[kind] : `${kinds[kind]}, at most`;
}
