/** Query types whose selectors can have a key and a value. */
export const scopableQueryTypes = ["builder_query", "builder_ai_query", "builder_sub_query"] as const;

/** Query types whose selectors cannot have a key. */
export const wholeQueryTypes = ["promql", "clickhouse_sql"] as const;

/** The only key that scopes telemetry. SigNoz stores its `resource.` spelling without the prefix. */
export const scopingKey = "signoz.workspace.key.id";
export const scopingKeySpellings = [scopingKey, `resource.${scopingKey}`] as const;

/** In characters. */
export const maxSelectorLength = 512;
