import type { InferResponseType } from 'hono/client';
import { api, ApiProblem } from '../api.ts';

export type Preview = InferResponseType<(typeof api.api)['import-previews']['$post']>;
export type Report = InferResponseType<(typeof api.api)['import-checks']['$post']>;
export type Kind = 'customers' | 'orders' | 'departures' | 'responses';
export type Plan = { kind: Kind; map: Record<string, string>; set: Record<string, string> };
export type Progress = { phase: 'checking' | 'storing'; rows: number; of: number | null };

const previewBytes = 262_144;

/** The headers and first rows; only the beginning of the file travels. */
export async function previewFile(kind: Kind, file: File): Promise<Preview> {
  const url = api.api['import-previews'].$url({ query: { kind } });
  return (await send(url, file.slice(0, previewBytes))).json();
}

export async function checkFile(plan: Plan, file: File): Promise<Report> {
  const url = api.api['import-checks'].$url({ query: { plan: JSON.stringify(plan) } });
  return (await send(url, file)).json();
}

/** Stores the file and tells how far it is; null when the connection ended before the import did. */
export async function importFile(
  plan: Plan,
  file: File,
  tell: (progress: Progress) => void,
): Promise<Report | null> {
  const url = api.api.imports.$url({ query: { plan: JSON.stringify(plan) } });
  const { body } = await send(url, file);
  let last: Report | null = null;
  for await (const line of linesOf(body)) {
    const said: { progress?: Progress; report?: Report; failed?: string } = JSON.parse(line);
    if (said.progress) tell(said.progress);
    if (said.failed) throw new ApiProblem(500, { detail: said.failed === 'internal' ? '' : said.failed });
    last = said.report ?? last;
  }
  return last;
}

async function send(url: URL, body: Blob): Promise<Response> {
  const response = await fetch(`${url.pathname}${url.search}`, {
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
