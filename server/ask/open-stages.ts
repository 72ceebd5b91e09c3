import type { InvitationStatus } from './invitation.ts';

/** Stages at which somebody has the mail and has not answered. */
const openStages = ['sent', 'delivered', 'opened', 'started'] as const;

export const isOpenStage = (status: InvitationStatus) => openStages.some((stage) => stage === status);

/** The same of a row, in SQL. */
export const isUnanswered = `status IN (${openStages.map((stage) => `'${stage}'`).join()})`;
