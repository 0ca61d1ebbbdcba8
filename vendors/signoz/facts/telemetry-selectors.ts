import {
  maxSelectorLength,
  scopableQueryTypes,
  scopingKey,
  scopingKeySpellings,
  wholeQueryTypes,
} from "./data/telemetry.ts";

export type CanonicalSelector =
  { readonly kind: "selector"; readonly selector: string } | { readonly kind: "refused"; readonly reason: string };

function refuse(reason: string): CanonicalSelector {
  return { kind: "refused", reason };
}

function includes(values: readonly string[], value: string): boolean {
  return values.includes(value);
}

/** The selector as the server stores and returns it: `builder_query` becomes `builder_query/*`. */
export function canonicalizeTelemetrySelector(text: string): CanonicalSelector {
  if (text === "*") return { kind: "selector", selector: text };
  if (text.length === 0 || text.length > maxSelectorLength)
    return refuse(`it must have 1 to ${maxSelectorLength} characters`);
  const [queryType = "", key, ...rest] = text.split("/");
  const canScope = includes(scopableQueryTypes, queryType);
  if (!canScope && !includes(wholeQueryTypes, queryType)) {
    const known = [...scopableQueryTypes, ...wholeQueryTypes].join(", ");
    return refuse(`unknown query type "${queryType}": use one of ${known}, or *`);
  }
  if (key === undefined || (key === "*" && rest.length === 0)) return { kind: "selector", selector: `${queryType}/*` };
  if (!canScope) return refuse(`${queryType} can only be granted whole, as ${queryType}/*`);
  if (!includes(scopingKeySpellings, key))
    return refuse(`"${key}" does not scope telemetry: use the key ${scopingKey}`);
  // The value may contain slashes.
  const value = rest.join("/");
  if (value === "" || value.startsWith("$"))
    return refuse(`${key} must be followed by a value that is not empty, or by *`);
  return { kind: "selector", selector: `${queryType}/${scopingKey}/${value}` };
}

/** The selectors that cover a canonical one, narrowest first: itself, its key, its query type, `*`. */
export function listCoveringSelectors(canonical: string): readonly string[] {
  if (canonical === "*") return ["*"];
  const [queryType = "", key = "*"] = canonical.split("/");
  return [...new Set([canonical, `${queryType}/${key}${key === "*" ? "" : "/*"}`, `${queryType}/*`, "*"])];
}
