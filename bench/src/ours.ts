import { createInterface } from "node:readline";
import {
  type Candidate,
  compiledCandidate,
  type ExerciseOptions,
  exercise,
  hostPredictionCandidate,
  pacedTraining,
  predictionCandidate,
  trainingCandidate,
} from "@deltarule/measure";
import { openBackend } from "./backends.ts";

// a candidate of ours in a process of its own, by the same lines as every other library: KIND BACKEND OPTIONS [TURN]
const [kind, backend = "", json = "", turn] = process.argv.slice(2);
const options: ExerciseOptions = JSON.parse(json);
const candidate = candidateOf(kind);

function candidateOf(kind: string | undefined): Candidate {
  const mine = exercise(options);
  const open = () => openBackend(backend);
  switch (kind) {
    case "train":
      return trainingCandidate(backend, open, mine);
    case "paced":
      return pacedTraining(backend, open, options, Number(turn));
    case "compiled":
      return compiledCandidate(backend, open, mine);
    case "predict":
      return predictionCandidate(backend, open, mine, 1);
    case "network.predict":
      return hostPredictionCandidate(kind, mine);
    default:
      throw new Error(`ours: nothing of ours is called "${kind}"`);
  }
}

try {
  const { note = "", prove, run, close } = await candidate.prepare();
  console.log(`ready ${note}`);
  for await (const line of createInterface({ input: process.stdin })) {
    const [word, count] = line.split(" ");
    if (word === "train") {
      const [began, used] = [performance.now(), process.cpuUsage()];
      const { units } = await run(Number(count));
      const { user, system } = process.cpuUsage(used);
      console.log(`done ${units} ${(performance.now() - began) / 1000} ${(user + system) / 1e6}`);
    } else if (word === "prove" && prove) {
      const { correct, detail } = await prove();
      console.log(`proof ${correct ? "correct" : "wrong"} ${detail}`);
    }
  }
  await close();
} catch (cause) {
  console.log(`skip ${cause instanceof Error ? cause.message : String(cause)}`);
}
