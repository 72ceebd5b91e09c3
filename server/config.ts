import { z } from 'zod';

const wholePort = 'must be a port from 0 to 65535';
const port = z.coerce.number(wholePort).int(wholePort).min(0, wholePort).max(65535, wholePort);
const aboveZero = 'must be a number above 0';
const fromZero = 'must be a whole number from 0';
const aMinute = (byDefault: number) =>
  z.preprocess(blankIsUnset, z.coerce.number(fromZero).int(fromZero).min(0, fromZero).default(byDefault));
const oneOf = <const T extends string>(words: T[]) =>
  z.enum(words, { error: `must be one of ${words.join(', ')}` });
const isFile = (url: string) => url.startsWith('file:');
const blankIsUnset = (value: unknown) => (value === '' ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsUnset, schema.optional());

/** Every setting, its check and its default. `.env.example` tells people the same. */
const schema = z
  .object({
    AMENDS_DATABASE_URL: z.preprocess(
      blankIsUnset,
      z
        .string()
        .regex(
          /^(file:|libsql:\/\/|wss?:\/\/|https?:\/\/)./,
          'must start with file:, libsql://, ws(s):// or http(s)://',
        )
        .default('file:data/amends.db'),
    ),
    AMENDS_DATABASE_TOKEN: optional(z.string()),
    AMENDS_SYNCHRONOUS: z.preprocess(blankIsUnset, oneOf(['FULL', 'NORMAL']).default('FULL')),
    AMENDS_SECRET: optional(z.string().min(32, 'must be at least 32 characters')),
    AMENDS_HOST: z.preprocess(blankIsUnset, z.string().default('127.0.0.1')),
    AMENDS_PORT: z.preprocess(blankIsUnset, port.default(3000)),
    AMENDS_URL: optional(z.url({ protocol: /^https?$/, error: 'must be an http(s) address' })),
    AMENDS_TRUST_PROXY: z.preprocess(blankIsUnset, oneOf(['yes', 'no']).default('no')),
    AMENDS_MOST_AT_ONCE: z.preprocess(
      blankIsUnset,
      z.coerce.number(aboveZero).int(aboveZero).positive(aboveZero).default(1000),
    ),
    AMENDS_POSTS_PER_ADDRESS: aMinute(600),
    AMENDS_POSTS_PER_LINK: aMinute(60),
    AMENDS_READS_PER_ADDRESS: aMinute(1200),
    AMENDS_MAILER: z.preprocess(blankIsUnset, oneOf(['outbox', 'smtp', 'resend']).default('outbox')),
    AMENDS_SMTP_URL: optional(z.string().regex(/^smtps?:\/\/./, 'must start with smtp:// or smtps://')),
    AMENDS_BOUNCE_ADDRESS: optional(z.email('must be an e-mail address')),
    AMENDS_RESEND_API_KEY: optional(z.string()),
    AMENDS_RESEND_PER_SECOND: z.preprocess(
      blankIsUnset,
      z.coerce.number(aboveZero).positive(aboveZero).max(1000, 'must be at most 1000').default(2),
    ),
    AMENDS_RESEND_WEBHOOK_SECRET: optional(
      z.string().regex(/^whsec_[A-Za-z0-9+/]{16,}=*$/, 'must start with whsec_, as Resend shows it'),
    ),
    AMENDS_RESEND_URL: optional(z.url({ protocol: /^https?$/, error: 'must be an http(s) address' })),
    AMENDS_PRIVATE_HOOKS: z.preprocess(blankIsUnset, oneOf(['yes', 'no']).default('no')),
    AMENDS_MODEL_URL: optional(z.url({ protocol: /^https?$/, error: 'must be an http(s) address' })),
    AMENDS_MODEL_KEY: optional(z.string()),
    AMENDS_MODEL_NAME: optional(z.string()),
    AMENDS_LOG: z.preprocess(
      blankIsUnset,
      oneOf(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    ),
  })
  // Checked also where other settings are wrong, so that all of them are told at once.
  .refine(({ AMENDS_MAILER, AMENDS_SMTP_URL }) => AMENDS_MAILER !== 'smtp' || AMENDS_SMTP_URL, {
    path: ['AMENDS_SMTP_URL'],
    error: 'is needed when AMENDS_MAILER=smtp',
    when: () => true,
  })
  .refine(({ AMENDS_MAILER, AMENDS_RESEND_API_KEY }) => AMENDS_MAILER !== 'resend' || AMENDS_RESEND_API_KEY, {
    path: ['AMENDS_RESEND_API_KEY'],
    error: 'is needed when AMENDS_MAILER=resend',
    when: () => true,
  })
  .refine(({ AMENDS_MODEL_URL, AMENDS_MODEL_NAME }) => !AMENDS_MODEL_URL || AMENDS_MODEL_NAME, {
    path: ['AMENDS_MODEL_NAME'],
    error: 'is needed with AMENDS_MODEL_URL',
    when: () => true,
  })
  .refine(({ AMENDS_DATABASE_URL, AMENDS_SECRET }) => isFile(AMENDS_DATABASE_URL) || AMENDS_SECRET, {
    path: ['AMENDS_SECRET'],
    error: 'is needed with a database server, so that all processes share it',
  });

export type Config = ReturnType<typeof toConfig>;

/** Reads all settings at once; throws one error with a line per wrong setting. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const read = schema.safeParse(environment);
  if (read.success) return toConfig(read.data);
  const lines = read.error.issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`);
  throw new Error(`These settings are wrong:\n${lines.join('\n')}\n.env.example explains each of them.`);
}

function toConfig(settings: z.output<typeof schema>) {
  const url = settings.AMENDS_URL ?? `http://localhost:${settings.AMENDS_PORT}`;
  return {
    database: {
      url: settings.AMENDS_DATABASE_URL,
      authToken: settings.AMENDS_DATABASE_TOKEN,
      synchronous: settings.AMENDS_SYNCHRONOUS,
    },
    secret: settings.AMENDS_SECRET,
    host: settings.AMENDS_HOST,
    port: settings.AMENDS_PORT,
    /** The address customers and staff reach us at, without a slash at its end. */
    url: url.replace(/\/+$/, ''),
    trustProxy: settings.AMENDS_TRUST_PROXY === 'yes',
    /** Survey pages and answers under way at once; the next one is told to come again. */
    mostAtOnce: settings.AMENDS_MOST_AT_ONCE,
    /** How often strangers may come in a minute; 0 lets everything through. */
    visits: {
      postsPerAddress: settings.AMENDS_POSTS_PER_ADDRESS,
      postsPerLink: settings.AMENDS_POSTS_PER_LINK,
      readsPerAddress: settings.AMENDS_READS_PER_ADDRESS,
    },
    mailer: settings.AMENDS_MAILER,
    smtpUrl: settings.AMENDS_SMTP_URL,
    /** Where mail handed to an SMTP server comes back to. */
    bounceAddress: settings.AMENDS_BOUNCE_ADDRESS,
    resend: {
      apiKey: settings.AMENDS_RESEND_API_KEY ?? '',
      perSecond: settings.AMENDS_RESEND_PER_SECOND,
      webhookSecret: settings.AMENDS_RESEND_WEBHOOK_SECRET,
      baseUrl: settings.AMENDS_RESEND_URL?.replace(/\/+$/, ''),
    },
    /** Whether alerts may be posted to addresses of a local network, and without TLS. */
    privateHooks: settings.AMENDS_PRIVATE_HOOKS === 'yes',
    /** A language model that is asked about texts the reader is not sure of; null where none is. */
    model: settings.AMENDS_MODEL_URL
      ? {
          url: settings.AMENDS_MODEL_URL.replace(/\/+$/, ''),
          key: settings.AMENDS_MODEL_KEY ?? '',
          name: settings.AMENDS_MODEL_NAME ?? '',
        }
      : null,
    logLevel: settings.AMENDS_LOG,
  };
}
