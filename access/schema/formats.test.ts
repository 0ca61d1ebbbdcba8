import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { duration, toSeconds, emailAddress, instant, spanWithin } from "./formats.ts";

describe("instant", () => {
  it.each(["2031-02-28T23:59:59Z", "2032-02-29T00:00:00+14:00", "2031-01-01T00:00:00.5-00:30"])(
    "accepts %s",
    (text) => {
      expect(instant.accepts(text)).toBe(true);
    },
  );

  it.each([
    "2031-02-29T00:00:00Z",
    "2031-01-01",
    "2031-01-01T24:00:00Z",
    "2031-01-01T00:00:60Z",
    "soon",
    "2031-13-01T00:00:00Z",
  ])("fails for %s", (text) => {
    expect(instant.accepts(text)).toBe(false);
  });

  it("keeps fractions that a Date would lose", () => {
    expect(instant.canonical("2031-01-01T01:00:00.123456+01:00")).toBe("2031-01-01T00:00:00.123456Z");
  });

  it("has one canonical spelling for each instant", () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true, min: new Date(0), max: new Date("2200-01-01") }), (date) => {
        const text = date.toISOString();
        expect(instant.accepts(text)).toBe(true);
        expect(Date.parse(instant.canonical(text))).toBe(date.getTime());
      }),
    );
  });
});

describe("duration", () => {
  it.each([
    ["90d", 7_776_000],
    ["1h30m", 5_400],
    ["30s", 30],
  ])("reads %s as %d seconds", (text, seconds) => {
    expect(duration.accepts(text)).toBe(true);
    expect(toSeconds(text)).toBe(seconds);
  });

  it.each(["", "90", "1.5h", "-1h", "1s1h", "1w"])("fails for %j", (text) => {
    expect(duration.accepts(text)).toBe(false);
  });
});

describe("a duration within limits", () => {
  const format = spanWithin("1m", "1h");

  it.each(["1m", "60s", "15m", "1h", "59m59s", "60m"])("accepts %j", (text) => {
    expect(format.accepts(text)).toBe(true);
  });

  it.each(["59s", "0s", "61m", "1h1s", "1d", "", "soon"])("fails for %j", (text) => {
    expect(format.accepts(text)).toBe(false);
  });

  it("says its limits", () => {
    expect(format.accepted).toBe("a duration from 1m to 1h");
  });
});

describe("an email address", () => {
  it.each(["ada@terns.example.org", "Ada@Terns.example.org", "o'b+x@localhost"])("accepts %j", (text) => {
    expect(emailAddress.accepts(text)).toBe(true);
  });

  it.each([
    "ada",
    "ada@",
    "@terns.example.org",
    "a da@terns.example.org",
    "a@b@c",
    "",
    " ada@terns.example.org",
    "ada@terns.example.org\n",
  ])("fails for %j", (text) => {
    expect(emailAddress.accepts(text)).toBe(false);
  });

  it("is equal in any case", () => {
    expect(emailAddress.canonical("Ada@Terns.example.org")).toBe(emailAddress.canonical("ada@terns.example.org"));
  });
});
