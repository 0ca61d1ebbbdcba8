import type { PolicyProps } from "../policy.ts";
import { AccessPolicy } from "../shared/access-policy.ts";

/** A key that is rotated by age keeps its old secret for a while: it needs an `overlap` (LK204). */
export class RequireOverlap extends AccessPolicy {
  constructor(props: PolicyProps = {}) {
    super({ name: "RequireOverlap", codes: ["LK204"], settings: { overlapRequired: true } }, props);
  }
}
