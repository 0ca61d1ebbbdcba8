import { describe, expect, it } from "vitest";
import type { Conversation, OwnComment } from "./host.ts";
import { writeSticky } from "./sticky.ts";

const now = Date.parse("2030-01-31T12:00:00Z");
const write = (stack: string, at: string): string =>
  `<!-- latchkey:review stack=${stack.repeat(16)} at=${at} -->\n\nText`;
const report = write("a", "2030-01-31T11:00:00.000Z");

/** @param texts of the comments that are there */
async function tryWriting(text: string, ...texts: readonly string[]) {
  const comments: OwnComment[] = texts.map((one, at) => ({ id: at + 1, text: one }));
  const written: string[] = [];
  const conversation: Conversation = {
    list: async () => comments,
    create: async (one) => void written.push(`create ${one}`),
    update: async (id, one) => void written.push(`update ${id} ${one}`),
  };
  return { outcome: await writeSticky(text, conversation, now), written };
}

describe("a report", () => {
  it("of drift takes the place of an older one", async () => {
    const old = write("a", "2030-01-31T10:00:00Z").replace("review", "drift");
    expect(await tryWriting(report.replace("review", "drift"), old)).toMatchObject({ outcome: "updated" });
  });

  it.each([
    {
      name: "is a new comment beside those of others",
      texts: ["Hello", write("b", "2030-01-31T11:30:00Z")],
      outcome: "created",
    },
    {
      name: "takes the place of an older one",
      texts: ["Hello", write("a", "2030-01-31T10:00:00Z")],
      outcome: "updated",
    },
    { name: "takes its own place when its job runs again", texts: [report], outcome: "updated" },
    { name: "leaves a newer one", texts: [write("a", "2030-01-31T11:00:00.001Z")], outcome: "kept" },
    {
      name: "leaves a newer one among several",
      texts: [write("a", "2030-01-31T10:00:00Z"), write("a", "2030-01-31T11:30:00Z")],
      outcome: "kept",
    },
    {
      name: "is a comment of its own beside that of drift",
      texts: [write("a", "2030-01-31T10:00:00Z").replace("review", "drift")],
      outcome: "created",
    },
    { name: "takes the place of one from the future", texts: [write("a", "2099-01-01T00:00:00Z")], outcome: "updated" },
    { name: "takes the place of one that says no time", texts: [write("a", "never")], outcome: "updated" },
    {
      name: "does not look for a marker further below",
      texts: [`Hello\n${write("a", "2030-01-31T11:30:00Z")}`],
      outcome: "created",
    },
  ])("$name", async ({ texts, outcome }) => {
    const done = await tryWriting(report, ...texts);
    expect(done.outcome).toBe(outcome);
    expect(done.written).toHaveLength(outcome === "kept" ? 0 : 1);
    for (const one of done.written) expect(one.endsWith(report)).toBe(true);
  });

  it.each([
    { name: "another text", text: "Hello", says: "the text is no report" },
    { name: "a report without a time", text: report.replace(/ at=\S+/, ""), says: "does not say when it is from" },
    { name: "a report from the future", text: write("a", "2030-02-28T00:00:00Z"), says: "which is not yet" },
  ])("fails for $name", async ({ text, says }) => {
    await expect(tryWriting(text)).rejects.toThrow(says);
  });
});
