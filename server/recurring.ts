import type { RecurringTask } from './jobs/recurring.ts';

/** All recurring work, in one table. Cron expressions are read in the company's zone. */
export const recurringTasks: RecurringTask[] = [{ name: 'compute-tiers', cron: '10 3 * * *' }];
