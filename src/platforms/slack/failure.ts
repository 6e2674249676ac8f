import { z } from 'zod';

const coded = z.object({
  code: z
    .string()
    .regex(/^[a-z_]{1,60}$/u)
    .optional()
    .catch(undefined),
  statusCode: z.number().int().optional().catch(undefined),
  retryAfter: z.number().optional().catch(undefined),
  data: z
    .object({ error: z.string().regex(/^[a-z_]{1,60}$/u) })
    .optional()
    .catch(undefined),
});

/** What may be logged of an error that Slack's SDK threw. Its message and fields can hold what was sent, and an HTML
    page stands where a code should be: only words that look like Slack's own codes pass. */
export interface Failure {
  readonly code: string;
  readonly detail?: string;
  readonly status?: number;
  /** Seconds. */
  readonly retryAfter?: number;
}

export function failureOf(error: unknown): Failure {
  const parsed = coded.safeParse(error);
  if (!parsed.success) return { code: 'unknown' };
  const { code, statusCode, retryAfter, data } = parsed.data;
  return {
    code: code ?? 'unknown',
    ...(data && { detail: data.error }),
    ...(statusCode !== undefined && { status: statusCode }),
    ...(retryAfter !== undefined && { retryAfter }),
  };
}

/** Whether Slack said that it took nothing: then the same may be sent again. After a timeout, a broken connection or a
    fault on Slack's side it may have arrived. */
export function tookNothing({ status }: Failure): boolean {
  return status !== undefined && status >= 400 && status < 500 && status !== 408;
}

/** Slack's own words for "not with this token": somebody has to mend the configuration, waiting does not help. */
const REFUSALS = new Set([
  'account_inactive',
  'app_uninstalled',
  'invalid_auth',
  'missing_scope',
  'no_permission',
  'not_allowed_token_type',
  'not_authed',
  'team_disabled',
  'token_expired',
  'token_revoked',
]);

export const isRefusal = (failure: Failure): boolean => REFUSALS.has(failure.detail ?? '');
