import { describe, expect, it } from "vitest";
import { uuidV7 } from "./random.ts";

describe("uuidV7", () => {
  it("puts the time first, then version and variant", () => {
    const at = Date.parse("2031-05-06T07:08:09.123Z");
    const id = uuidV7(at, (size) => Buffer.alloc(size, 0xff));
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7fff-bfff-f{12}$/);
    expect(Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16)).toBe(at);
  });

  it("sorts by time", () => {
    const zeros = (size: number): Buffer => Buffer.alloc(size);
    expect(uuidV7(1_000, zeros) < uuidV7(1_001, zeros)).toBe(true);
  });
});
