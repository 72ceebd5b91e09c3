import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { stream } from 'hono/streaming';
import { z } from 'zod';
import { may } from '../auth/may.ts';
import { DomainError } from '../errors.ts';
import type { Env } from '../http/env.ts';
import { answer } from '../http/problem.ts';
import { smallBodies } from '../http/small-bodies.ts';
import { validate } from '../http/validate.ts';
import { mostCodesAtOnce } from './reward-code.ts';
import { codesCsv } from './reward-code-csv.ts';
import type { CodeProblem } from './reward-code-list.ts';
import { addCodes, makeCodes, poolOf, poolsRunningLow } from './reward-codes.ts';

const mostBytes = 16 * 1024 * 1024;
const toldProblems = 200;

const made = z.strictObject({
  n: z.int('A whole number.').min(1, 'At least 1.').max(mostCodesAtOnce, `At most ${mostCodesAtOnce}.`),
});

const listLimit = bodyLimit({
  maxSize: mostBytes,
  onError: (c) => answer(c, 413, { code: 'invalid', detail: 'This list is too long.' }),
});

/** The codes that answers without a name are thanked with. Whoever sees one can use it, so agents do not. */
export function rewardCodeRoutes() {
  return new Hono<Env>()
    .get('/reward-codes/running-low', may('manager'), async (c) =>
      c.json({ pools: await poolsRunningLow(c.var.deps.db) }),
    )
    .get('/programs/:id/reward-codes', may('manager'), async (c) =>
      c.json(await poolOf(c.var.deps, c.req.param('id'))),
    )
    .post('/programs/:id/reward-codes', may('manager'), listLimit, async (c) => {
      const programId = c.req.param('id');
      const text = await listIn(c);
      if (text === null) return refuse(c, [{ line: null, problem: 'encoding' }]);
      const problems = await addCodes(c.var.deps, c.var.actor, { programId, text });
      if (problems.length > 0) return refuse(c, problems);
      return c.json(await poolOf(c.var.deps, programId), 201);
    })
    .post(
      '/programs/:id/reward-codes/made',
      may('manager'),
      smallBodies,
      validate('json', made),
      async (c) => {
        const programId = c.req.param('id');
        await makeCodes(c.var.deps, c.var.actor, { programId, n: c.req.valid('json').n });
        return c.json(await poolOf(c.var.deps, programId), 201);
      },
    )
    .get('/programs/:id/reward-codes/left.csv', may('manager'), (c) => sendList(c, c.req.param('id'), false))
    .get('/programs/:id/reward-codes/drawn.csv', may('manager'), (c) => sendList(c, c.req.param('id'), true));
}

/** A list comes as it is, one code a line; null when it is no text in UTF-8. */
async function listIn(c: Context<Env>): Promise<string | null> {
  if (!/^text\/(plain|csv)\b/i.test(c.req.header('content-type') ?? ''))
    throw new DomainError('invalid', 'Send the codes as text, one a line.');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await c.req.arrayBuffer());
  } catch {
    return null;
  }
}

function refuse(c: Context<Env>, problems: CodeProblem[]): Response {
  return answer(c, 400, {
    code: 'invalid',
    detail: 'Nothing was added: this list cannot be used as it is.',
    problems: problems.slice(0, toldProblems),
    problemCount: problems.length,
  });
}

async function sendList(c: Context<Env>, programId: string, isDrawn: boolean): Promise<Response> {
  const list = await codesCsv(c.var.deps, { programId, isDrawn });
  c.header('content-type', 'text/csv; charset=utf-8');
  c.header('content-disposition', `attachment; filename="codes-${isDrawn ? 'drawn' : 'left'}.csv"`);
  c.header('cache-control', 'no-store');
  return stream(c, async (lines) => {
    for await (const piece of list) await lines.write(piece);
  });
}
