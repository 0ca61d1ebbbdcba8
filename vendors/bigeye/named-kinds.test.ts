import { expect, it } from "vitest";
import { addMark } from "../shared/creation/marks.ts";
import { createKeyKind } from "./named-kinds.ts";
import type { Key } from "./wire/key.ts";

const mark = "0c9d2f4e-5b1a-4f7e-9d0c-3a6b8e1f2d47";

const key: Key = {
  id: "77",
  name: "nightly",
  description: "",
  createdAt: "1927519200",
  lastUsedAt: "0",
  lastUsedIp: "",
};

it.each([
  { name: "a key of others", row: key, says: "created 2031-01-30T06:00:00Z, never used", isOrphan: false },
  {
    name: "an unused key of ours",
    row: { ...key, description: addMark(null, mark) },
    says: "never used, created by Latchkey",
    isOrphan: true,
  },
  {
    name: "a used key of ours",
    row: { ...key, description: addMark(null, mark), lastUsedAt: "1927519260" },
    says: "last used 2031-01-30T06:01:00Z, created by Latchkey",
    isOrphan: false,
  },
])("describes the key that has the name: $name", ({ row, says, isOrphan }) => {
  const kind = createKeyKind("9");
  expect(kind.describe?.(row)).toContain(says);
  const waysOut = kind.describeWaysOut(row);
  expect(waysOut.includes("nobody has its secret")).toBe(isOrphan);
  expect(waysOut).toContain("terraform import ADDRESS 9/77");
});
