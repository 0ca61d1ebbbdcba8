import type { KeyProps } from "../key.ts";
import type { PropKinds } from "./props.ts";

/** The kinds of the props that each key has, whatever its account. */
export const keyPropKinds: PropKinds<Omit<KeyProps, "serviceAccount" | "own">> = {
  name: "text",
  expiresAt: "instant",
  expiresIn: "duration",
  rotateAfter: "duration",
  rotationAnchor: "instant",
  overlap: "duration",
  keepers: "map",
  encryptTo: "texts",
  description: "text",
  reason: "text",
  provider: "construct",
};
