import type { VendorFacts } from "#access/model/vendors/facts.ts";
import type { Project } from "./project.ts";

/** What the project's README says: each block of commands is one that its reader can run as it is. */
export function writeReadme({ name, vendor, hasSeed }: Project, { title, connection }: VendorFacts): string {
  const seed = hasSeed ? " --seed mock.seed.json" : "";
  return `# ${name}

Who may do what in ${title}, as code. [stack.ts](stack.ts) says it, and [stack.test.ts](stack.test.ts) holds it to what was meant.

\`\`\`sh
npm install
npm test
\`\`\`

## Try it without ${title}

You need Terraform 1.5.7 or later on the PATH. \`npx latchkey doctor\` says what is missing.

\`\`\`sh
npx latchkey mock --port 0${seed} --print env > mock.env & mock=$!
until grep -q LATCHKEY_MOCK mock.env; do sleep 1; done
. ./mock.env
npx cdktf diff access
(cd cdktf.out/stacks/access && terraform show -json plan) > plan.json
npx latchkey review plan.json --stack access || test $? = 1 # 1 if there are findings
npx cdktf deploy access --auto-approve
npx latchkey keys --vendor ${vendor} --state terraform.access.tfstate
npx latchkey drift terraform.access.tfstate --vendor ${vendor}@$${connection.endpointVariable} || test $? = 1 # 1 if they differ
npx cdktf destroy access --auto-approve
kill $mock
\`\`\`

## Deploy it

\`\`\`
export ${connection.endpointVariable}=https://...
export ${connection.tokenVariable}=...
npx latchkey whoami --vendor ${vendor}
npx cdktf deploy access
\`\`\`

The state, \`terraform.access.tfstate\`, holds the secrets of keys in clear and stays out of Git. Before more people work on this, keep it in
an encrypted [backend](https://developer.hashicorp.com/terraform/cdktf/concepts/remote-backends) that locks, or have keys encrypted with
\`encryptTo\`.

\`latchkey review\` says what a plan gives whom: run it on each pull request. A plan holds secrets in clear: do not upload it.

The CI jobs review each pull request, deploy what is merged, and look for drift: docs/ci.md of the package says what they need.
`;
}
