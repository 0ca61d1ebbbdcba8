import type { PolicyProps } from "../policy.ts";
import { AccessPolicy } from "../shared/access-policy.ts";

/** The secret of a key may not be stored in clear: each key needs `encryptTo` (LK203), with readers who are known at synth (LK214). */
export class RequireEncryptedSecrets extends AccessPolicy {
  constructor(props: PolicyProps = {}) {
    super({ name: "RequireEncryptedSecrets", codes: ["LK203", "LK214"] }, props);
  }
}
