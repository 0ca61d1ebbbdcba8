import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import type * as z from "zod";
import { createSampleAnswer } from "./shared/testing/sample-answer.ts";

interface Reader {
  readonly name: string;
  readonly schema: z.ZodType;
}

function isSchema(value: unknown): value is z.ZodType {
  return typeof value === "object" && value !== null && "_zod" in value;
}

// Bodies that the mock server reads: nothing of them reaches state.
const isSent = (name: string): boolean => /(?:Body|Creation|Update|Refresh|Addition|Query|Login)$|^sent/.test(name);

async function listReaders(vendor: string): Promise<readonly Reader[]> {
  const folder = join(import.meta.dirname, vendor, "wire");
  const files = readdirSync(folder).filter((file) => /^[\w-]+\.ts$/.test(file));
  const modules = await Promise.all(
    files.map(async (file) => ({ file, exported: (await import(join(folder, file))) as object })),
  );
  return modules.flatMap(({ file, exported }) =>
    Object.entries(exported).flatMap(([name, schema]: [string, unknown]) =>
      isSchema(schema) && schema._zod.def.type === "object" && !isSent(name)
        ? [{ name: `${basename(file, ".ts")}.${name}`, schema }]
        : [],
    ),
  );
}

const long = "9".repeat(8 * 1024 * 1024);

/** Values that must not reach state, by the name of the member that holds them. */
const kinds = [
  {
    kind: "id",
    member: /^id$|_id$|Id$/,
    bad: ["", ".", "..", "../7", "7\n8", "7\r\nx: y", "7?all", "7#", "a b", long],
  },
  { kind: "secret", member: /^(?:key|apiKey|api_key|secret)$/, bad: ["", " ", "a\nb", "a\r\nx: y", "a\0b", long] },
  { kind: "instant", member: /(?:At|_at)$/, bad: ["", "soon", "1e18", 1e18, -1e18, 1.5, true, long] },
];

type Path = readonly (string | number)[];

function listMembers(value: unknown, member: RegExp, at: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) {
    const name = at.findLast((part) => typeof part === "string") ?? "";
    return typeof value !== "boolean" && member.test(name) ? [at] : [];
  }
  return Object.entries(value).flatMap(([name, inner]) =>
    listMembers(inner, member, [...at, Array.isArray(value) ? Number(name) : name]),
  );
}

function replaceMember(value: unknown, [name, ...rest]: Path, bad: unknown): unknown {
  if (name === undefined) return bad;
  if (Array.isArray(value)) return value.map((item, index) => (index === name ? replaceMember(item, rest, bad) : item));
  const members = value as { readonly [name: string]: unknown };
  return { ...members, [name]: replaceMember(members[name], rest, bad) };
}

const vendors = await Promise.all(
  readdirSync(import.meta.dirname, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "shared")
    .map(async ({ name }) => ({ vendor: name, readers: await listReaders(name) })),
);

describe.each(vendors)("what $vendor answers", ({ readers }) => {
  it.each(readers)("$name: its sample is accepted", ({ schema }) => {
    expect(schema.safeParse(createSampleAnswer(schema)).error).toBeUndefined();
  });

  describe.each(kinds)("with a bad $kind", ({ member, bad }) => {
    const cases = readers.flatMap(({ name, schema }) => {
      const sample = createSampleAnswer(schema);
      return listMembers(sample, member).map((path) => ({ name: `${name}.${path.join(".")}`, schema, sample, path }));
    });

    it("is about members that there are", () => {
      expect(cases.length).toBeGreaterThan(0);
    });

    it.each(cases)("is refused: $name", ({ schema, sample, path }) => {
      const accepted = bad.filter((value) => schema.safeParse(replaceMember(sample, path, value)).success);
      expect(accepted.map((value) => String(value).slice(0, 20))).toEqual([]);
    });
  });
});
