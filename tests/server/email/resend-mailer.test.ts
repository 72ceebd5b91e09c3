import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { resendMailer } from '#server/email/resend-mailer.ts';

const mail = {
  id: 'm1',
  from: { name: 'Water "Market"', email: 'hello@water.example' },
  to: { name: null, email: 'ada@example.com' },
  subject: 'Hello',
  html: '<p>Hello</p>',
  text: 'Hello',
  headers: { 'List-Unsubscribe': '<https://water.example/u/abc>' },
};

async function aStandIn(status: number, body: object) {
  const seen: { headers: IncomingHttpHeaders; body: unknown; path: string | undefined }[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk));
    request.on('end', () => {
      seen.push({ headers: request.headers, body: JSON.parse(text), path: request.url });
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const mailer = resendMailer({ apiKey: 're_key', perSecond: 1000, tellsDelivery: true, baseUrl });
  return { seen, mailer };
}

test('a mail goes to Resend with its id as the idempotency key', async () => {
  const { seen, mailer } = await aStandIn(200, { id: 'p1' });
  expect(await mailer.send(mail)).toEqual({ outcome: 'sent', providerId: 'p1' });
  expect(seen).toMatchObject([
    {
      path: '/emails',
      headers: { authorization: 'Bearer re_key', 'idempotency-key': 'm1' },
      body: { from: '"Water  Market " <hello@water.example>', to: 'ada@example.com', subject: 'Hello' },
    },
  ]);
});

test.each([400, 422])('%i is about this mail and final', async (status) => {
  const { mailer } = await aStandIn(status, {
    statusCode: status,
    name: 'validation_error',
    message: 'Invalid to',
  });
  expect(await mailer.send(mail)).toEqual({
    outcome: 'refused',
    note: 'Resend: validation_error: Invalid to',
  });
});

test.each([401, 403, 409, 429, 500])('%i may be mended, so it throws', async (status) => {
  const { mailer } = await aStandIn(status, { statusCode: status, name: 'some_error', message: 'Not now' });
  await expect(mailer.send(mail)).rejects.toThrow('Not now');
});
