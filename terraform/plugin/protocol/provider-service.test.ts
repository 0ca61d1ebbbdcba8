import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { EnumType, Field, MessageType } from "./descriptor.ts";
import { protocolName } from "./message-table.ts";
import { ProviderService } from "./provider-service.ts";
import { fieldsOf, reachableFrom } from "./reachable.ts";
import type { Method } from "./service.ts";
import { methodPath } from "./service.ts";

const notes = fileURLToPath(new URL("../../../../shared/protocol/tfprovider.md", import.meta.url));
const hasNotes = existsSync(notes);
if (!hasNotes) console.info(`skipped: ${notes} is not here, so the descriptor is not held against it`);

type Described = Record<string, readonly string[]>;

const sorted = (lines: readonly string[]) => [...lines].sort();

function fieldLine(type: MessageType, { key, field, oneof }: { key: string; field: Field; oneof: string | undefined }) {
  const target = typeof field.type === "function" ? field.type() : field.type;
  const name = typeof target === "string" ? target : target.name;
  const spelled = type.name === "StopProvider.Response" && key === "error" ? "Error" : protocolName(key);
  const shown = { one: name, optional: `${name}?`, repeated: `${name}[]`, map: `map<string,${name}>` }[field.label];
  return `${field.number} ${spelled}: ${shown}${oneof === undefined ? "" : ` oneof ${oneof}`}`;
}

function fromDescriptor(): { messages: Described; enums: Described; methods: readonly string[] } {
  const { messages, enums } = reachableFrom(ProviderService);
  const stream = (kind: Method["kind"], side: "request" | "response", name: string) =>
    kind === (side === "request" ? "client-stream" : "server-stream") ? `stream ${name}` : name;
  return {
    messages: Object.fromEntries(
      [...messages.values()]
        .filter(({ name }) => !name.startsWith("google."))
        .map((type) => [type.name, sorted(fieldsOf(type).map((field) => fieldLine(type, field)))]),
    ),
    enums: Object.fromEntries(
      [...enums.values()].map((type: EnumType) => [
        type.name,
        sorted(Object.entries(type.values).map(([name, number]) => `${number} ${name}`)),
      ]),
    ),
    methods: sorted(
      Object.entries(ProviderService.methods).map(
        ([name, { kind, request, response }]) =>
          `${methodPath(ProviderService, name)} ${stream(kind, "request", request.name)} ${stream(kind, "response", response.name)} ${kind}`,
      ),
    ),
  };
}

function fromNotes(text: string): ReturnType<typeof fromDescriptor> {
  const bullets = [...text.matchAll(/^- \*\*(enum )?([\w.]+)\*\* \([\d./]+\): (.*)$/gm)].map(
    ([, isEnum, name = "", body = ""]) => ({
      isEnum: isEnum !== undefined,
      name,
      body,
    }),
  );
  const known = new Set(bullets.map(({ name }) => name));
  const resolve = (owner: string, type: string): string => {
    const scopes = owner.split(".").map((_, at, parts) => parts.slice(0, parts.length - at).join("."));
    return scopes.map((scope) => `${scope}.${type}`).find((name) => known.has(name)) ?? type;
  };
  const field = (owner: string, line: RegExpMatchArray): string => {
    const [, number, name, type = "", oneof] = line;
    const resolved = type.replace(/[A-Za-z][\w.]*(?=[?>[]|$)/, (found) => resolve(owner, found));
    return `${number} ${name}: ${resolved}${oneof === undefined ? "" : ` oneof ${oneof}`}`;
  };
  const messages = bullets
    .filter(({ isEnum }) => !isEnum)
    .map(({ name, body }) => {
      const lines = [...body.matchAll(/`(\d+) (\w+): ([^`]+)`(?:\{oneof (\w+)\})?/g)];
      return [name, sorted(lines.map((line) => field(name, line)))] as const;
    });
  const enums = bullets
    .filter(({ isEnum }) => isEnum)
    .map(({ name, body }) => [name, sorted(body.split(", "))] as const);
  const rows = [...text.matchAll(/^\| (\w+) \| ([\w. ]+) \| ([\w. ]+) \| (unary|server-stream|client-stream) \|/gm)];
  return {
    messages: Object.fromEntries(messages),
    enums: Object.fromEntries(enums),
    methods: sorted(
      rows.map(([, name, request, response, kind]) => `/tfplugin6.Provider/${name} ${request} ${response} ${kind}`),
    ),
  };
}

test.skipIf(!hasNotes)("the descriptor has what the notes list, no more and no less", () => {
  const want = fromNotes(readFileSync(notes, "utf8"));
  expect(want.methods.length).toBeGreaterThan(30);
  expect(Object.keys(want.messages).length).toBeGreaterThan(90);
  expect(fromDescriptor()).toEqual(want);
});

test("no message has two fields with one number", () => {
  for (const type of reachableFrom(ProviderService).messages.values()) {
    const numbers = fieldsOf(type).map(({ field }) => field.number);
    expect(new Set(numbers).size, type.name).toBe(numbers.length);
  }
});
