import { variantText } from "@deltarule/backends";
import { pacedCandidate } from "../our-candidates.ts";
import { probeHere, proveHere } from "./here.ts";
import type { Host } from "./host.ts";

/** This Node: the suite runs in this process, and each candidate in one of its own. */
export const nodeHost: Host = {
  name: `Node ${process.versions.node}`,
  probe: probeHere,
  prove: proveHere,
  training: (name, variant, { options, turn, patience }) =>
    pacedCandidate(name, options, variantText(variant), turn, { patience }),
  close: async () => {},
};
