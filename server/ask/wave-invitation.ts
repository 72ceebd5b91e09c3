import { newId } from '#db/ids.ts';
import type { invitations, waves } from '#db/schema/programs.ts';
import { isLanguage } from '#surveys/languages.ts';
import type { Company } from '../company/company.ts';
import type { Deps } from '../deps.ts';
import type { AudienceMember } from './audience/audience.ts';
import type { Skip } from './contact-rules.ts';
import { hashOf, newNonce, tokenFor } from './invitation.ts';
import type { Program } from './programs.ts';

export type Invitation = typeof invitations.$inferInsert;

interface Asking {
  wave: Pick<typeof waves.$inferSelect, 'id' | 'surveyVersionId' | 'closesAt'>;
  program: Pick<Program, 'id' | 'channel'>;
  company: Pick<Company, 'locale'>;
  member: AudienceMember;
  verdict: true | Skip;
  sendAt: Invitation['sendAt'];
  /** What it is about, and when it closes, where that is not the wave's. */
  subject?: string;
  orderId?: string | null;
  closesAt?: Date;
}

/** The row of a customer who is asked, or of one who is skipped, with the same columns. */
export function invitationFor(deps: Deps, asking: Asking): Invitation {
  const { wave, program, company, member, verdict } = asking;
  const isAsked = verdict === true;
  const tokenNonce = isAsked ? newNonce(deps.random) : null;
  return {
    id: newId(deps),
    waveId: wave.id,
    programId: program.id,
    surveyVersionId: wave.surveyVersionId,
    customerId: member.id,
    channel: program.channel,
    subject: asking.subject ?? '',
    locale: isLanguage(member.locale) ? member.locale : company.locale,
    email: isAsked ? member.email : null,
    status: isAsked ? 'queued' : 'skipped',
    skipReason: isAsked ? null : verdict.code,
    skipFacts: isAsked ? null : verdict.facts,
    tokenNonce,
    tokenHash: tokenNonce === null ? null : hashOf(tokenFor(deps.secret, tokenNonce)),
    orderId: asking.orderId ?? member.orderId,
    queuedAt: deps.now(),
    sendAt: isAsked ? asking.sendAt : null,
    remindersSent: 0,
    scannerHits: 0,
    closesAt: asking.closesAt ?? wave.closesAt,
  };
}
