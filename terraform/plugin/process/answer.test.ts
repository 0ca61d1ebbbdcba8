import { expect, test } from "vitest";
import { logFailure } from "./answer.ts";
import { createLog } from "./log.ts";

test.each([
  { code: "EPIPE", level: "debug" },
  { code: "ECONNRESET", level: "debug" },
  { code: "EACCES", level: "warn" },
  { code: undefined, level: "warn" },
])("a connection that ends with $code is told at the level $level", ({ code, level }) => {
  const lines: string[] = [];
  const log = createLog({
    level: "trace",
    module: "provider",
    write: (line) => lines.push(line),
    now: () => new Date(),
  });
  logFailure(log, Object.assign(new Error("write failed"), code === undefined ? {} : { code }));
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({ "@level": level, error: expect.objectContaining({ message: "write failed" }) }),
  ]);
});
