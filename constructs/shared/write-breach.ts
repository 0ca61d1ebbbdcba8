import type { Breach, VoidWaiver } from "#review/built/judge-rules.ts";
import { quoteLine } from "#access/schema/shown-text.ts";
import type { CodeBlock } from "../delivery/code-file.ts";
import type { PlacedRule } from "./access-policy.ts";

/** A sentence, in which names come from outside. */
const tell = (text: string): string => quoteLine(text, 1_000);

/** Where the code of an address is: construct path, file and line. */
export function writePlace({ address, path, file, line }: CodeBlock): string {
  const code = file === undefined ? "" : `, ${tell(file)}${line === undefined ? "" : `:${line}`}`;
  return `${tell(path)}${code} (${tell(address)})`;
}

function toVariable(address: string): string {
  const [type = ""] = address.replace(/^data\./, "").split(".");
  return type.replace(/^[^_]*_/, "").replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function writeAcceptance({ code, waiver, address }: Breach): string | undefined {
  if (waiver === null || address === null) return undefined;
  const subject = waiver.subject === null ? "" : `, subject: ${JSON.stringify(waiver.subject)}`;
  return `Review.of(${toVariable(address)}).accept("${code}", { reason: "…", until: "${waiver.until}"${subject} });`;
}

const faults: Readonly<Record<VoidWaiver["fault"], string>> = {
  expired: "is over",
  tooFar: "is more than a year ahead",
  withoutReason: "has no reason of 10 characters",
  notApproved: "is not approved",
  unmatched: "means nothing",
};

function writeRefused({ until, by, fault }: VoidWaiver): string {
  return `The acceptance at ${tell(by)} does not count: its end, ${String(until)}, ${faults[fault]}.`;
}

/** A finding that breaks a policy, in the words of the review: where it is, what to do, and what accepts it. */
export function writeBreach(
  breach: Breach,
  { name, at }: PlacedRule,
  locate: (address: string) => CodeBlock | undefined,
): string {
  const [place] = breach.addresses.flatMap((address) => locate(address) ?? []);
  const acceptance = writeAcceptance(breach);
  const lines = [
    ...(place === undefined ? [] : [`at ${writePlace(place)}`]),
    `Fix: ${tell(breach.fix)}`,
    ...(breach.refused === null ? [] : [writeRefused(breach.refused)]),
    ...(acceptance === undefined ? [] : [`To accept it: ${acceptance}`]),
    `Found by ${name}${at.node.path === "" ? ", which the app has" : ` at ${tell(at.node.path)}`}.`,
  ];
  return [`${breach.code} ${breach.name}: ${tell(breach.message)}`, ...lines.map((line) => `    ${line}`)].join("\n");
}
