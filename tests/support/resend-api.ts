import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** How often, from 0 to 1, a request meets each of these. */
export interface Faults {
  tooMany?: number;
  /** Fails before anything was taken. */
  broken?: number;
  /** Takes the mails, and then fails. */
  brokenAfter?: number;
  cutBefore?: number;
  /** Takes the mails, and then hangs up without a word, or in the middle of one. */
  cutAfter?: number;
  cutWithin?: number;
  /** Milliseconds the work takes, during which the same key is busy. */
  slow?: number;
}

export interface Email {
  from: string;
  to: string | string[];
  subject: string;
  html?: string;
  text?: string;
  headers?: Record<string, string>;
  tags?: { name: string; value: string }[];
}

interface Options {
  apiKey?: string;
  faults?: Faults;
  /** Requests a second before 429. */
  limit?: number;
  keepsBodies?: boolean;
  port?: number;
}

const address = /^(?:.*<)?[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+>?$/;

/** Behaves like the documented API of Resend: keys, limits, idempotency, validation, and its failures at will. */
export async function aResendApi(options: Options = {}) {
  const api = new ResendApi(options);
  const server = createServer((request, response) => void api.answer(request, response));
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((listening) => server.listen(options.port ?? 0, '127.0.0.1', listening));
  return {
    api,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly error: string,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }
}

type Kept = { hash: string; body: string };

export class ResendApi {
  faults: Faults;
  apiKey: string;
  requests = 0;
  /** How often it answered so: by status, or by the name of the error. */
  answers: Record<string, number> = {};
  mails = 0;
  readonly bodies: { path: string; headers: IncomingMessage['headers']; body: unknown }[] = [];
  readonly taken = new Map<string, { key: string; email: string }[]>();
  readonly #keys = new Map<string, Kept>();
  readonly #busy = new Set<string>();
  #window = { began: 0, used: 0 };

  constructor(private readonly options: Options) {
    this.faults = options.faults ?? {};
    this.apiKey = options.apiKey ?? 're_key';
  }

  /** How many mails went, to how many people, and to whom not exactly one. */
  tally() {
    const perRecipient = [...this.taken].map(([email, mails]) => ({ email, n: mails.length }));
    return {
      requests: this.requests,
      mails: this.mails,
      recipients: perRecipient.length,
      notOnce: perRecipient.filter(({ n }) => n !== 1),
      answers: this.answers,
    };
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    request.on('error', () => {});
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer);
    } catch {
      return;
    }
    const raw = Buffer.concat(chunks);
    if (request.url === '/tally') return this.#say(response, 200, JSON.stringify(this.tally()));
    if (request.url === '/count') return this.#say(response, 200, JSON.stringify({ mails: this.mails }));
    if (request.url === '/faults') {
      this.faults = JSON.parse(raw.toString());
      return this.#say(response, 200, '{}');
    }
    this.requests++;
    try {
      await this.#take(request, response, raw);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { status, error: name, message, headers } = error;
      this.#count(name);
      this.#say(response, status, JSON.stringify({ statusCode: status, name, message }), headers);
    }
  }

  async #take(request: IncomingMessage, response: ServerResponse, raw: Buffer): Promise<void> {
    this.#allow(request);
    const {
      tooMany = 0,
      broken = 0,
      brokenAfter = 0,
      cutBefore = 0,
      cutAfter = 0,
      cutWithin = 0,
    } = this.faults;
    if (happens(cutBefore)) return void request.socket.destroy();
    if (happens(tooMany))
      throw new Refusal(429, 'rate_limit_exceeded', 'Too many requests.', { 'retry-after': '0' });
    if (happens(broken)) throw new Refusal(500, 'internal_server_error', 'Something went wrong.');
    const key = String(request.headers['idempotency-key'] ?? randomUUID());
    if (this.#busy.has(key)) {
      throw new Refusal(
        409,
        'concurrent_idempotent_requests',
        'Another request with this key is in progress.',
      );
    }
    this.#busy.add(key);
    try {
      const body = this.#once(key, request, raw);
      if (this.faults.slow) await sleep(this.faults.slow);
      if (happens(brokenAfter)) throw new Refusal(503, 'application_error', 'Unavailable.');
      if (happens(cutAfter)) return void request.socket.destroy();
      if (happens(cutWithin)) {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
        response.write(body.slice(0, body.length / 2));
        return void setTimeout(() => request.socket.destroy(), 1);
      }
      this.#say(response, 200, body);
    } finally {
      this.#busy.delete(key);
    }
  }

  #allow({ headers, method, url }: IncomingMessage): void {
    if (method !== 'POST' || !['/emails', '/emails/batch'].includes(url ?? ''))
      throw new Refusal(404, 'not_found', 'The requested endpoint does not exist.');
    if (!headers.authorization) throw new Refusal(401, 'missing_api_key', 'Missing API key.');
    if (headers.authorization !== `Bearer ${this.apiKey}`)
      throw new Refusal(403, 'invalid_api_key', 'API key is invalid.');
    const { limit } = this.options;
    if (limit === undefined) return;
    const now = Date.now();
    if (now - this.#window.began >= 1000) this.#window = { began: now, used: 0 };
    if (++this.#window.used > limit)
      throw new Refusal(429, 'rate_limit_exceeded', 'Too many requests.', { 'retry-after': '1' });
  }

  /** The same key again gives the first answer, or a conflict when the body is another one. */
  #once(key: string, { url, headers }: IncomingMessage, raw: Buffer): string {
    const hash = createHash('sha1').update(raw).digest('base64');
    const kept = this.#keys.get(key);
    if (kept && kept.hash !== hash)
      throw new Refusal(409, 'invalid_idempotent_request', 'This key was used with another payload.');
    if (kept) return kept.body;
    const text = raw.toString();
    const parsed: unknown = JSON.parse(text);
    if (this.options.keepsBodies) this.bodies.push({ path: url ?? '', headers, body: parsed });
    const body = url === '/emails' ? this.#single(key, parsed) : this.#batch(key, headers, parsed);
    this.#keys.set(key, { hash, body });
    return body;
  }

  #single(key: string, email: unknown): string {
    const wrong = problemOf(email);
    if (wrong) throw new Refusal(422, 'validation_error', wrong);
    return JSON.stringify({ id: this.#accept(key, email as Email) });
  }

  #batch(key: string, headers: IncomingMessage['headers'], emails: unknown): string {
    if (!Array.isArray(emails) || emails.length === 0 || emails.length > 100)
      throw new Refusal(422, 'validation_error', 'A batch holds 1 to 100 emails.');
    const problems = emails.flatMap((email: unknown, index) => {
      const message = problemOf(email);
      return message ? [{ index, message }] : [];
    });
    const isPermissive = headers['x-batch-validation'] === 'permissive';
    if (problems[0] && !isPermissive) throw new Refusal(422, 'validation_error', problems[0].message);
    const wrong = new Set(problems.map(({ index }) => index));
    const data = emails.flatMap((email: Email, at) =>
      wrong.has(at) ? [] : [{ id: this.#accept(key, email) }],
    );
    return JSON.stringify(isPermissive ? { data, errors: problems } : { data });
  }

  #accept(key: string, { to }: Email): string {
    this.mails++;
    for (const mailbox of [to].flat()) {
      const email = /<(.*)>$/.exec(mailbox)?.[1] ?? mailbox;
      const taken = this.taken.get(email);
      if (taken) taken.push({ key, email });
      else this.taken.set(email, [{ key, email }]);
    }
    return randomUUID();
  }

  #count(answer: string): void {
    this.answers[answer] = (this.answers[answer] ?? 0) + 1;
  }

  #say(response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}): void {
    if (status === 200 && response.req.url?.startsWith('/emails')) this.#count('200');
    const { limit } = this.options;
    const left = limit === undefined ? {} : { 'ratelimit-limit': String(limit), 'ratelimit-reset': '1' };
    const remaining =
      limit === undefined ? {} : { 'ratelimit-remaining': String(Math.max(0, limit - this.#window.used)) };
    response
      .writeHead(status, { 'content-type': 'application/json', ...left, ...remaining, ...headers })
      .end(body);
  }
}

const happens = (share: number) => share > 0 && Math.random() < share;

function problemOf(email: unknown): string | null {
  const { from, to, subject, html, text } = email as Partial<Email>;
  if (typeof from !== 'string' || !address.test(from)) return 'Invalid `from` field.';
  if (!to || ![to].flat().every((one) => address.test(one))) return 'Invalid `to` field.';
  if (typeof subject !== 'string') return 'Missing `subject` field.';
  return html === undefined && text === undefined ? 'Missing `html` or `text` field.' : null;
}
