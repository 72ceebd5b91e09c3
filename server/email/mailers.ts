import type { Config } from '../config.ts';
import type { Mailer } from './mailer.ts';
import { outboxMailer } from './outbox-mailer.ts';
import { resendMailer } from './resend-mailer.ts';
import { smtpMailer } from './smtp-mailer.ts';

/** `config` has checked that the setting a transport needs is there. */
export function mailerFor({ mailer, smtpUrl = '', bounceAddress, resend }: Config): Mailer {
  const mailers = {
    outbox: outboxMailer,
    smtp: () => smtpMailer(smtpUrl, bounceAddress),
    resend: () => resendMailer({ ...resend, tellsDelivery: resend.webhookSecret !== undefined }),
  };
  return mailers[mailer]();
}
