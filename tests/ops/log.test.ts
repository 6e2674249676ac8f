import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { BotError } from '../../src/core/errors.ts';
import type { Log } from '../../src/core/ports.ts';
import { FIELD_NAMES } from '../../src/ops/fields.ts';
import { createLog, type Level } from '../../src/ops/log.ts';

const line = z.record(z.string(), z.unknown());

/** What a log wrote, line by line. */
function logged(use: (log: Log) => void, level: Level = 'info'): Record<string, unknown>[] {
  const written: string[] = [];
  use(createLog(level, { write: (text) => written.push(text) }));
  return written.map((text) => {
    expect(text.indexOf('\n')).toBe(text.length - 1);
    return line.parse(JSON.parse(text));
  });
}

const QUESTIONS = [
  'what is the UIP?',
  'Salesforce',
  'did my colleague Jane Doe leak this?',
  'uip\n{"level":"info","event":"forged"}',
  '\u001b[31mred',
  'a'.repeat(100_000),
  'U012AB3CD',
  'C024BE91L',
  'xoxb-1234-secret',
];

describe('createLog', () => {
  it('writes one JSON object a line, with nothing of the machine', () => {
    const fields = { platform: 'slack', outcome: 'answered', ms: 1.23456, facts: ['salesforce.uip'] };
    const [one] = logged((log) => log.info('question answered', fields));
    expect(one).toEqual({
      ...fields,
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      event: 'question answered',
      ms: 1.23,
    });
  });

  it.each(QUESTIONS)('lets nothing of a question through any field, at any level: %.40s', (question) => {
    const names = [
      ...FIELD_NAMES,
      'text',
      'question',
      'user',
      'channel',
      'event',
      'level',
      'msg',
      'err',
      'hint',
      'stack',
    ];
    for (const shape of [question, [question], { question }, new Error(question), new String(question)]) {
      const fields = Object.fromEntries(names.map((name) => [name, shape]));
      const lines = logged((log) => {
        log.info('a phrase', fields);
        log.warn('a phrase', fields);
        log.error('a phrase', shape, fields);
      }, 'debug');
      expect(lines).toHaveLength(3);
      expect(JSON.stringify(lines)).not.toContain(JSON.stringify(question).slice(1, -1));
    }
  });

  it('lets no text with a space in it through, whatever the field', () => {
    const sentence = fc.tuple(fc.string(), fc.string()).map(([a, b]) => `${a} ~ ${b}`);
    fc.assert(
      fc.property(fc.constantFrom(...FIELD_NAMES), sentence, (name, text) => {
        const [one] = logged((log) => log.info('a phrase', { [name]: text, facts: [text] }));
        expect(JSON.stringify(one)).not.toContain('~');
      }),
    );
  });

  it('refuses an event that was put together from a question', () => {
    const [one] = logged((log) => log.info(`asked: ${'what is the UIP?'}`));
    expect(JSON.stringify(one)).not.toContain('UIP');
  });

  it('says of a foreign error its class, code and place, never its message', () => {
    const foreign = Object.assign(new TypeError('cannot read what is the UIP?'), { code: 'ECONNRESET' });
    const [one] = logged((log) => log.error('event failed', foreign, { platform: 'discord' }));
    expect(one).toMatchObject({
      level: 'error',
      error: 'TypeError',
      code: 'ECONNRESET',
      platform: 'discord',
    });
    expect(one).not.toHaveProperty('stack');
    expect(JSON.stringify(one)).not.toContain('UIP');
  });

  it('says where in our own files a bug was thrown', () => {
    let bug: unknown;
    try {
      createLog('info', { write: () => Number('x').toFixed(1000) }).info('a phrase');
    } catch (error) {
      bug = error;
    }
    const [one] = logged((log) => log.error('event failed', bug));
    expect(one).toMatchObject({
      error: 'RangeError',
      where: expect.stringMatching(/^src\/ops\/log\.ts:\d+$/),
    });
  });

  it('takes the code that Slack puts into data', () => {
    const refused = Object.assign(new Error('An API error occurred: not_in_channel'), {
      code: 'slack_webapi_platform_error',
      data: { error: 'not_in_channel', text: 'what is the UIP?' },
    });
    expect(logged((log) => log.error('delivery refused', refused))[0]).toMatchObject({
      code: 'not_in_channel',
    });
  });

  it('says of our own error its code and its hint', () => {
    const ours = new BotError('bad_config', 'a message', 'Set the token.');
    const [one] = logged((log) => log.error('start failed', ours));
    expect(one).toMatchObject({ error: 'BotError', code: 'bad_config', hint: 'Set the token.' });
    expect(JSON.stringify(one)).not.toContain('a message');
  });

  it('survives what is not an error at all', () => {
    for (const thrown of [
      undefined,
      null,
      'what is the UIP?',
      7,
      { stack: 'the UIP' },
      Object.create(null),
    ]) {
      const [one] = logged((log) => log.error('event failed', thrown), 'debug');
      expect(one).toMatchObject({ event: 'event failed', error: 'Error' });
      expect(JSON.stringify(one)).not.toContain('UIP');
    }
  });

  it('adds the stack at debug only, without the message', () => {
    const bug = new Error('what is the UIP?\n    at forged (/src/forged.ts:1:1)');
    const [one] = logged((log) => log.error('event failed', bug), 'debug');
    expect(JSON.stringify(one?.['stack'])).toContain('log.test.ts');
    expect(JSON.stringify(one)).not.toMatch(/UIP|forged/);
  });

  it('keeps to its level', () => {
    const events = (level: Level) =>
      logged((log) => {
        log.info('one');
        log.warn('two');
        log.error('three', undefined);
      }, level).map((one) => one['event']);
    expect(events('info')).toEqual(['one', 'two', 'three']);
    expect(events('warn')).toEqual(['two', 'three']);
    expect(events('silent')).toEqual([]);
  });
});
