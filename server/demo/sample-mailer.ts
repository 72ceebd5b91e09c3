import { oneByOne, type Mailer } from '../email/mailer.ts';
import { outboxMailer } from '../email/outbox-mailer.ts';

/** Addresses under it come back, as some always do. */
export const goneDomain = 'gone.example';

/** The outbox of the sample's history: bodies older than `keepsBodiesFrom` would be read by nobody and are not kept. */
export function sampleMailer(clock: { now: Date }, keepsBodiesFrom: Date): Mailer {
  const outbox = outboxMailer();
  const send: Mailer['send'] = async (mail) =>
    mail.to.email.endsWith(`@${goneDomain}`)
      ? { outcome: 'refused', note: '550 No such mailbox' }
      : outbox.send(mail);
  return {
    ...outbox,
    get keepsBody() {
      return clock.now > keepsBodiesFrom;
    },
    send,
    sendBatch: oneByOne(send),
  };
}
