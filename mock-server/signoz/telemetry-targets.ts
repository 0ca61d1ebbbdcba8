import { z } from "zod";
import { invalidInput } from "./errors.ts";
import type { Target } from "./permission-targets.ts";
import { readTelemetrySelector, selectorsAbove } from "./telemetry-selectors.ts";

/** What telemetry a query can be of, by permission. */
export const signals = ["logs", "traces", "metrics", "meter-metrics", "audit-logs"] as const;
export type Signal = (typeof signals)[number];

const text = z.string().catch("");
const query = z.object({
  type: text,
  spec: z
    .object({ signal: text, source: text, filter: z.object({ expression: text }).catch({ expression: "" }) })
    .catch({ signal: "", source: "", filter: { expression: "" } }),
});
const sent = z.object({ compositeQuery: z.object({ queries: z.array(query) }) });
type Query = z.output<typeof query>;

interface Read {
  readonly signal: Signal;
  readonly selector: string;
}

const keyIs = /^\(?\s*(?:resource\.)?signoz\.workspace\.key\.id\s*=\s*(["'])([^"'$][^"']*)\1\s*\)?$/;

/** The key's value that a filter leaves; `undefined` where it may leave others. */
function boundKey(expression: string): string | undefined {
  if (/\b(?:or|not)\b/i.test(expression)) return undefined;
  return expression
    .split(/\sand\s/i)
    .map((part) => keyIs.exec(part.trim())?.[2])
    .find((value) => value !== undefined);
}

function signalOf({ signal, source }: Query["spec"]): readonly Signal[] {
  if (source === "meter") return ["meter-metrics"];
  if (source === "audit") return ["audit-logs"];
  return signals.filter((known) => known === signal);
}

function listReads({ type, spec }: Query): readonly Read[] {
  const of = (among: readonly Signal[], selector: string): readonly Read[] =>
    among.map((signal) => ({ signal, selector }));
  switch (type) {
    case "builder_query":
    case "builder_sub_query": {
      const key = boundKey(spec.filter.expression);
      return of(signalOf(spec), key === undefined ? `${type}/*` : `${type}/signoz.workspace.key.id/${key}`);
    }
    case "builder_ai_query":
      return of(["traces"], `${type}/*`);
    case "promql":
      return of(["metrics"], `${type}/*`);
    case "clickhouse_sql":
      return of(["logs", "traces", "metrics", "meter-metrics"], `${type}/*`);
    default:
      // Formulas, joins and trace operators read what the others read.
      return [];
  }
}

function readQueries(body: string): readonly Read[] {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return [];
  }
  const read = sent.safeParse(value);
  return read.success ? read.data.compositeQuery.queries.flatMap(listReads) : [];
}

/** What the queries of the body read of one signal. Throws 400 where they read nothing at all. */
export function telemetryInBody(signal: Signal): Target {
  return {
    list(_instance, { body }) {
      const reads = readQueries(body);
      if (reads.length === 0) throw invalidInput("invalid_input", "the request names nothing to read");
      return [...new Set(reads.filter((read) => read.signal === signal).map(({ selector }) => selector))];
    },
    resolve(_instance, selector) {
      const read = readTelemetrySelector(selector);
      if (read === undefined) throw invalidInput("invalid_selector", `"${selector}" is not a selector`);
      return { selectors: selectorsAbove(read), named: selector };
    },
  };
}
