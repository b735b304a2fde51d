import { readFileSync } from 'node:fs';
import { csv } from './experiment/csv.ts';
import { decodeJson } from './experiment/json.ts';
import { decodeLink } from './experiment/link.ts';
import type { Repaired } from './experiment/repair.ts';
import { createEngine } from './simulation/engine.ts';
import { traceJobs } from './simulation/job.ts';

/** `npm run --silent trace -- '<link or experiment.json>'`: the CSV that the page downloads, byte for byte. */
async function main(argument: string | undefined): Promise<void> {
  if (!argument) throw new Error("Usage: npm run --silent trace -- '<link or experiment.json>'");
  const { experiment, adjustments } = read(argument);
  for (const sentence of adjustments) process.stderr.write(`${sentence}\n`);
  const result = await createEngine().trace(traceJobs(experiment));
  process.stdout.write(csv(experiment, result!.traces));
}

function read(argument: string): Repaired {
  if (argument.includes('#') || !argument.endsWith('.json')) return decodeLink(argument);
  return decodeJson(readFileSync(argument, 'utf8'));
}

main(process.argv[2]).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
