import { isUnknown } from "#access/schema/unknown.ts";
import { defineFinding } from "../definition.ts";

export const finding = defineFinding({
  code: "LK214",
  name: "sealing-unknown",
  severity: "warning",
  score: 3,
  summary: "Whether the secret of a new key is stored in clear is not known yet",
  explanation:
    "The code has a variable, or what only the apply tells, where the readers of the secret are. It may be null, and the secret is then in the state in clear. A plan knows the value of a variable.",
  fix: "Write the public keys into the code, in `encrypt_to`. Or accept it, and let a review of the plan judge it.",
  isOfAddressAlone: true,
  find({ difference }) {
    return difference.broadenings.flatMap(({ kind, subject, credential }) => {
      if (credential === null || kind !== "keyMade" || !isUnknown(credential.isSealed)) return [];
      const { name, cause } = credential;
      return [
        {
          subject,
          address: cause.address,
          message: `Whether the secret of the key${typeof name === "string" ? ` ${name}` : ""} is in the state in clear is not known yet.`,
          because: [cause],
          isIntroduced: true,
        },
      ];
    });
  },
});
