import { inspect } from "node:util";
import { maskSecrets } from "#access/schema/known-secrets.ts";
import { cleanText } from "#access/schema/shown-text.ts";
import type { LogFields, LogLevel } from "./log-level.ts";

// go-plugin cuts a line of 64 KiB in two and reads neither half as JSON (client.go, logStderr)
const longestField = 8 * 1024;
const longestLine = 56 * 1024;

/** A line in hclog's JSON form, as go-plugin reads it from a plugin's stderr. */
export function formatLine(
  entry: { readonly level: LogLevel; readonly module: string; readonly message: unknown; readonly time: Date },
  fields: LogFields,
): string {
  const message = shorten(toShownText(typeof entry.message === "string" ? entry.message : inspect(entry.message)));
  // go-plugin parses exactly six digits of a second (log_entry.go); with three the whole line becomes its message
  const timestamp = `${entry.time.toISOString().slice(0, -1)}000Z`;
  const head = { "@level": entry.level, "@message": message, "@module": entry.module, "@timestamp": timestamp };
  let line = JSON.stringify(head).slice(0, -1);
  let bytes = Buffer.byteLength(line);
  let left = 0;
  for (const [key, value] of Object.entries(fields)) {
    const json = formatField(value);
    if (json === undefined) continue;
    const part = `,${JSON.stringify(shorten(toShownText(key).replace(/^@/, "_"), 200))}:${json}`;
    bytes += Buffer.byteLength(part);
    if (bytes > longestLine) left++;
    else line += part;
  }
  return left === 0 ? `${line}}\n` : `${line},"fields_left_out":${left}}\n`;
}

/** The JSON of a value; classes that hide their contents in `toJSON` or `util.inspect` stay hidden. */
function formatField(value: unknown): string | undefined {
  try {
    const json: string | undefined = JSON.stringify(value, createReplacer());
    return json === undefined || json.length <= longestField ? json : JSON.stringify(shorten(json));
  } catch (error) {
    // a getter or toJSON of the value failed: log the line without the field
    return JSON.stringify(`[unreadable: ${error instanceof Error ? error.name : "unknown error"}]`);
  }
}

function createReplacer(): (this: unknown, key: string, value: unknown) => unknown {
  const ancestors: unknown[] = [];
  return function (key, value) {
    if (typeof value === "string") return toShownText(value);
    if (typeof value === "bigint" || typeof value === "symbol") return String(value);
    if (typeof value === "function") return `[function ${value.name}]`;
    if (typeof value === "number" && !Number.isFinite(value)) return String(value);
    if (typeof value !== "object" || value === null) return value;
    const original = readProperty(this, key);
    if (original instanceof Uint8Array) return `[${original.length} bytes]`;
    while (ancestors.length > 0 && ancestors.at(-1) !== this) ancestors.pop();
    if (ancestors.includes(value)) return "[circular]";
    const shown = toPlain(value);
    if (typeof shown === "object") ancestors.push(shown);
    return typeof shown === "string" ? toShownText(shown) : shown;
  };
}

/** Terraform prints what it reads here; lines repeat what endpoints say. */
function toShownText(text: string): string {
  return cleanText(maskSecrets(text));
}

function toPlain(value: object): object | string {
  if (readProperty(value, inspect.custom) !== undefined && readProperty(value, "toJSON") === undefined)
    return inspect(value);
  if (value instanceof Error) return { name: value.name, message: value.message, stack: value.stack };
  if (value instanceof Map || value instanceof Set) return [...value];
  return value;
}

function readProperty(holder: unknown, key: string | symbol): unknown {
  return typeof holder === "object" && holder !== null ? Reflect.get(holder, key) : undefined;
}

function shorten(text: string, limit = longestField): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit)}… (${text.length - limit} more characters)`;
}
