import { answerJobs } from './answer/letters.ts';
import { closeWaves } from './ask/closing.ts';
import { ensureShippedPrograms } from './ask/programs.ts';
import { sendInvitations } from './ask/sending.ts';
import { startTriggered } from './ask/triggers.ts';
import { prepareWave } from './ask/wave-preparation.ts';
import { openMonthlyWaves } from './ask/waves.ts';
import { sendSignInMail } from './auth/send-sign-in-mail.ts';
import { computeTiersJob } from './customers/tiers.ts';
import { sweep } from './jobs/sweep.ts';
import type { JobHandlers } from './jobs/worker.ts';

/** Every kind of job and who does it: the one list. */
export const jobHandlers: JobHandlers = {
  ...answerJobs,
  'compute-tiers': computeTiersJob,
  'ensure-shipped-programs': ensureShippedPrograms,
  'open-monthly-waves': openMonthlyWaves,
  'prepare-wave': (deps, { payload }) =>
    prepareWave(deps, String(payload.waveId), payload.timing === 'in-hours' ? 'in-hours' : 'at-once'),
  'send-invitations': sendInvitations,
  'start-triggered': startTriggered,
  'close-waves': closeWaves,
  sweep,
  'sign-in-mail': sendSignInMail,
};
