import { webApi } from '@slack/bolt';
import { expect, it } from 'vitest';
import { failureOf, isRefusal, quietLogger } from '../../../src/platforms/slack/failure.ts';
import { fakeTools } from './bench.ts';

it('lets codes through, for warnings and errors, and not a word of what the SDK said', () => {
  const { log, written } = fakeTools();
  const logger = quietLogger(log);
  // Below that, the SDK would compose what it would say.
  expect(logger.getLevel()).toBe('error');
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

it('takes from an error what looks like a code of Slack’s own, and nothing else', () => {
  const refusal = (error: string) =>
    failureOf(new webApi.WebAPIPlatformError({ ok: false, error, response_metadata: {} }));
  const code = 'slack_webapi_platform_error';
  expect(refusal('<html>quokka</html>')).toEqual({ code });
  expect(refusal('invalid_auth')).toEqual({ code, detail: 'invalid_auth' });
  expect(['invalid_auth', '<html>quokka</html>'].map((one) => isRefusal(refusal(one)))).toEqual([
    true,
    false,
  ]);
  const http = new webApi.WebAPIHTTPError(500, 'quokka', {}, 'quokka');
  expect(failureOf(http)).toEqual({ code: 'slack_webapi_http_error', status: 500 });
  for (const thrown of [
    new Error('quokka'),
    'quokka',
    undefined,
    null,
    { code: 'a quokka', statusCode: 'x' },
  ])
    expect(failureOf(thrown)).toEqual({ code: 'unknown' });
});
