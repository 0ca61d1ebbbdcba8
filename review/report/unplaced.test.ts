import { expect, it } from "vitest";
import { describeUnplaced } from "./unplaced.ts";

it("tells the vendor's own from what somebody made without code", () => {
  expect(describeUnplaced({ type: "role", happening: "known" })).toBe("the role that the vendor defines");
  expect(describeUnplaced({ type: "role_binding", happening: "seen" })).toBe(
    "a role binding that is in none of this code",
  );
});
