import type { PolicyProps } from "../policy.ts";
import { AccessPolicy } from "../shared/access-policy.ts";

/** No right may be for all where it could name what it is for (LK103), nor be one that nobody knows yet (LK902). */
export class ForbidWildcards extends AccessPolicy {
  constructor(props: PolicyProps = {}) {
    super({ name: "ForbidWildcards", codes: ["LK103", "LK902"] }, props);
  }
}
