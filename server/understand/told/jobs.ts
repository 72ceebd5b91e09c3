import type { JobHandlers } from '#server/jobs/worker.ts';
import { findChanges } from '../change-alerts.ts';
import { mailDigest, sendDigests } from './due-digests.ts';
import { tellChanges } from './tell-changes.ts';

/** What is told to colleagues without being asked for. */
export const toldJobs: JobHandlers = {
  'find-changes': findChanges,
  'change-mail': tellChanges,
  'send-digests': sendDigests,
  'digest-mail': mailDigest,
};
