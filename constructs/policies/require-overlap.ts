import type { PolicyProps } from "../policy.ts";
import { AccessPolicy } from "../shared/access-policy.ts";

/** A key that is rotated by age keeps its old secret for a while: it needs an `overlap` longer than zero (LK204), which is known at synth (LK213). */
export class RequireOverlap extends AccessPolicy {
  constructor(props: PolicyProps = {}) {
    super({ name: "RequireOverlap", codes: ["LK204", "LK213"], settings: { overlapRequired: true } }, props);
  }
}
