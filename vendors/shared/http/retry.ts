import type { Answer } from "./content.ts";

const firstDelay = 250;
const longestBackoff = 20_000;
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

export interface RetryCircumstances {
  readonly now: Date;
  readonly random: number;
  /** The longest wait that the vendor may ask for, in milliseconds. @default 20,000 */
  readonly longestWait?: number;
}

/**
 * Milliseconds to wait before attempt `attempt` + 1: what the vendor asks for, otherwise exponential backoff with jitter.
 * Undefined if the vendor asks for more than `longestWait`: do not retry.
 */
export function computeRetryDelay(
  attempt: number,
  answer: Answer | undefined,
  { now, random, longestWait = longestBackoff }: RetryCircumstances,
): number | undefined {
  const requested = readRetryAfter(answer, now);
  if (requested !== undefined) return requested > longestWait ? undefined : requested;
  return Math.min(longestBackoff, firstDelay * 2 ** attempt) * (0.5 + random / 2);
}
