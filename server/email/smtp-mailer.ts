import { createTransport } from 'nodemailer';
import type SMTPTransport from 'nodemailer/lib/smtp-transport/index.js';
import type { Delivery, Mail, Mailer } from './mailer.ts';
import { messageIdOf } from './mail-header.ts';

/** Hands mail to an SMTP server over a few kept connections. `smtp(s)://user:password@host:port`. */
export function smtpMailer(url: string): Mailer {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 5,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    transport: 'smtp',
    keepsBody: false,
    send: async (mail) => {
      try {
        const { messageId } = await transport.sendMail(envelopeOf(mail));
        return { outcome: 'sent', providerId: messageId };
      } catch (error) {
        return refusalIn(error);
      }
    },
    close: async () => transport.close(),
  };
}

function envelopeOf({ id, from, to, subject, html, text, headers }: Mail) {
  return {
    messageId: messageIdOf(id, from.email),
    from: { name: from.name, address: from.email },
    to: { name: to.name ?? '', address: to.email },
    subject,
    html,
    text,
    headers,
  };
}

/** A 5xx to the recipient or to the text is final. One to our login or sender is our own mistake: the job waits. */
function refusalIn(error: unknown): Delivery {
  const {
    responseCode = 0,
    command = '',
    response,
  } = error as SMTPTransport.SentMessageInfo & {
    responseCode?: number;
    command?: string;
  };
  if (responseCode >= 500 && ['RCPT TO', 'DATA'].includes(command)) {
    return { outcome: 'refused', note: response };
  }
  throw error;
}
