import { closeWaves } from './ask/closing.ts';
import { sendInvitations } from './ask/sending.ts';
import { prepareWave } from './ask/wave-preparation.ts';
import { openMonthlyWaves } from './ask/waves.ts';
import type { JobHandlers } from './jobs/worker.ts';

/** Every kind of job and who does it: the one list. */
export const jobHandlers: JobHandlers = {
  'open-monthly-waves': openMonthlyWaves,
  'prepare-wave': (deps, { payload }) => prepareWave(deps, String(payload.waveId)),
  'send-invitations': sendInvitations,
  'close-waves': closeWaves,
};
