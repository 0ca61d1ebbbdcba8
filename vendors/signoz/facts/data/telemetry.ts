/** Query types whose selectors may go on to a key and a value. */
export const scopableQueryTypes = ["builder_query", "builder_ai_query", "builder_sub_query"] as const;

/** Query types that can only be granted whole. */
export const wholeQueryTypes = ["promql", "clickhouse_sql"] as const;

/** The one key that scopes telemetry; its `resource.` spelling is folded to it. */
export const scopingKey = "signoz.workspace.key.id";
export const scopingKeySpellings = [scopingKey, `resource.${scopingKey}`] as const;

/** In characters. */
export const maxSelectorLength = 512;
