import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { examineBuild, examineBuilt } from '../../../editor/doctor/built.ts';
import { chapterText } from '../../../editor/doctor/chapter-text.ts';
import { examineClock } from '../../../editor/doctor/clock.ts';
import { concealed, secretsIn } from '../../../editor/doctor/concealed.ts';
import { examineStore, judgeStore } from '../../../editor/doctor/keeping.ts';
import { examineMachine, examineNode } from '../../../editor/doctor/machine.ts';
import { ok, problem, skipped, warning } from '../../../editor/doctor/outcome.ts';
import { whyOf } from '../../../editor/doctor/reach.ts';
import { examineTexts } from '../../../editor/doctor/texts.ts';
import { readConfig } from '../../../src/config.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'receipts-doctor-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

describe('this machine', () => {
  it.each([
    ['20.20.2', 'ok'],
    ['24.0.0', 'ok'],
    ['20.19.9', 'problem'],
    ['18.20.0', 'problem'],
    ['27.0.0', 'problem'],
  ])('with Node %s is %s', (version, result) => {
    expect(examineNode(version, '>=20.20 <27').result).toBe(result);
  });

  it('has the packages that package.json names, or is told to install them', () => {
    const root = folder();
    const wanted = { dependencies: { zod: '4.6.7', yaml: '2.9.1' }, engines: { node: '>=20.20 <27' } };
    writeFileSync(join(root, 'package.json'), JSON.stringify(wanted));
    for (const [name, version] of Object.entries({ zod: '4.6.7', yaml: '1.0.0' })) {
      mkdirSync(join(root, 'node_modules', name), { recursive: true });
      writeFileSync(join(root, 'node_modules', name, 'package.json'), JSON.stringify({ version }));
    }
    const [, packages] = examineMachine(root);
    expect(packages).toMatchObject({ result: 'problem', todo: 'npm ci' });
    expect(packages?.says).toBe('Missing or of another version: yaml.');
    expect(examineMachine(folder())).toMatchObject([{ result: 'skipped' }]);
  });
});

describe('the facts', () => {
  it('are listed by their errors with place, at most five, and the rest counted', () => {
    const dataDir = folder();
    const facts = join(dataDir, 'packs/acme/facts');
    mkdirSync(facts, { recursive: true });
    for (const name of 'abcdefgh') writeFileSync(join(facts, `${name}.yaml`), '- id: [\n');
    const config = { ...readConfig({}), dataDir };
    const { languages, examined } = examineTexts(config, '2026-11-22');
    expect(languages).toBeUndefined();
    expect(examined).toHaveLength(6);
    expect(examined[0]?.says).toMatch(/\.yaml:\d+:\d+ /);
    expect(examined[5]?.todo).toContain('npm run lint:data');
  });

  it('must hold what PACKS and BOT_LANGUAGE name', () => {
    const config = readConfig({ PACKS: 'acme', BOT_LANGUAGE: 'tlh' });
    const { examined } = examineTexts(config, '2099-01-01');
    const by = new Map(examined.map((one) => [one.check, one]));
    expect(by.get('packs')).toMatchObject({ result: 'problem' });
    expect(by.get('packs')?.todo).toContain('salesforce');
    expect(by.get('languages')).toMatchObject({ result: 'problem' });
    expect(by.get('reviews')).toMatchObject({ result: 'warning' });
  });
});

describe('the build', () => {
  it('is no matter where there is none, and a problem where it is damaged', () => {
    const dist = folder();
    const config = { ...readConfig({}), builtBase: join(dist, 'base.bin') };
    expect(examineBuild({ ...config, builtBase: join(dist, 'none', 'base.bin') })).toEqual([]);
    expect(examineBuild(config)).toMatchObject([{ check: 'build', result: 'problem' }]);
    writeFileSync(config.builtBase, 'half a base');
    const { languages, examined } = examineBuilt(config, '2026-11-22');
    expect(languages).toBeUndefined();
    expect(examined).toMatchObject([
      {
        result: 'problem',
        says: expect.stringContaining('is damaged'),
        todo: expect.stringContaining('npm run build'),
      },
    ]);
  });
});

describe('the store', () => {
  it.each([
    [{ kind: 'memory' }, 'warning'],
    [{ kind: 'none-yet', freeBytes: 1e12 }, 'ok'],
    [{ kind: 'file', found: 3, newest: 3, freeBytes: 1e12 }, 'ok'],
    [{ kind: 'database', found: 4, newest: 3, freeBytes: undefined }, 'problem'],
  ] as const)('%j is %s', (inspected, result) => {
    expect(judgeStore(inspected).map((one) => one.result)).toEqual([result]);
  });

  it('asks for a copy before older tables are brought up, and for room on the disk', () => {
    const said = judgeStore({ kind: 'file', found: 1, newest: 3, freeBytes: 1e6 });
    expect(said.map(({ check, result }) => [check, result])).toEqual([
      ['store', 'ok'],
      ['store-copy', 'skipped'],
      ['disk', 'warning'],
    ]);
  });

  it('that does not answer is a problem that names no password', async () => {
    const [said] = await examineStore('postgres://bot:hunter2@127.0.0.1:1/receipts');
    expect(said).toMatchObject({ check: 'store', result: 'problem' });
    expect(JSON.stringify(said)).not.toContain('hunter2');
  });
});

describe('the clock', () => {
  it.each([
    [[], 'skipped'],
    [[0], 'ok'],
    [[60_000], 'ok'],
    [[-61_000], 'warning'],
    [[300_000], 'warning'],
    [[-301_000], 'problem'],
    // One of two hosts is off, not this machine.
    [[900_000, 400], 'ok'],
  ])('%j is %s', (offsets, result) => {
    expect(examineClock(offsets).result).toBe(result);
  });
});

describe('a request that failed', () => {
  const failed = (code: string) =>
    new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code }) });
  it.each([
    ['ENOTFOUND', 'no-such-name'],
    ['EAI_AGAIN', 'no-such-name'],
    ['ECONNREFUSED', 'nobody-listens'],
    ['UND_ERR_CONNECT_TIMEOUT', 'too-slow'],
    ['CERT_HAS_EXPIRED', 'certificate'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate'],
    ['UND_ERR_SOCKET', 'broken-off'],
  ])('with %s is %s', (code, why) => expect(whyOf(failed(code))).toBe(why));

  it('without any code is still said', () => {
    expect(whyOf('x')).toBe('broken-off');
    expect(whyOf(new DOMException('x', 'TimeoutError'))).toBe('too-slow');
  });
});

describe('concealing', () => {
  it('leaves no stretch of six characters of a secret, and every text without one as it is', () => {
    const secret = fc.string({ minLength: 6, maxLength: 40 });
    fc.assert(
      fc.property(
        secret,
        fc.string({ maxLength: 20 }),
        fc.string({ maxLength: 20 }),
        fc.nat(34),
        (s, a, b, cut) => {
          const shown = concealed(`${a}${s.slice(Math.min(cut, s.length - 6))}${b}`, [s]);
          for (let at = 0; at + 6 <= s.length; at += 1)
            expect(shown.includes(s.slice(at, at + 6))).toBe(false);
        },
      ),
    );
    expect(concealed('Nothing to hide: é 🙂.', ['xoxb-123456789'])).toBe('Nothing to hide: é 🙂.');
  });

  it('takes of an address its password alone, however it is written', () => {
    expect(secretsIn(['postgres://bot:a%40bcdef@db/x', 'file:./var/a.db', 'xoxb-1'])).toEqual([
      'a%40bcdef',
      'a@bcdef',
      'xoxb-1',
    ]);
  });
});

describe('what is printed', () => {
  const chapters = [
    {
      title: 'Slack',
      examined: [
        ok('a', 'All is well with a rather long sentence that does not fit on a narrow terminal.'),
        warning('b', 'Something.', 'Open https://api.slack.com/apps/and/then/a/long/way/to/go/somewhere.'),
        problem('c', 'Worse.', 'Mend it.'),
        skipped('d', 'Not looked at.'),
      ],
    },
  ];
  it.each([100, 60, 59, 40, 30])('fits %s columns, but for a link, which is never broken', (width) => {
    const text = chapterText(chapters, width);
    for (const line of text.split('\n')) expect(line.length <= width || line.includes('https://')).toBe(true);
    expect(text).toContain('https://api.slack.com/apps/and/then/a/long/way/to/go/somewhere.');
    for (const result of ['ok', 'warning', 'problem', 'skipped'])
      expect(text).toMatch(new RegExp(`^ *${result}\\b`, 'm'));
    expect(text.replace(/\s+/g, ' ')).toContain('1 ok, 1 warning, 1 problem, 1 skipped.');
  });
});
