import type { MailPurpose } from './message-kind.ts';

export type SuppressionReason = 'unsubscribed' | 'nothing' | 'bounced' | 'complained' | 'by-hand';
export type CustomerStatus = 'active' | 'left' | 'deceased' | 'barred' | 'anonymised';
export type NeverContacted = Extract<CustomerStatus, 'deceased' | 'barred' | 'anonymised'>;
export type MailRefusal = SuppressionReason | NeverContacted;

const neverContacted: readonly string[] = ['deceased', 'barred', 'anonymised'] satisfies NeverContacted[];

export function isNeverContacted(status: CustomerStatus | MailRefusal): status is NeverContacted {
  return neverContacted.includes(status);
}

/** The one spelling an address is suppressed under. */
export function addressKey(email: string): string {
  return email.trim().toLowerCase();
}

/**
 * Why a mail must not go, or null. A dead, barred or anonymised customer gets nothing, whatever it is (design rule 5).
 * Who unsubscribed gets no survey and no offer, yet is still answered about her own case: she asked for that answer.
 * Who wants nothing gets not even that, nor does a bounced, complained or hand-blocked address; colleagues only lose an
 * address that bounces.
 */
export function mailRefusal(
  purpose: MailPurpose,
  status: CustomerStatus | null,
  suppression: SuppressionReason | null,
): MailRefusal | null {
  if (status !== null && isNeverContacted(status)) return status;
  if (purpose === 'staff') return suppression === 'bounced' ? suppression : null;
  if (suppression === 'unsubscribed' && purpose === 'own-case') return null;
  return suppression;
}
