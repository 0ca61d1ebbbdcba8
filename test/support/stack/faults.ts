import { errorTable } from "#access/model/errors.ts";
import { isWrite, type Life, type Step, toRoute } from "./life.ts";
import type { Run } from "./stack.ts";
import type { Answer, Exchange, Fate } from "./vendor-double.ts";

/** A way in which the answer to a request is lost. */
export interface Fault {
  readonly name: string;
  strike(act: () => Promise<Answer>): Promise<Fate>;
}

const json = { "content-type": "application/json" };

function fail(status: number, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { ...json, ...headers }, text: JSON.stringify({ error: { message: "a fault" } }) };
}

export const faults: readonly Fault[] = [
  { name: "lost before the vendor acted", strike: async () => "broken" },
  { name: "lost after the vendor acted", strike: async (act) => (await act(), "broken") },
  { name: "500 after the vendor acted", strike: async (act) => (await act(), fail(500)) },
  { name: "429 with Retry-After", strike: async () => fail(429, { "retry-after": "1" }) },
  { name: "503", strike: async () => fail(503) },
  {
    name: "HTML",
    async strike(act) {
      await act();
      return { status: 200, headers: { "content-type": "text/html" }, text: "<!doctype html><p>Please wait.</p>" };
    },
  },
  {
    name: "truncated JSON",
    async strike(act) {
      const { status, headers, text } = await act();
      const whole = text === "" ? '{"status":"success"}' : text;
      const shown = status === 204 ? 200 : status;
      return { status: shown, headers: { ...headers, ...json }, text: whole.slice(0, Math.floor(whole.length / 2)) };
    },
  },
];

/** What the first apply made of it, in the words of the table. */
export function describeOutcome({ errors, warnings }: Run, sent: number): string {
  const [error] = errors;
  if (error !== undefined) {
    const [code] = Object.entries(errorTable).find(([, { summary }]) => summary === error.summary) ?? [error.summary];
    return `stops: \`${code}\``;
  }
  const says = (text: string): boolean => warnings.some(({ summary }) => summary.includes(text));
  if (says("was found") || says("response was lost, and the binding exists")) return "found and kept";
  if (says("key was revoked because")) return "revoked, created again";
  if (says("key was replaced because")) return "ended, refreshed again";
  return sent > 1 ? "retried" : "found and kept";
}

export interface Struck {
  readonly run: Run;
  /** How often the request was sent. */
  readonly sent: number;
}

/** Applies a step. The first request for the route has the fault. */
export async function strikeStep(
  life: Life,
  { after }: Step,
  { route, fault }: { route: string; fault: Fault },
): Promise<Struck> {
  let sent = 0;
  life.double.intercept(async (exchange: Exchange, act) => {
    if (!isWrite(exchange) || toRoute(life.noun.vendor, exchange) !== route) return act();
    sent += 1;
    return sent === 1 ? fault.strike(act) : act();
  });
  const run = await life.stack.apply(after);
  life.double.intercept(undefined);
  return { run, sent };
}

/** Applies without faults until nothing is left to do. @throws if that does not come */
export async function converge(life: Life, configuration: string): Promise<void> {
  let last: Run | undefined;
  for (let time = 0; time < 3; time += 1) {
    last = await life.stack.apply(configuration);
    if (last.errors.length === 0 && Object.keys(last.did).length === 0) return;
  }
  throw new Error(
    `the applies after the fault come to no end: ${JSON.stringify({ did: last?.did, errors: last?.errors })}`,
  );
}
