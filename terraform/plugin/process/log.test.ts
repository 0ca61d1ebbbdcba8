import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { Secret } from "#access/schema/secret.ts";
import type { Log, LogFields, LogLevel } from "./log.ts";
import { createLog, readLogLevel, silent } from "./log.ts";

const now = () => new Date("2026-03-04T05:06:07.089Z");

function createTestLog(lines: string[], level: LogLevel | "off" = "trace"): Log {
  return createLog({ level, module: "provider", write: (line) => lines.push(line), now });
}

function writeEntry(message: unknown, fields?: LogFields): Record<string, unknown> {
  const lines: string[] = [];
  const log: { info(message: unknown, fields?: LogFields): void } = createTestLog(lines);
  log.info(message, fields);
  expect(lines).toHaveLength(1);
  expect(Buffer.byteLength(lines.join(""))).toBeLessThan(64 * 1024);
  expect(lines[0]).toMatch(/^\{.*\}\n$/);
  return JSON.parse(lines.join("")) as Record<string, unknown>;
}

test("a line is hclog's JSON, with six digits of a second", () => {
  expect(writeEntry("hello", { count: 3 })).toEqual({
    "@level": "info",
    "@message": "hello",
    "@module": "provider",
    "@timestamp": "2026-03-04T05:06:07.089000Z",
    count: 3,
  });
});

test("a log adds its fields to every line, but the line's own fields win", () => {
  const lines: string[] = [];
  createTestLog(lines).with({ a: 1, b: 1 }).with({ c: 1 }).warn("x", { b: 2 });
  expect(JSON.parse(lines.join(""))).toMatchObject({ "@level": "warn", a: 1, b: 2, c: 1 });
});

describe("values that would break a line", () => {
  class Masked {
    readonly text = "hunter2";
    [inspect.custom]() {
      return "[masked]";
    }
  }
  const ring: Record<string, unknown> = { name: "ring" };
  ring["self"] = ring;
  const broken = Object.defineProperty({}, "x", {
    enumerable: true,
    get: () => {
      throw new Error("hunter2");
    },
  });
  const shared = { a: 1 };

  test.each([
    { name: "a secret", value: new Secret("hunter2"), want: "[secret]" },
    { name: "a secret within", value: { list: [new Secret("hunter2")] }, want: { list: ["[secret]"] } },
    { name: "a class that masks itself in inspect alone", value: { inner: new Masked() }, want: { inner: "[masked]" } },
    { name: "a bigint", value: 2n ** 70n, want: "1180591620717411303424" },
    { name: "a number that JSON lacks", value: Number.NaN, want: "NaN" },
    { name: "a symbol", value: Symbol("x"), want: "Symbol(x)" },
    { name: "a function", value: now, want: "[function now]" },
    { name: "bytes", value: { data: Buffer.from("hunter2") }, want: { data: "[7 bytes]" } },
    { name: "a circle", value: ring, want: { name: "ring", self: "[circular]" } },
    { name: "an object that comes twice", value: [shared, shared], want: [{ a: 1 }, { a: 1 }] },
    { name: "a map with keys that are no text", value: new Map([[1, new Secret("hunter2")]]), want: [[1, "[secret]"]] },
    { name: "a set", value: new Set(["a"]), want: ["a"] },
    { name: "a getter that throws", value: broken, want: "[unreadable: Error]" },
    { name: "undefined", value: undefined, want: undefined },
  ])("$name is written safely", ({ value, want }) => {
    const line = writeEntry("x", { value });
    expect(line["value"]).toEqual(want);
    expect(JSON.stringify(line)).not.toContain("hunter2");
  });

  test("an error shows its message and its stack", () => {
    expect(writeEntry("x", { error: new TypeError("no") })["error"]).toMatchObject({
      name: "TypeError",
      message: "no",
      stack: expect.stringContaining("log.test"),
    });
  });

  test("a message that is not a text is converted to one", () => {
    expect(writeEntry({ a: new Secret("hunter2") })["@message"]).toBe("{ a: [secret] }");
  });

  test("a field cannot replace the fields that hclog reads", () => {
    expect(writeEntry("x", { "@message": { a: 1 }, "@level": 5 })).toMatchObject({
      "@message": "x",
      "@level": "info",
      _message: { a: 1 },
      _level: 5,
    });
  });

  test.each([
    { name: "a long message", message: "é\u0000".repeat(50_000), fields: {} },
    { name: "a long field", message: "x", fields: { text: "é\u0000".repeat(50_000) } },
    {
      name: "many fields",
      message: "x",
      fields: Object.fromEntries([...Array(500).keys()].map((n) => [`f${n}`, "é".repeat(400)])),
    },
    { name: "a long name", message: "x", fields: { ["n".repeat(100_000)]: 1 } },
  ])("$name is cut to what go-plugin reads as one line", ({ message, fields }) => {
    expect(typeof writeEntry(message, fields)["@message"]).toBe("string");
  });

  test("a failing stream is ignored", () => {
    const write = () => {
      throw new Error("EPIPE");
    };
    expect(() => createLog({ level: "info", module: "m", write, now }).error("x")).not.toThrow();
  });
});

test("levels below the configured one cost nothing and write nothing", () => {
  const lines: string[] = [];
  const log = createTestLog(lines, "warn");
  for (const level of ["trace", "debug", "info", "warn", "error"] as const) log[level]("x");
  expect(lines.map((line) => (JSON.parse(line) as Record<string, unknown>)["@level"])).toEqual(["warn", "error"]);
  expect(createTestLog(lines, "off")).toBe(silent);
  expect(silent.with({ a: 1 })).toBe(silent);
});

test.each([
  { environment: {}, want: "off" },
  { environment: { TF_LOG: "DEBUG" }, want: "debug" },
  { environment: { TF_LOG: "json" }, want: "trace" },
  { environment: { TF_LOG: "loud" }, want: "trace" },
  { environment: { TF_LOG: "" }, want: "off" },
  { environment: { TF_LOG: "trace", TF_LOG_PROVIDER: "off" }, want: "off" },
  { environment: { TF_LOG: "off", TF_LOG_PROVIDER: "error" }, want: "error" },
  { environment: { TF_LOG_PROVIDER: "error", TF_LOG_PROVIDER_MY_ACCESS: "warn" }, want: "warn" },
  { environment: { TF_LOG_PROVIDER_OTHER: "warn" }, want: "off" },
])("$environment asks for $want", ({ environment, want }) => {
  expect(readLogLevel(environment, "my-access")).toBe(want);
});
