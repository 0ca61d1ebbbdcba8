/** The kinds of the props that each key has, whatever its account. */
export const keyPropKinds = {
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
} as const;
