import { hc, type ClientResponse } from 'hono/client';
import type { AppType } from '#server/app.ts';

export type ProblemCode =
  'invalid' | 'forbidden' | 'not_found' | 'conflict' | 'unauthenticated' | 'internal' | 'unknown';

/** What the server refused, in words that people can read (RFC 9457). `status` 0 means it was not reached. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: ProblemCode;
  readonly fields: Readonly<Record<string, string>>;
  /** Where a list was refused: its wrong lines, the first of them, and how many there are. */
  readonly problems: readonly LineProblem[];
  readonly problemCount: number;

  constructor(status: number, problem: Partial<ProblemBody>) {
    super(problem.detail ?? problem.title ?? '');
    this.name = 'ApiProblem';
    this.status = status;
    this.code = problem.code ?? 'unknown';
    this.fields = problem.fields ?? {};
    this.problems = problem.problems ?? [];
    this.problemCount = problem.problemCount ?? 0;
  }
}

export type LineProblem = { line: number | null; problem: string; firstLine?: number };

type ProblemBody = {
  title: string;
  detail: string;
  code: ProblemCode;
  fields: Record<string, string>;
  problems: LineProblem[];
  problemCount: number;
};

/** The typed client. Whatever is not a success is thrown as `ApiProblem`. */
export const api = hc<AppType>('/', { fetch: fetchOrThrow, init: { credentials: 'same-origin' } });

/** The body of a typed answer: `useQuery({ queryKey, queryFn: () => read(api.api.me.$get()) })`. */
export async function read<T>(answer: Promise<ClientResponse<T, number, 'json'>>): Promise<T> {
  // Every answer that is no success has been thrown, so the body is the one the route promises.
  return (await (await answer).json()) as T;
}

/** For the few paths that the typed client does not know, such as those of better-auth. */
export async function getJson<T>(path: string): Promise<T> {
  const response = await fetchOrThrow(path, { credentials: 'same-origin' });
  return (await response.json()) as T;
}

export async function sendJson<T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown) {
  const response = await fetchOrThrow(path, {
    method,
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

/** A list as it is: the typed client sends forms and JSON only. */
export async function sendText<T>(path: string, body: Blob): Promise<T> {
  const headers = { 'content-type': 'text/plain' };
  const response = await fetchOrThrow(path, { method: 'POST', credentials: 'same-origin', headers, body });
  return (await response.json()) as T;
}

async function fetchOrThrow(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, init).catch(() => {
    throw new ApiProblem(0, {});
  });
  if (response.ok) return response;
  const isJson = response.headers.get('content-type')?.includes('json');
  const problem: Partial<ProblemBody> = isJson ? await response.json().catch(() => ({})) : {};
  throw new ApiProblem(response.status, problem);
}
