import type { ValidationTargets } from 'hono';
import { validator } from 'hono-openapi';
import type { z } from 'zod';
import { DomainError } from '../errors.ts';

/** Checks one part of the request; a refusal names every wrong field. The schema also documents the route. */
export function validate<T extends z.ZodType, Target extends keyof ValidationTargets>(
  target: Target,
  schema: T,
) {
  return validator(target, schema, (result) => {
    if (result.success) return;
    const fields: Record<string, string> = {};
    for (const issue of result.error) fields[pathOf(issue.path)] ??= issue.message;
    throw new DomainError('invalid', 'Some values cannot be used.', fields);
  });
}

function pathOf(path: readonly (PropertyKey | { key: PropertyKey })[] | undefined): string {
  return (path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.') || '(body)';
}
