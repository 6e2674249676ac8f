import { expect, it } from 'vitest';
import { BotError } from '../../src/core/errors.ts';

it('says what is wrong, what to do about it and what it came from', () => {
  const cause = new Error('refused');
  const error = new BotError('store_down', 'The store does not answer.', 'Start it.', cause);
  expect(error).toMatchObject({
    name: 'BotError',
    code: 'store_down',
    message: 'The store does not answer.',
  });
  expect(error.hint).toBe('Start it.');
  expect(error.cause).toBe(cause);
  expect('cause' in new BotError('bad_data', 'x', 'y')).toBe(false);
});
