import { defineFinding } from "../definition.ts";
import { countDays, tellUses } from "../shared/uses.ts";

const daysIdle = 90;

export const finding = defineFinding({
  code: "LK508",
  name: "idle",
  severity: "warning",
  score: 4.5,
  tells: "drift",
  summary: "Nobody uses a key any more",
  explanation: `The vendor says that the key was last used more than ${daysIdle} days ago: perhaps what used it is gone, and its secret is still somewhere. Keys of vendors that do not tell the last use are not looked at.`,
  fix: "Ask who has it. If nobody needs it, take it out of the code, or revoke it.",
  find: (change) =>
    tellUses(change, ({ lastUsedAt }, name) => {
      if (lastUsedAt === null) return undefined;
      const days = countDays(lastUsedAt, change.at);
      return days > daysIdle ? `Nobody used ${name} for ${days} days.` : undefined;
    }),
});
