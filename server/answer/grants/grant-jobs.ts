import type { JobHandlers } from '#server/jobs/worker.ts';
import { tellGrant, tellReversal } from './fulfilment-hooks.ts';
import { sendGrantMail } from './grant-mails.ts';
import { issueGrant } from './issuing.ts';
import { endWhatIsOver } from './lapses.ts';

/** What the jobs about grants do. */
export const grantJobs: JobHandlers = {
  'issue-grant': (deps, job) => issueGrant(deps, String(job.payload.grantId)),
  'compensation-mail': sendGrantMail,
  'tell-grant': tellGrant,
  'tell-reversal': tellReversal,
  'end-grants': endWhatIsOver,
};
