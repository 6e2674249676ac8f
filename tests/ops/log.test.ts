import { createRequire } from 'node:module';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { BotError } from '../../src/core/errors.ts';
import type { FactId } from '../../src/core/fact.ts';
import type { Log } from '../../src/core/ports.ts';
import type { Question } from '../../src/core/question.ts';
import { createFaultPolicy } from '../../src/ops/faults.ts';
import { FIELD_NAMES } from '../../src/ops/fields.ts';
import { createLog, createReport, type Level } from '../../src/ops/log.ts';
import { NO_ANSWER } from '../platforms/harness.ts';

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
const OTHER_NAMES = ['text', 'question', 'user', 'channel', 'event', 'level', 'msg', 'err', 'hint', 'stack'];

it('createLog writes one JSON object a line, with nothing of the machine', () => {
  const fields = { platform: 'slack', outcome: 'answered', ms: 1.23456, facts: ['salesforce.uip'] };
  const [one] = logged((log) => log.info('question answered', fields));
  const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT/);
  expect(one).toEqual({ ...fields, level: 'info', time, event: 'question answered', ms: 1.23 });
});

it.each(QUESTIONS)('createLog lets nothing of a question through any field, at any level: %.40s', (question) => {
  for (const shape of [question, [question], { question }, new Error(question), new String(question)]) {
    const fields = Object.fromEntries([...FIELD_NAMES, ...OTHER_NAMES].map((name) => [name, shape]));
    const lines = logged((log) => {
      log.info('a phrase', fields);
      log.warn('a phrase', fields);
      log.error('a phrase', shape, fields);
    }, 'debug');
    expect(lines).toHaveLength(3);
    expect(JSON.stringify(lines)).not.toContain(JSON.stringify(question).slice(1, -1));
  }
});

it('createLog lets no text with a space in it through, whatever the field', () => {
  const sentence = fc.tuple(fc.string(), fc.string()).map(([a, b]) => `${a} ~ ${b}`);
  fc.assert(
    fc.property(fc.constantFrom(...FIELD_NAMES), sentence, (name, text) => {
      const [one] = logged((log) => log.info('a phrase', { [name]: text, facts: [text] }));
      expect(JSON.stringify(one)).not.toContain('~');
    }),
    { seed: 20261122 },
  );
});

it('createLog refuses an event that was put together from a question', () => {
  const [one] = logged((log) => log.info(`asked: ${'what is the UIP?'}`));
  expect(JSON.stringify(one)).not.toContain('UIP');
});

it.each<readonly [string, unknown, object]>([
  [
    'a foreign error: class and code',
    Object.assign(new TypeError('the UIP?'), { code: 'ECONNRESET' }),
    { level: 'error', error: 'TypeError', code: 'ECONNRESET', platform: 'discord' },
  ],
  [
    'Slack’s error: the code in its data',
    Object.assign(new Error('An API error: not_in_channel'), {
      code: 'slack_webapi_platform_error',
      data: { error: 'not_in_channel', text: 'the UIP?' },
    }),
    { code: 'not_in_channel' },
  ],
  [
    'our own: code and hint',
    new BotError('bad_config', 'of the UIP', 'Set the token.'),
    { error: 'BotError', code: 'bad_config', hint: 'Set the token.' },
  ],
  ...[undefined, null, 'the UIP?', 7, { stack: 'the UIP' }, Object.create(null)].map(
    (thrown: unknown) => ['what is none at all', thrown, { event: 'event failed', error: 'Error' }] as const,
  ),
])('createLog says of %s, and never a message', (_, thrown, said) => {
  const [one] = logged((log) => log.error('event failed', thrown, { platform: 'discord' }));
  expect(one).toMatchObject(said);
  expect(one).not.toHaveProperty('stack');
  expect(JSON.stringify(one)).not.toContain('UIP');
});

it('createLog says where in our own files a bug was thrown', () => {
  let bug: unknown;
  try {
    createLog('info', { write: () => Number('x').toFixed(1000) }).info('a phrase');
  } catch (error) {
    bug = error;
  }
  const [one] = logged((log) => log.error('event failed', bug));
  const where = expect.stringMatching(/^src\/ops\/log\.ts:\d+$/);
  expect(one).toMatchObject({ error: 'RangeError', where });
});

it('createLog adds the stack at debug only, without the message', () => {
  const bug = new Error('what is the UIP?\n    at forged (/src/forged.ts:1:1)');
  const [one] = logged((log) => log.error('event failed', bug), 'debug');
  expect(JSON.stringify(one?.['stack'])).toContain('log.test.ts');
  expect(JSON.stringify(one)).not.toMatch(/UIP|forged/);
});

it('createLog keeps to its level', () => {
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

const isFactId = (id: string): id is FactId => id.includes('.');
const question: Question = {
  command: 'ask',
  text: 'what is the UIP?',
  id: 'Ev024BE91L',
  workspace: 'slack:T024BE7LD',
  asker: { id: 'U012AB3CD', mayConfigure: true },
  askedAt: new Date(),
};
const [facts, offered] = [['salesforce.uip'].filter(isFactId), ['salesforce.cbp'].filter(isFactId)];
const answer = { ...NO_ANSWER, heading: 'What is the UIP?', facts, offered, score: 0.876 };

it.each([
  [
    { ms: 12 },
    {
      event: 'question answered',
      platform: 'slack',
      outcome: 'answered',
      facts,
      offered,
      score: 0.88,
      ms: 12,
    },
  ],
  [
    { ms: 12, error: new RangeError('what is the UIP?') },
    { level: 'error', event: 'question failed', error: 'RangeError' },
  ],
])('createReport says how it went, and neither the question, nor who asked, nor where: %j', (more, said) => {
  const lines = logged((log) => createReport(log)({ question, answer, ...more }), 'debug');
  expect(lines).toMatchObject([said]);
  expect(JSON.stringify(lines)).not.toMatch(/UIP|U012AB3CD|T024BE7LD|Ev024BE91L/);
});

/** An error that is really thrown inside a package. */
function thrownInPackage(): unknown {
  const { parse } = createRequire(import.meta.url)('yaml');
  try {
    parse({ not: 'a string' });
  } catch (error) {
    return error;
  }
  throw new Error('the package did not throw');
}

const coded = (code: string): Error => Object.assign(new Error('x'), { code });
const NETWORK = ['ECONNRESET', 'ETIMEDOUT', 'EAI_AGAIN', 'UND_ERR_SOCKET', 'WS_ERR_INVALID_OPCODE'];

it('createFaultPolicy goes on after network trouble, a throw inside a package, and a rejection that nobody handled', () => {
  for (const fault of [...NETWORK.map(coded), thrownInPackage()])
    expect([fault, createFaultPolicy(() => 0)('exception', fault)]).toEqual([fault, 'go-on']);
  expect(createFaultPolicy(() => 0)('rejection', new TypeError('x'))).toBe('go-on');
});

it('createFaultPolicy stops after a throw in our own files, and after what is no error', () => {
  for (const fault of [new TypeError('x'), 'a string', undefined, coded('ERR_ASSERTION')])
    expect(createFaultPolicy(() => 0)('exception', fault)).toBe('stop');
});

it('createFaultPolicy stops after more than 20 in a minute, and not after 40 in an hour', () => {
  let time = 0;
  const quick = createFaultPolicy(() => time);
  expect(Array.from({ length: 21 }, () => quick('rejection', undefined)).indexOf('stop')).toBe(20);
  const slow = createFaultPolicy(() => time);
  for (let hour = 0; hour < 40; hour += 1, time += 90_000) expect(slow('rejection', undefined)).toBe('go-on');
});
