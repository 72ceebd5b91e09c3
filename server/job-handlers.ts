import { watchCommitments } from './answer/due-commitments.ts';
import { fetchReply } from './answer/letters/inbound-mail.ts';
import { escalateCases } from './answer/escalation/escalations.ts';
import { alertJobs } from './answer/alerts/jobs.ts';
import { grantJobs } from './answer/grants/grant-jobs.ts';
import { answerJobs } from './answer/letters/letters.ts';
import { ensureShippedPolicy } from './answer/policy/shipped-policy.ts';
import { mailStaff } from './ask/anonymous-waves.ts';
import { closeWaves } from './ask/closing.ts';
import { dispatchMail } from './ask/dispatch/dispatch.ts';
import { sendTriedLetter } from './ask/letters/letter-drafts.ts';
import { ensureShippedPrograms } from './ask/programs.ts';
import { hearLater } from './ask/dispatch/delivery-notices.ts';
import { askAfterCase } from './ask/triggers/case-follow-ups.ts';
import { startTriggered } from './ask/triggers/triggers.ts';
import { sendBatch } from './ask/dispatch/sending.ts';
import { sendAgain } from './ask/dispatch/soft-bounces.ts';
import { prepareWave } from './ask/wave-preparation.ts';
import { openMonthlyWaves } from './ask/waves.ts';
import { sendSignInMail } from './auth/send-sign-in-mail.ts';
import { computeTiersJob } from './customers/tiers.ts';
import { sweep } from './jobs/sweep.ts';
import { backfillFacts } from './listen/fact-backfill.ts';
import { drawLottery } from './listen/lotteries.ts';
import { sendLotteryMail } from './listen/lottery-mail.tsx';
import { forgetSubmissions } from './listen/submissions.ts';
import { toldJobs } from './understand/told/jobs.ts';
import { askModel } from './understand/reading/ask-model.ts';
import { readAnew, readAnswers } from './understand/reading/read-answers.ts';
import type { JobHandlers, Lane } from './jobs/worker.ts';

/** Every kind of job and who does it: the one list. */
export const jobHandlers: JobHandlers = {
  ...answerJobs,
  'watch-commitments': watchCommitments,
  'fetch-reply': fetchReply,
  ...alertJobs,
  ...grantJobs,
  ...toldJobs,
  'compute-tiers': computeTiersJob,
  'ensure-shipped-programs': ensureShippedPrograms,
  'ensure-shipped-policy': ensureShippedPolicy,
  'open-monthly-waves': openMonthlyWaves,
  'mail-staff': mailStaff,
  'prepare-wave': (deps, { payload }) =>
    prepareWave(deps, String(payload.waveId), payload.timing === 'in-hours' ? 'in-hours' : 'at-once'),
  'start-triggered': startTriggered,
  'ask-after-case': askAfterCase,
  'dispatch-mail': dispatchMail,
  'send-batch': sendBatch,
  'hear-delivery': hearLater,
  'mail-again': sendAgain,
  'escalate-cases': escalateCases,
  'close-waves': closeWaves,
  'try-letter': sendTriedLetter,
  'read-answers': readAnswers,
  'read-anew': readAnew,
  'ask-model': askModel,
  sweep,
  'backfill-facts': backfillFacts,
  'forget-submissions': forgetSubmissions,
  'draw-lottery': (deps, { payload }) => drawLottery(deps, String(payload.waveId)),
  'lottery-won-mail': sendLotteryMail,
  'sign-in-mail': sendSignInMail,
};

/** A wave is a thousand batches that wait on the provider: they have a lane of their own. */
export const lanes: Lane[] = [
  { kinds: { not: ['send-batch'] }, atOnce: 20 },
  { kinds: { only: ['send-batch'] }, atOnce: 8 },
];
