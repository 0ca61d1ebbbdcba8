import type { Answer } from "./content.ts";

const firstDelay = 250;
const longestDelay = 20_000;
const transientStatuses: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** Whether the same request may succeed a moment later. 451 and 501 never do. */
export function isTransientStatus(status: number): boolean {
  return transientStatuses.has(status);
}

function readRetryAfter(answer: Answer | undefined, now: Date): number | undefined {
  const text = answer?.headers["retry-after"];
  if (text === undefined) return undefined;
  const seconds = Number(text);
  const milliseconds = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(text) - now.getTime();
  return Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : undefined;
}

/**
 * Milliseconds to wait before attempt `attempt` + 1: what the vendor asks for, otherwise exponential backoff with jitter.
 * Undefined if the vendor asks for more than 20 seconds: do not retry.
 */
export function computeRetryDelay(
  attempt: number,
  answer: Answer | undefined,
  chance: { readonly now: Date; readonly random: number },
): number | undefined {
  const requested = readRetryAfter(answer, chance.now);
  if (requested !== undefined) return requested > longestDelay ? undefined : requested;
  return Math.min(longestDelay, firstDelay * 2 ** attempt) * (0.5 + chance.random / 2);
}
