import { answerJobs } from './answer/letters.ts';
import { computeTiersJob } from './customers/tiers.ts';
import type { JobHandlers } from './jobs/worker.ts';

/** Every kind of job and who does it: the one list. */
export const jobHandlers: JobHandlers = {
  ...answerJobs,
  'compute-tiers': computeTiersJob,
};
