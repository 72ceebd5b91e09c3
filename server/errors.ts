export type ErrorCode = 'invalid' | 'forbidden' | 'not_found' | 'conflict';

/** What a command throws when a person can mend the cause; `fields` says where, by the input's own names. */
export class DomainError extends Error {
  override name = 'DomainError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly fields?: Record<string, string>,
  ) {
    super(message);
  }
}
