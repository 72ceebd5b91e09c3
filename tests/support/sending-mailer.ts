import { oneByOne, type Mailer } from '#server/email/mailer.ts';

/** A transport of single mails that does what a test says; keeps no bodies. */
export function sendingMailer(send: Mailer['send'], overrides: Partial<Mailer> = {}): Mailer {
  return {
    transport: 'smtp',
    keepsBody: false,
    batchSize: 5,
    remembersKeysHours: null,
    tellsDelivery: false,
    send,
    sendBatch: oneByOne(send),
    close: async () => {},
    ...overrides,
  };
}
