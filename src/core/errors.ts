/** What somebody else can mend. Anything else that is thrown is a bug, and stays a plain Error. */
export type ErrorCode = 'bad_config' | 'bad_data' | 'store_down' | 'platform_refused';

export class BotError extends Error {
  readonly code: ErrorCode;
  /** What to do about it: one sentence for the reader of the log. */
  readonly hint: string;

  constructor(code: ErrorCode, message: string, hint: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'BotError';
    this.code = code;
    this.hint = hint;
  }
}
