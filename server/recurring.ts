import type { RecurringTask } from './jobs/recurring.ts';

/** All recurring work, in one table. Cron expressions are read in the company's zone. */
export const recurringTasks: RecurringTask[] = [
  { name: 'open-monthly-waves', cron: '0 9 * * *' },
  { name: 'start-triggered', cron: '* * * * *' },
  { name: 'dispatch-mail', cron: '* * * * *' },
  { name: 'read-answers', cron: '* * * * *' },
  { name: 'watch-commitments', cron: '* * * * *' },
  { name: 'escalate-cases', cron: '* * * * *' },
  { name: 'tell-of-cases', cron: '* * * * *' },
  { name: 'close-waves', cron: '*/10 * * * *' },
  { name: 'end-grants', cron: '*/10 * * * *' },
  { name: 'compute-tiers', cron: '10 3 * * *' },
  { name: 'sweep', cron: '40 3 * * *' },
  { name: 'forget-submissions', cron: '50 3 * * *' },
  { name: 'find-changes', cron: '20 7 * * *' },
  { name: 'send-digests', cron: '0 8 * * *' },
];
