import { expect, it } from "vitest";
import { Key, type KeyProps, ServiceAccount } from "../index.ts";
import { createSignozStack, findBlocks } from "../testing/test-stack.ts";
import { TerraformVariable } from "./cdktf.ts";

// TypeScript asks for texts, JavaScript passes the variable's `value`.
it.each(["keepers", "expiresAt", "expiresIn", "rotateAfter", "encryptTo", "reason"])(
  "%s of a key can be a token that is an object",
  (prop) => {
    const stack = createSignozStack();
    const { value } = new TerraformVariable(stack, "tern", {});
    const props = { serviceAccount: new ServiceAccount(stack, "bot", {}), [prop]: value } as unknown as KeyProps;
    new Key(stack, "key", props);
    expect(JSON.stringify(findBlocks(stack, "access_key"))).toContain("${var.tern}");
  },
);
