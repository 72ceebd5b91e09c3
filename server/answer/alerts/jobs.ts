import type { JobHandlers } from '#server/jobs/worker.ts';
import { mailAlerts } from './alert-mails.ts';
import { noteOpened } from './alert-tail.ts';
import { postDelivery } from './hook-deliveries.ts';
import { tellOfCases } from './tell.ts';

/** What is told of cases. */
export const alertJobs: JobHandlers = {
  'tell-of-cases': async (deps) => void (await tellOfCases(deps)),
  'alert-mail': mailAlerts,
  'post-alert': postDelivery,
  // Asked for by an older version, which mailed each case by itself.
  'case-opened-alert': noteOpened,
};
