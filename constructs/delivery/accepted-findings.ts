import { listAcceptances, type StoredAcceptance } from "../shared/acceptances.ts";
import type { TerraformStack } from "../shared/cdktf.ts";
import { isAtOrBelow, type PlacedBlock } from "../shared/code-blocks.ts";
import { createConstructError } from "../shared/construct-error.ts";

/** What is accepted in a stack, for the review. */
export interface AcceptedFinding {
  readonly code: string;
  readonly subject?: string;
  readonly reason: string;
  readonly until: string;
  /** Of the construct at which it is accepted. */
  readonly path: string;
  /** Of the blocks at and below it, but for those that a nearer construct speaks for. */
  readonly addresses: readonly string[];
}

function nameSubject({ subject }: StoredAcceptance): string | undefined {
  if (subject === undefined || typeof subject === "string") return subject;
  return `${subject.terraformResourceType}.${subject.friendlyUniqueId}`;
}

/** @throws AccessError for what is over: whoever synthesizes looks again */
function checkEnd({ at, code, until }: StoredAcceptance, now: Date): void {
  const end = Date.parse(until) + (until.includes("T") ? 0 : 24 * 60 * 60 * 1_000);
  if (end > now.getTime()) return;
  throw createConstructError(at, {
    code: "invalid_value",
    message: `${code} is accepted until ${until}, which is over.`,
    advice: "Look at the finding again: mend it, or set another `until` within a year.",
  });
}

/** The acceptances that count for a stack, the nearest construct first. */
function listNearestFirst(stack: TerraformStack): readonly StoredAcceptance[] {
  const constructs = new Set([...stack.node.scopes, ...stack.node.findAll()]);
  const accepting = [...constructs].filter((one) => listAcceptances(one).length > 0);
  return accepting.toSorted((a, b) => b.node.scopes.length - a.node.scopes.length).flatMap(listAcceptances);
}

/** @throws AccessError for what is accepted in a stack, and is over */
export function checkAcceptances(stack: TerraformStack, now: Date): void {
  for (const acceptance of listNearestFirst(stack)) checkEnd(acceptance, now);
}

/** What is accepted in a stack, the nearest construct first. */
export function listAcceptedFindings(
  stack: TerraformStack,
  listBlocks: () => readonly PlacedBlock[],
): readonly AcceptedFinding[] {
  const acceptances = listNearestFirst(stack);
  if (acceptances.length === 0) return [];
  const blocks = listBlocks();
  const taken = new Set<string>();
  return acceptances.flatMap((acceptance): readonly AcceptedFinding[] => {
    const { at, code, reason, until } = acceptance;
    const subject = nameSubject(acceptance);
    const keyOf = (address: string): string => JSON.stringify([code, subject, address]);
    const below = blocks.filter(({ path }) => isAtOrBelow(path, at)).map(({ address }) => address);
    const addresses = below.filter((address) => !taken.has(keyOf(address)));
    for (const address of addresses) taken.add(keyOf(address));
    // Nearer constructs speak for all of it.
    if (below.length > 0 && addresses.length === 0) return [];
    const found = { code, reason, until, path: at.node.path, addresses };
    return [subject === undefined ? found : { ...found, subject }];
  });
}
