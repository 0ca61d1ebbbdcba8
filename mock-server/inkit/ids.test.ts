import { expect, it } from "vitest";
import { objectId } from "#vendors/inkit/facts/data/limits.ts";
import { createId, createSecret } from "./ids.ts";

it.each([0, 255])("are as long for bytes of %i as for any others", (byte) => {
  const bytes = (size: number): Buffer => Buffer.alloc(size, byte);
  expect(createId("role", bytes)).toMatch(/^role_[0-9A-Za-z]{22}$/);
  expect(createId("sa", bytes)).toMatch(objectId.pattern);
  expect(createSecret(bytes)).toMatch(/^[0-9A-Za-z]{43}$/);
});

it("says all of its bytes", () => {
  const ids = Array.from({ length: 256 }, (_, byte) =>
    createId("user", (size) => Buffer.alloc(size).fill(byte, size - 1)),
  );
  expect(new Set(ids).size).toBe(256);
});
