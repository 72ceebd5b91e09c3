import { DomainError, type ErrorCode } from '#server/errors.ts';
import { refusals, type CaseRefusal } from './case.ts';
import { commitmentRefusals, type CommitmentRefusal } from './commitment.ts';
import { endingRefusals, type EndingRefusal } from './grants/grant-ending.ts';
import { proposalRefusals, type ProposalRefusal } from './grants/grant-proposal.ts';
import { grantRefusals, type GrantRefusal } from './grants/grant.ts';
import { pointsRefusals, type PointsRefusal } from './grants/point.ts';

export type Refusal =
  CaseRefusal | GrantRefusal | EndingRefusal | ProposalRefusal | PointsRefusal | CommitmentRefusal;

const sentences: Record<Refusal, string> = {
  ...refusals,
  ...grantRefusals,
  ...endingRefusals,
  ...proposalRefusals,
  ...pointsRefusals,
  ...commitmentRefusals,
};

const codes: Record<Refusal, ErrorCode> = {
  'already-resolved': 'conflict',
  'outcome-needed': 'invalid',
  'root-cause-needed': 'invalid',
  'root-cause-reason-needed': 'invalid',
  'not-resolved': 'conflict',
  'contact-first': 'conflict',
  'offer-undecided': 'conflict',
  'letter-unfinished': 'invalid',
  'complained-about': 'forbidden',
  'not-to-contact': 'forbidden',
  'owner-already': 'conflict',
  'has-left': 'conflict',
  'snooze-past': 'invalid',
  'snooze-overdue': 'conflict',
  'not-snoozed': 'conflict',
  decided: 'conflict',
  'amount-not-positive': 'invalid',
  'above-proposal': 'forbidden',
  'above-cap': 'invalid',
  'commitment-settled': 'conflict',
  'due-in-past': 'invalid',
  'needs-manager': 'forbidden',
  'needs-admin': 'forbidden',
  held: 'forbidden',
  'second-person': 'forbidden',
  'over-already': 'conflict',
  'not-standing': 'conflict',
  'used-up': 'conflict',
  'handed-over': 'conflict',
  'order-needed': 'invalid',
  'no-worth': 'invalid',
  'worth-missing': 'invalid',
  'already-given': 'conflict',
  'no-points': 'conflict',
  'too-few-points': 'invalid',
  'worth-nothing': 'invalid',
};

/** `fields.refusal` lets the desk say it in the reader's language; `by` is the colleague who was first, `field` what to mend. */
export function refusal(refused: Refusal, by?: string | null, field?: string): DomainError {
  const sentence = by ? `${sentences[refused]} ${by} was first.` : sentences[refused];
  return new DomainError(codes[refused], sentence, {
    refusal: refused,
    ...(by ? { by } : {}),
    ...(field ? { [field]: sentences[refused] } : {}),
  });
}
