import type { Answer } from "./content.ts";

const firstDelay = 250;
const longestDelay = 20_000;
const passing: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** Whether the same request may succeed a moment later. 451 and 501 never do. */
export function mayPass(status: number): boolean {
  return passing.has(status);
}

function retryAfter(answer: Answer | undefined, now: Date): number | undefined {
  const text = answer?.headers["retry-after"];
  if (text === undefined) return undefined;
  const seconds = Number(text);
  const milliseconds = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(text) - now.getTime();
  return Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : undefined;
}

/**
 * Milliseconds to wait before attempt `attempt` + 1: what the vendor asked for, else doubling with full jitter.
 * Undefined where the vendor asks for longer than anybody would wait.
 */
export function delayBefore(
  attempt: number,
  answer: Answer | undefined,
  chance: { readonly now: Date; readonly random: number },
): number | undefined {
  const asked = retryAfter(answer, chance.now);
  if (asked !== undefined) return asked > longestDelay ? undefined : asked;
  return Math.min(longestDelay, firstDelay * 2 ** attempt) * (0.5 + chance.random / 2);
}
