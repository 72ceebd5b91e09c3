import { createTransport } from 'nodemailer';
import type SMTPTransport from 'nodemailer/lib/smtp-transport/index.js';
import { oneByOne, type Delivery, type Mail, type Mailer } from './mailer.ts';
import { messageIdOf } from './mail-header.ts';

const connections = 5;

/**
 * Hands mail to an SMTP server over a few kept connections. `smtp(s)://user:password@host:port`. What cannot be
 * delivered later comes back to `bounceAddress`, else to the sender.
 */
export function smtpMailer(url: string, bounceAddress?: string): Mailer {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: connections,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const send: Mailer['send'] = async (mail) => {
    try {
      const { messageId } = await transport.sendMail(outgoing(mail, bounceAddress));
      return { outcome: 'sent', providerId: messageId };
    } catch (error) {
      return refusalIn(error);
    }
  };
  return {
    transport: 'smtp',
    keepsBody: false,
    // As many as there are connections: what a crash leaves open stays small.
    batchSize: connections,
    remembersKeysHours: null,
    tellsDelivery: false,
    send,
    sendBatch: oneByOne(send),
    close: async () => transport.close(),
  };
}

function outgoing(
  { id, from, to, replyTo, subject, html, text, headers }: Mail,
  bounceAddress: string | undefined,
) {
  return {
    messageId: messageIdOf(id, from.email),
    ...(bounceAddress === undefined ? {} : { envelope: { from: bounceAddress, to: to.email } }),
    ...(replyTo ? { replyTo } : {}),
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
