import type { Instance } from "#access/model/statements/instance.ts";
import { defineFinding } from "../definition.ts";

function isLeft({ presence, happening }: Instance): boolean {
  return presence === "left" && happening === "leftBehind";
}

export const finding = defineFinding({
  code: "LK308",
  name: "left-behind",
  severity: "warning",
  score: 6,
  summary: "The code forgets an object, and the access stays",
  explanation:
    "A `removed` block with `destroy = false` takes the object out of the state. At the vendor it goes on, with all its rights, and no plan shows it any more.",
  fix: "Let it be destroyed, or say who looks after it from now on.",
  find({ before, after }) {
    const known = new Set(before.instances.filter(isLeft).map(({ address }) => address));
    return after.instances.filter(isLeft).map(({ address, type }) => ({
      subject: null,
      address,
      message: `The ${type.replaceAll("_", " ")} stays at the vendor with what it has, and the code forgets it.`,
      because: [{ address, type, attribute: null, presence: "left" as const, happening: "leftBehind" as const }],
      isIntroduced: !known.has(address),
    }));
  },
});
