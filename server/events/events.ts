import { events } from '#db/schema/events.ts';
import type { Database, Tx } from '#db/client.ts';
import { insertRow } from '#db/row-statements.ts';

export interface NewEvent {
  kind: EventKind;
  at: Date;
  actorId?: string | null;
  customerId?: string | null;
  caseId?: string | null;
  data?: Record<string, unknown>;
}

/** What can happen. A new kind is added here first. */
export const eventKinds = [
  'company-set-up',
  'company-changed',
  'codebook-changed',
  'competitors-changed',
  'departments-changed',
  'staff-invited',
  'staff-changed',
  'assignment-changed',
  'escalation-changed',
  'staff-signed-in',
  'key-created',
  'key-revoked',
  'customers-imported',
  'orders-imported',
  'departures-imported',
  'responses-imported',
  'events-imported',
  'tiers-computed',
  'survey-created',
  'survey-published',
  'survey-renamed',
  'survey-archived',
  'survey-unarchived',
  'wave-opened',
  'wave-prepared',
  'wave-paused',
  'wave-resumed',
  'wave-closed',
  'invitations-sent',
  'invitation-bounced',
  'program-added',
  'reminders-sent',
  'program-changed',
  'program-archived',
  'program-restored',
  'program-paused',
  'program-resumed',
  'response-received',
  'response-corrected',
  'reasons-reviewed',
  'review-taken-back',
  'voice-tagged',
  'voice-untagged',
  'callback-requested',
  'reward-codes-added',
  'call-made',
  'interview-taken-over',
  'interviewer-allowed',
  'unsubscribed',
  'resubscribed',
  'address-blocked',
  'address-allowed',
  'job-retried',
  'case-opened',
  'case-assigned',
  'case-snoozed',
  'case-woken',
  'case-escalated',
  'case-contacted',
  'case-noted',
  'case-resolved',
  'compensation-proposed',
  'compensation-approved',
  'compensation-declined',
  'grant-issued',
  'reward-granted',
  'mail-sent',
  'change-found',
  'change-taken-back',
  'digest-chosen',
  'digest-stopped',
  'digest-due',
  'words-released',
  'words-withdrawn',
  'words-published',
  'words-unpublished',
  'public-page-changed',
  'repair-changed',
  'exported',
  'view-shared',
  'shared-view-revoked',
] as const;
export type EventKind = (typeof eventKinds)[number];

/** Writes down what happened, in the transaction in which it happens. */
export function record(db: Database, tx: Tx, event: NewEvent): void {
  tx.run(
    insertRow(db, events, {
      kind: event.kind,
      at: event.at,
      actorId: event.actorId ?? null,
      customerId: event.customerId ?? null,
      caseId: event.caseId ?? null,
      data: event.data ?? {},
    }),
  );
}
