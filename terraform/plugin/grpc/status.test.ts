import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeStatusMessage, encodeStatusMessage, statusName } from "./status.ts";
import { formatTimeout, parseTimeout } from "./timeout.ts";

test("a message survives its encoding in a header, which is printable ASCII", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (message) => {
      const encoded = encodeStatusMessage(message);
      expect(encoded).toMatch(/^[ -~]*$/);
      expect(decodeStatusMessage(encoded)).toBe(message);
    }),
  );
});

test("a stray percent sign stays", () => {
  expect(decodeStatusMessage("5% of %zz and %41")).toBe("5% of %zz and A");
});

test("an unknown code has the name UNKNOWN", () => {
  expect([0, 12, 99].map(statusName)).toEqual(["OK", "UNIMPLEMENTED", "UNKNOWN"]);
});

test.each([
  { header: "500m", want: 500 },
  { header: "10S", want: 10_000 },
  { header: "2M", want: 120_000 },
  { header: "1H", want: 3_600_000 },
  { header: "1500u", want: 2 },
  { header: "99999999H", want: undefined },
  { header: "123456789m", want: undefined },
  { header: "5x", want: undefined },
  { header: undefined, want: undefined },
])("the timeout $header is $want ms", ({ header, want }) => {
  expect(parseTimeout(header)).toBe(want);
});

test("a formatted timeout is never shorter than the given one and has at most eight digits", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 2 ** 31 - 1000, noNaN: true }), (milliseconds) => {
      expect(parseTimeout(formatTimeout(milliseconds))).toBeGreaterThanOrEqual(milliseconds);
    }),
  );
});
