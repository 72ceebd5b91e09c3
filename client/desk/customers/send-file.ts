import type { InferResponseType } from 'hono/client';
import { type api, ApiProblem } from '../api.ts';

export type Preview = InferResponseType<(typeof api.api)['import-previews']['$post']>;
export type Report = InferResponseType<(typeof api.api)['import-checks']['$post']>;
export type Kind = 'customers' | 'orders' | 'departures' | 'responses';
export type Plan = { kind: Kind; map: Record<string, string>; set: Record<string, string> };
export type Progress = { phase: 'checking' | 'storing'; rows: number; of: number | null };

const previewBytes = 262_144;

/** The headers and first rows; only the beginning of the file travels. */
export async function previewFile(kind: Kind, file: File): Promise<Preview> {
  return (await send(`/api/import-previews?kind=${kind}`, file.slice(0, previewBytes))).json();
}

export async function checkFile(plan: Plan, file: File): Promise<Report> {
  return (await send(`/api/import-checks?${planQuery(plan)}`, file)).json();
}

/** Stores the file and tells how far it is; null when the connection ended before the import did. */
export async function importFile(
  plan: Plan,
  file: File,
  tell: (progress: Progress) => void,
): Promise<Report | null> {
  const { body } = await send(`/api/imports?${planQuery(plan)}`, file);
  let last: Report | null = null;
  for await (const line of linesOf(body)) {
    const said: { progress?: Progress; report?: Report; failed?: string } = JSON.parse(line);
    if (said.progress) tell(said.progress);
    if (said.failed) throw new ApiProblem(500, { detail: said.failed === 'internal' ? '' : said.failed });
    last = said.report ?? last;
  }
  return last;
}

const planQuery = (plan: Plan) => new URLSearchParams({ plan: JSON.stringify(plan) }).toString();

// The typed client sends forms and JSON only; a file goes as it is, so that the server can stream it.
async function send(path: string, body: Blob): Promise<Response> {
  const response = await fetch(path, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'text/csv' },
    body,
  }).catch(() => {
    throw new ApiProblem(0, {});
  });
  if (response.ok) return response;
  throw new ApiProblem(response.status, await response.json().catch(() => ({})));
}

async function* linesOf(body: ReadableStream<Uint8Array> | null): AsyncGenerator<string> {
  if (!body) return;
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    const lines = `${rest}${decoder.decode(value, { stream: !done })}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
    if (done) return;
  }
}
