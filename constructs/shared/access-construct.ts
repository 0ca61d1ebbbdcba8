import { Construct } from "constructs";
import { checkId } from "./construct-id.ts";

/** The base of each construct that is no Terraform block: the id is checked before CDKTF sees it. */
export class AccessConstruct extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, checkId(scope, id));
  }
}
