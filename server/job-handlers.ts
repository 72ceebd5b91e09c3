import { sendSignInMail } from './auth/send-sign-in-mail.ts';
import type { JobHandlers } from './jobs/worker.ts';

/** Every kind of job and who does it: the one list. */
export const jobHandlers: JobHandlers = { 'sign-in-mail': sendSignInMail };
