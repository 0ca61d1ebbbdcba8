// The grammar: https://signoz.io/docs/manage/administrator-guide/iam/reference/telemetry/
const key = "signoz.workspace.key.id";
const whole = /^(promql|clickhouse_sql|builder_query|builder_ai_query|builder_sub_query)(?:\/\*)?$/;
const scoped =
  /^(builder_query|builder_ai_query|builder_sub_query)\/(?:resource\.)?signoz\.workspace\.key\.id\/([^$][\s\S]*)$/;
const longest = 512;

export const telemetrySelectorForm = `*, a query type, or a builder's query type with the key ${key} and a value`;

/** The selector as the server stores and returns it; `undefined` where it is outside the grammar. */
export function readTelemetrySelector(text: string): string | undefined {
  if (text === "*") return text;
  if (text.length > longest) return undefined;
  const [, wholeType] = whole.exec(text) ?? [];
  if (wholeType !== undefined) return `${wholeType}/*`;
  const [, type, value] = scoped.exec(text) ?? [];
  return type === undefined ? undefined : `${type}/${key}/${value}`;
}

/** The selectors that satisfy a check on one that `readTelemetrySelector` returned, the narrowest first. */
export function selectorsAbove(selector: string): readonly string[] {
  if (selector === "*") return ["*"];
  const [, type = selector.replace(/\/\*$/, ""), value] = scoped.exec(selector) ?? [];
  const ofType = [`${type}/*`, "*"];
  if (value === undefined) return ofType;
  const ofKey = [`${type}/${key}/*`, ...ofType];
  return value === "*" ? ofKey : [selector, ...ofKey];
}
