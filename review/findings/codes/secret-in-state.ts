import { isUnknown } from "#access/schema/unknown.ts";
import { defineFinding } from "../definition.ts";

export const finding = defineFinding({
  code: "LK203",
  name: "secret-in-state",
  severity: "warning",
  score: 6.5,
  summary: "The secret of a new key is stored in clear",
  explanation:
    "Everybody who may read the state, its backups or a saved plan can use the key. With `encrypt_to` the state holds it encrypted, for the readers that the code names.",
  fix: "Set `encrypt_to` to the public keys (age) of whoever needs the secret.",
  isOfAddressAlone: true,
  find({ difference }) {
    const making = new Set(["keyMade", "otherAudience"]);
    return difference.broadenings.flatMap(({ kind, subject, credential }) => {
      if (credential === null || !making.has(kind)) return [];
      if (isUnknown(credential.isSealed) || credential.isSealed || credential.hasSecret === false) return [];
      const { name, cause } = credential;
      return [
        {
          subject,
          address: cause.address,
          message: `The secret of the key${typeof name === "string" ? ` ${name}` : ""} is in the state in clear.`,
          because: [cause],
          isIntroduced: true,
        },
      ];
    });
  },
});
