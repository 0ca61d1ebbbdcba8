import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { findBundledProvider } from "#constructs/delivery/bundled-provider.ts";
import { placeProvider } from "#constructs/delivery/provider-mirror.ts";
import { Workspace } from "#terraform/plugin/testing/workspace.ts";
import { type Mock, startMock } from "#testing/mock.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { synthesizeExample } from "../support/example-app.ts";
import { giveInput, runCommand } from "#cli/testing/run-command.ts";

const spaces = [{ name: "Space A", isPrivate: true, projects: [{ name: "chatbot" }] }];
const seed = { arize: { organizations: [{ name: "acme", spaces }] } };
const settings = { VIEWERS: "lin@teams.example.com", ARIZE_ORGANIZATION: "acme" };

interface Question {
  /** Words, in which `account`, `bot` and `qa` stand for addresses. */
  readonly asked: string;
  readonly code: number;
  /** Per holder: its name or address, the answer, and the way as addresses, attributes and roles. */
  readonly holders?: readonly string[];
  /** In the text of every document. */
  readonly says?: readonly string[];
}

interface Page {
  readonly example: string;
  readonly vendor: string;
  /** What the page is about, asked of each document. */
  readonly questions: readonly Question[];
}

const documents = ["stack", "plan", "state"] as const;

const viewers = "access_service_account.viewers_Account_510BF8F8";
const lin = "access_role_binding.viewers_linteamsexamplecom_role";
const check = "access_role_binding.nightly-pipeline_Account_role-Checkrunner-on-workspace_AD5ED779";
const checkRole = "access_role.Checkrunner_B0836E3B";

const pages: readonly Page[] = [
  {
    example: "self-service-keys",
    vendor: "signoz",
    questions: [
      {
        asked: `who-can attach serviceaccount:${viewers}`,
        code: 0,
        holders: [
          `lin@teams.example.com yes ${lin}-viewers--Role_2DDBC30E > access_role.viewers_Role_4A9F252B.permissions > viewer-service-account`,
          "viewer-readonly unknown",
        ],
        says: ["reason: Adds keys to viewer-readonly", "Whether viewer-readonly has other roles is not known."],
      },
      { asked: "can access_key.ci-pipeline-prod_8C3EE4A7 read dashboard", code: 0, says: ["role signoz-viewer"] },
      { asked: "can lin@teams.example.com read dashboard --direct", code: 0, says: ["role signoz-viewer"] },
      {
        asked: "can lin@teams.example.com create serviceaccount",
        code: 2,
        says: ["Whether lin@teams.example.com has other roles is not known."],
      },
    ],
  },
  {
    example: "automation-account",
    vendor: "bigeye",
    questions: [
      {
        asked: "who-can EXECUTE SCAN_JOB",
        code: 0,
        holders: [
          `nightly-pipeline yes ${check} > ${checkRole}.permissions > Check runner`,
          `nightly-pipeline yes access_group_membership.nightly-pipeline_Account_Group_member-Account_D8C2A7D2 > ${check} > ${checkRole}.permissions > Check runner`,
        ],
        says: [
          "on Default workspace (data.access_scope.workspace_7AA39623)",
          "reason: Runs the checks of what it loaded",
        ],
      },
    ],
  },
  {
    example: "service-keys",
    vendor: "arize",
    questions: [
      {
        asked: "who-can READ PROJECT data.access_scope.space-a_AD6AE57B",
        code: 0,
        holders: [
          "access_key.ProductionDataPipeline_Key_F50E22A6 yes access_key.ProductionDataPipeline_Key_F50E22A6.access",
          "access_key.QAEnvironment_Key_B8DEF229 yes access_key.QAEnvironment_Key_B8DEF229.access",
        ],
        says: ["inferred"],
      },
    ],
  },
  {
    example: "role-per-system",
    vendor: "inkit",
    questions: [
      {
        asked: "who-can create folders",
        code: 0,
        holders: [
          "Contract archive yes access_service_account.contract-archive_Account_7B1DB550.role_ids > access_role.contract-archive_Role_05F9830D.permissions > Contract archive",
        ],
      },
      { asked: "can access_service_account.contract-archive_Account_7B1DB550 delete folders", code: 1, says: ["no: "] },
    ],
  },
];

type Documents = { readonly [document in (typeof documents)[number]]: string };

let mock: Mock;
const made = new Map<string, Documents>();

async function make({ example }: Page, environment: Readonly<Record<string, string>>): Promise<Documents> {
  const workspace = await Workspace.open(environment);
  try {
    placeProvider({ stackFolder: workspace.folder, package: findBundledProvider(import.meta.dirname) });
    const stack = await synthesizeExample(example, settings);
    await workspace.writeText("cdk.tf.json", stack);
    await workspace.must("init", "-no-color");
    await workspace.must("plan", "-no-color", "-input=false", "-out=test.plan");
    const plan = await workspace.must("show", "-json", "test.plan");
    await workspace.must("apply", "-no-color", "-input=false", "test.plan");
    return { stack, plan, state: await workspace.must("show", "-json") };
  } finally {
    await workspace.close();
  }
}

beforeAll(async () => {
  mock = await startMock({ seed });
  const environment: Record<string, string> = {};
  for (const [name, { url, token }] of Object.entries(mock.vendors)) {
    const { endpointVariable = "", tokenVariable = "" } = vendorFacts[name]?.connection ?? {};
    Object.assign(environment, { [endpointVariable]: url, [tokenVariable]: token });
  }
  await Promise.all(pages.map(async (page) => made.set(page.example, await make(page, environment))));
});

afterAll(() => mock.stop());

const ask = (document: string, ...args: readonly string[]) => runCommand(args, { input: giveInput(document) });

const cause = z.object({ address: z.string().nullable(), attribute: z.string().nullable() });
const answer = z.object({
  holders: z.array(
    z.object({
      name: z.string(),
      answer: z.string(),
      through: z.array(z.object({ paths: z.array(z.object({ causes: z.array(cause), role: z.string().nullable() })) })),
    }),
  ),
  blind: z.array(z.string()),
});

/** Each holder with the way to its first right. */
function writeHolders(json: string): readonly string[] {
  const { holders, blind } = answer.parse(JSON.parse(json));
  expect(blind).toEqual([]);
  return holders.map(({ name, answer: found, through }) => {
    const [path] = through[0]?.paths ?? [];
    const way = (path?.causes ?? []).map(({ address, attribute }) => {
      return `${address ?? "the vendor"}${attribute === null ? "" : `.${attribute}`}`;
    });
    const role = path === undefined || path.role === null ? [] : [path.role];
    return [`${name} ${found}`, [...way, ...role].join(" > ")].filter((part) => part !== "").join(" ");
  });
}

describe("what the vendors' pages are about", () => {
  it("is asked at every vendor", () => {
    expect(pages.map(({ vendor }) => vendor).toSorted()).toEqual(Object.keys(vendorFacts).toSorted());
  });

  const cases = pages.flatMap(({ questions, ...page }) =>
    questions.flatMap((question) => documents.map((document) => ({ ...page, ...question, document }))),
  );
  it.each(cases)("$example, $document: $asked", async ({ example, vendor, document, asked, code, holders, says }) => {
    const text = made.get(example)?.[document] ?? "";
    const words = [...asked.split(" ").filter((word) => !word.startsWith("--")), "-"];
    const options = asked.split(" ").filter((word) => word.startsWith("--"));
    const given = [...words, ...options, ...(document === "state" ? ["--vendor", vendor] : [])];
    const told = await ask(text, ...given);
    expect({ code: told.code, err: told.err }).toEqual({ code, err: "" });
    for (const part of says ?? []) expect(told.out).toContain(part);
    const { out } = await ask(text, ...given, "--format", "json");
    expect(out).not.toBe("");
    if (holders !== undefined) expect(writeHolders(out).toSorted()).toEqual(holders.toSorted());
  });
});
