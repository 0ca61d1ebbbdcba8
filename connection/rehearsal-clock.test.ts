import { describe, expect, it } from "vitest";
import { chooseClock } from "./rehearsal-clock.ts";

const system = new Date("2030-01-01T00:00:00Z");
const local = "http://127.0.0.1:4010/signoz";

function read(clock: string | undefined, endpoint = local): string {
  return chooseClock({ environment: { ACCESS_CLOCK: clock }, now: () => system }, endpoint)().toISOString();
}

describe("the provider's clock", () => {
  it.each([
    { name: "is the system's without the variable", clock: undefined, want: "2030-01-01T00:00:00.000Z" },
    { name: "is the system's if it is empty", clock: "", want: "2030-01-01T00:00:00.000Z" },
    { name: "is ahead by a duration", clock: "+90d", want: "2030-04-01T00:00:00.000Z" },
    { name: "is at an instant", clock: "2031-05-06T07:08:09Z", want: "2031-05-06T07:08:09.000Z" },
  ])("$name", ({ clock, want }) => {
    expect(read(clock)).toBe(want);
  });

  it("runs on from where it was moved", () => {
    let now = system;
    const clock = chooseClock({ environment: { ACCESS_CLOCK: "2031-01-01T00:00:00Z" }, now: () => now }, local);
    now = new Date("2030-01-01T00:01:00Z");
    expect(clock().toISOString()).toBe("2031-01-01T00:01:00.000Z");
  });

  it.each(["90d", "+soon", "tomorrow", "+2031-01-01T00:00:00Z"])("fails for %s", (clock) => {
    expect(() => read(clock)).toThrow("+90d");
  });

  it.each([
    "https://signals.example.com",
    "https://127.0.0.1.example.com",
    "https://me.localhost",
    "http://localhost.example.com",
    "http://[::2]/",
    "http://10.0.0.1",
  ])("is never moved for %s", (endpoint) => {
    expect(() => read("+90d", endpoint)).toThrow("ACCESS_CLOCK is set, and the endpoint is on");
    expect(read(undefined, endpoint)).toBe(system.toISOString());
  });

  it.each(["http://localhost:1", "http://[::1]:1", "http://127.9.9.9"])("is moved for %s", (endpoint) => {
    expect(read("+1d", endpoint)).toBe("2030-01-02T00:00:00.000Z");
  });
});
