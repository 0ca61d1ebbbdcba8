import type { PolicyProps } from "../policy.ts";
import { AccessPolicy } from "../shared/access-policy.ts";

/** Nobody may be able to give themselves more than they have, in any number of steps (LK105), nor hold what nobody knows yet (LK902). */
export class NoEscalation extends AccessPolicy {
  constructor(props: PolicyProps = {}) {
    super({ name: "NoEscalation", codes: ["LK105", "LK902"] }, props);
  }
}
