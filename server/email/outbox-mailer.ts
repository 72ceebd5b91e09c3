import { oneByOne, type Mailer } from './mailer.ts';

const send: Mailer['send'] = async () => ({ outcome: 'sent', providerId: null });

/** Sends nothing: the message's row is the mail, and the desk shows it. */
export function outboxMailer(): Mailer {
  return {
    transport: 'outbox',
    keepsBody: true,
    batchSize: 100,
    remembersKeysHours: null,
    tellsDelivery: false,
    send,
    sendBatch: oneByOne(send),
    close: async () => {},
  };
}
