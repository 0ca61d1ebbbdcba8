import { Aspects, Testing, TerraformStack } from "cdktf";
import { AccessProvider, CustomRole, Duration, Key, NoEscalation, ServiceAccount, signoz } from "#constructs/index.ts";
import { matchers } from "#testing/index.ts";
import { measure, timed } from "./support/measure.ts";

const accounts = 1_000;

/** SigNoz takes no digits in the names of roles. */
function spell(index: number): string {
  return String(index).replaceAll(/\d/g, (digit) => "abcdefghij".charAt(Number(digit)));
}

/** Each account with a role of its own, a key and two grants. */
function build(): TerraformStack {
  const stack = new TerraformStack(Testing.app({ stackTraces: false }), "bench");
  new AccessProvider(stack, "access", { vendor: "signoz" });
  for (let index = 0; index < accounts; index += 1) {
    const account = new ServiceAccount(stack, `bench-${index}`);
    const permissions = [signoz.read("dashboard"), signoz.attach(account)];
    account.addRole(new CustomRole(stack, `role-${index}`, { name: `role-${spell(index)}`, permissions }));
    account.addRole(signoz.role("signoz-viewer"));
    const life = { expiresIn: Duration.days(30), rotateAfter: Duration.days(20) };
    new Key(stack, `key-${index}`, { serviceAccount: account, ...life });
  }
  return stack;
}

function synth(isJudged: boolean): Promise<number> {
  return timed(() => {
    const stack = build();
    if (isJudged) Aspects.of(stack).add(new NoEscalation());
    Testing.synth(stack, true);
  });
}

/** What somebody waits for in a unit test: the first question reads the stack, and the next ones only look whether it changed. */
async function printMatchers(): Promise<void> {
  const stack = build();
  const account = stack.node.findChild("bench-7");
  const ask = (): Promise<number> =>
    timed(() => {
      const { pass, message } = matchers.toGrant.call({}, stack, account, signoz.read("dashboard"));
      if (!pass) throw new Error(message());
    });
  const first = await ask();
  const second = await ask();
  const find = await timed(() => matchers.toHaveNoFindings.call({}, stack, { failOn: "error" }));
  const figures = `${first.toFixed(0)} ms, once more ${second.toFixed(0)} ms; toHaveNoFindings ${find.toFixed(0)} ms`;
  console.log(`  matchers on ${accounts} accounts: toGrant ${figures}`);
}

/** What a policy adds to a synth, and what matchers take. */
export async function benchPolicies(): Promise<void> {
  await synth(true);
  await synth(false);
  await measure({
    name: `synth of ${accounts} accounts with a role, a key and two grants under NoEscalation, against the same without`,
    ours: () => synth(true),
    theirs: () => synth(false),
    rounds: 7,
    bar: { kind: "atMost", ratio: 1.2 },
    unit: "ms",
  });
  await printMatchers();
}
