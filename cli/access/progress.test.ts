import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { startProgress } from "./progress.ts";

beforeEach(() => void vi.useFakeTimers());

afterEach(() => void vi.useRealTimers());

function watch(isTerminal: boolean, milliseconds: number): string {
  let shown = "";
  const progress = startProgress({ isTerminal, err: (text) => (shown += text) });
  progress.count();
  vi.advanceTimersByTime(milliseconds);
  progress.end();
  vi.advanceTimersByTime(10_000);
  return shown;
}

it("is shown on a terminal after a second, and taken back", () => {
  expect(watch(true, 900)).toBe("");
  expect(watch(true, 1_100)).toBe("\r\u001B[KAsking the vendor: 1 request\r\u001B[K");
});

it("is not shown elsewhere", () => {
  expect(watch(false, 60_000)).toBe("");
});
