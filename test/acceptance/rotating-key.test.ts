import { afterAll, beforeAll, expect, it } from "vitest";
import { laterIsInFirstHalf } from "#constructs/shared/half-period-expression.ts";
import { Workspace } from "#terraform/plugin/testing/workspace.ts";

const day = 86_400;
const seconds = (instant: string): number => Date.parse(instant) / 1000;

let workspace: Workspace;

beforeAll(async () => {
  workspace = await Workspace.open({});
});

afterAll(() => workspace.close());

/** Instants around the ends of months and years, leap days, and halves of periods, in pairs. */
function pairs(): readonly (readonly [string, string])[] {
  const starts = ["2023-12-31", "2024-02-28", "2024-02-29", "2027-03-01", "2031-07-04", "2099-12-31", "2100-02-28"];
  return starts.flatMap((start) =>
    [-1, 0, 1, day / 2, day, 44 * day, 45 * day, 46 * day + 17].map((later) => {
      const one = new Date((seconds(`${start}T00:00:00Z`) + later) * 1000).toISOString().replace(".000Z", "Z");
      return [one, `${start}T06:07:08Z`] as const;
    }),
  );
}

it("Terraform finds the same half of a period as a clock that counts seconds", async () => {
  const rules = [
    { anchor: seconds("2026-01-01T00:00:00Z"), period: 90 * day },
    { anchor: seconds("2030-05-06T07:08:09Z"), period: 36 },
    { anchor: seconds("2026-01-01T00:00:00Z"), period: 7 * day },
  ];
  const cases = rules.flatMap((halves) => pairs().map(([one, other]) => ({ halves, one, other })));
  const expressions = cases.map(({ halves, one, other }) => laterIsInFirstHalf(`"${one}"`, `"${other}"`, halves));
  await workspace.write(`output "halves" {\n  value = [\n    ${expressions.join(",\n    ")}\n  ]\n}\n`);
  await workspace.must("apply", "-no-color", "-auto-approve");
  const wanted = cases.map(({ halves: { anchor, period }, one, other }) => {
    const since = Math.max(seconds(one), seconds(other)) - anchor;
    return (((since % period) + period) % period) * 2 < period;
  });
  expect(new Set(wanted).size).toBe(2);
  expect((await workspace.outputs())["halves"]).toEqual(wanted);
});
