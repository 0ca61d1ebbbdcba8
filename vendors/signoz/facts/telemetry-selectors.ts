/** Query types whose selectors may go on to a key and a value. */
export const scopableQueryTypes = ["builder_query", "builder_ai_query", "builder_sub_query"] as const;

/** Query types that can only be granted whole. */
export const wholeQueryTypes = ["promql", "clickhouse_sql"] as const;

/** The one key that scopes telemetry; its `resource.` spelling is folded to it. */
export const scopingKey = "signoz.workspace.key.id";
export const scopingKeySpellings = [scopingKey, `resource.${scopingKey}`] as const;

const maxLength = 512;

export type CanonicalSelector =
  { readonly kind: "selector"; readonly selector: string } | { readonly kind: "refused"; readonly reason: string };

function refused(reason: string): CanonicalSelector {
  return { kind: "refused", reason };
}

function includes(values: readonly string[], value: string): boolean {
  return values.includes(value);
}

/** The selector as the server stores and returns it: `builder_query` becomes `builder_query/*`. */
export function canonicalTelemetrySelector(text: string): CanonicalSelector {
  if (text === "*") return { kind: "selector", selector: text };
  if (text.length === 0 || text.length > maxLength) return refused(`it must have 1 to ${maxLength} characters`);
  const [queryType = "", key, ...rest] = text.split("/");
  const canScope = includes(scopableQueryTypes, queryType);
  if (!canScope && !includes(wholeQueryTypes, queryType)) {
    const known = [...scopableQueryTypes, ...wholeQueryTypes].join(", ");
    return refused(`"${queryType}" is no query type: use one of ${known}, or *`);
  }
  if (key === undefined || (key === "*" && rest.length === 0)) return { kind: "selector", selector: `${queryType}/*` };
  if (!canScope) return refused(`${queryType} can only be granted whole, as ${queryType}/*`);
  if (!includes(scopingKeySpellings, key))
    return refused(`"${key}" is no key that scopes telemetry: use ${scopingKey}`);
  // The value is all that follows: it may hold slashes.
  const value = rest.join("/");
  if (value === "" || value.startsWith("$")) return refused(`after ${key} comes a value that is not empty, or *`);
  return { kind: "selector", selector: `${queryType}/${scopingKey}/${value}` };
}

/** The selectors that satisfy a check on a canonical one, the narrowest first: itself, its key, its query type, `*`. */
export function telemetryLadder(canonical: string): readonly string[] {
  if (canonical === "*") return ["*"];
  const [queryType = "", key = "*"] = canonical.split("/");
  return [...new Set([canonical, `${queryType}/${key}${key === "*" ? "" : "/*"}`, `${queryType}/*`, "*"])];
}
