import { webApi } from '@slack/bolt';
import { expect, it } from 'vitest';
import { failureOf, isRefusal, quietLogger } from '../../../src/platforms/slack/failure.ts';
import { fakeTools } from './bench.ts';

it('lets codes through, for warnings and errors, and not a word of what the SDK said', () => {
  const { log, written } = fakeTools();
  const logger = quietLogger(log);
  for (const level of ['debug', 'info', 'warn', 'error'] as const) {
    logger[level]('WebSocket error! quokka', { text: 'quokka' });
    logger[level](new Error('quokka'), 'quokka');
  }
  expect(written).toEqual(
    ['socket_error', 'sdk_warning', 'socket_error', 'sdk_warning'].map((code) => ({
      level: 'warn',
      event: 'slack sdk',
      rest: [{ platform: 'slack', code }],
    })),
  );
});

it('is never at a level at which the SDK composes what it would say', () => {
  const logger = quietLogger(fakeTools().log);
  expect(logger.getLevel()).toBe('error');
});

it('takes from an error what looks like a code of Slack’s own, and nothing else', () => {
  const page = new webApi.WebAPIPlatformError({
    ok: false,
    error: '<html>quokka</html>',
    response_metadata: {},
  });
  expect(failureOf(page)).toEqual({ code: 'slack_webapi_platform_error' });
  const refusal = new webApi.WebAPIPlatformError({ ok: false, error: 'invalid_auth', response_metadata: {} });
  expect(failureOf(refusal)).toEqual({ code: 'slack_webapi_platform_error', detail: 'invalid_auth' });
  expect(isRefusal(failureOf(refusal))).toBe(true);
  expect(isRefusal(failureOf(page))).toBe(false);
  expect(failureOf(new webApi.WebAPIHTTPError(500, 'quokka', {}, 'quokka'))).toEqual({
    code: 'slack_webapi_http_error',
    status: 500,
  });
  for (const thrown of [
    new Error('quokka'),
    'quokka',
    undefined,
    null,
    { code: 'a quokka', statusCode: 'x' },
  ]) {
    expect(failureOf(thrown)).toEqual({ code: 'unknown' });
  }
});
