import { defineFinding } from "../definition.ts";
import { countDays, tellUses } from "../shared/uses.ts";

const daysUnused = 30;

export const finding = defineFinding({
  code: "LK507",
  name: "never-used",
  severity: "warning",
  score: 4.5,
  tells: "drift",
  summary: "Nobody ever used a key",
  explanation: `The key is older than ${daysUnused} days, and the vendor says that it was never used: it is only there to be stolen. Keys of vendors that do not tell the last use are not looked at.`,
  fix: "Take the key out of the code, or revoke it.",
  find: (change) =>
    tellUses(change, ({ createdAt, lastUsedAt }, name) => {
      if (lastUsedAt !== null || createdAt === undefined) return undefined;
      const days = countDays(createdAt, change.at);
      return days > daysUnused ? `Nobody used ${name} in the ${days} days since it was made.` : undefined;
    }),
});
