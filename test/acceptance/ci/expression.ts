import { runInNewContext } from "node:vm";

/** What a workflow's expressions can name, such as `github`. */
export type Contexts = Readonly<Record<string, unknown>>;

function getAt(contexts: Contexts, path: readonly string[]): unknown {
  let at: unknown = contexts;
  for (const name of path) at = typeof at === "object" && at !== null ? Reflect.get(at, name) : undefined;
  return at ?? "";
}

const token = /'(?:[^']|'')*'|\b[a-z_][\w-]*(?:\.[\w-]+)*(?![\w(-])/gi;

/** What GitHub makes of the inside of `${{ }}`, as far as these files use it. */
export function evaluate(text: string, contexts: Contexts): unknown {
  const code = text.replaceAll(token, (part) => {
    if (part.startsWith("'")) return JSON.stringify(part.slice(1, -1).replaceAll("''", "'"));
    if (/^(?:true|false|null)$/.test(part)) return part;
    return `get(${JSON.stringify(part.split("."))})`;
  });
  const isFailed = contexts["isFailed"] === true;
  return runInNewContext(code, {
    get: (path: readonly string[]) => getAt(contexts, path),
    always: () => true,
    cancelled: () => false,
    success: () => !isFailed,
    failure: () => isFailed,
  });
}

export function fill(text: string, contexts: Contexts): string {
  return text.replaceAll(/\$\{\{(.*?)\}\}/g, (_, inner: string) => String(evaluate(inner, contexts)));
}

/** Whether a step with this `if` runs. */
export function isRun(condition: string | undefined, contexts: Contexts): boolean {
  const inner = condition?.replace(/^\$\{\{(.*)\}\}$/s, "$1") ?? "success()";
  const asks = /\b(?:always|cancelled|success|failure)\(\)/.test(inner);
  return Boolean(evaluate(asks ? inner : `success() && (${inner})`, contexts));
}
