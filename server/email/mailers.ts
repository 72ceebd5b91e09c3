import type { Config } from '../config.ts';
import type { Mailer } from './mailer.ts';
import { outboxMailer } from './outbox-mailer.ts';

export function mailerFor(config: Config): Mailer {
  if (config.mailer === 'outbox') return outboxMailer();
  throw new Error(`AMENDS_MAILER=${config.mailer} is not known`);
}
