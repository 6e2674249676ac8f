import { expect, it } from 'vitest';
import type { Correction } from '../../src/core/fact.ts';
import { base, baseWith, changed, contextOf, english, fact, run, textOf } from '../base.ts';
import { brokenBy } from '../core/answer-rules.ts';

const { say } = english;
const SPENT = 'norvane.ctb-spent';
const claim = fact(SPENT).wordings.get('en')?.claim ?? '';

it('corrections lists what was corrected, newest first, with what it says now, a page at a time', async () => {
  const facts = baseWith(
    changed(SPENT, {
      corrections: [
        { on: '2099-02-01', was: 'Second wording.', why: 'Second reason.' },
        { on: '2099-01-01', was: 'First wording.', why: 'First reason.' },
      ],
    }),
  );
  const answer = await run('corrections', '', contextOf(english, { facts }));
  expect(brokenBy(answer, facts)).toEqual([]);
  const [, second, first] = answer.body.map((passage) => JSON.stringify(passage));
  for (const words of ['1 Feb', 'Second reason.', 'Second wording.', claim]) expect(second).toContain(words);
  for (const words of ['1 Jan', 'First reason.', 'First wording.', 'Second wording.']) expect(first).toContain(words);
  expect(textOf(answer)).toContain('90 days');
});

it('corrections shows nothing of a withdrawn fact but what became of it, and leads on to the next page', async () => {
  const corrections = Array.from(
    { length: 7 },
    (_, at): Correction => ({ on: `2099-01-${7 - at}`, was: `Wording ${7 - at}.`, why: 'It was wrong.' }),
  );
  const facts = baseWith(changed(SPENT, { status: 'withdrawn', corrections }));
  const context = contextOf(english, { facts });
  const answer = await run('corrections', '', context);
  expect(textOf(answer)).toContain('Withdrawn on 7 Jan');
  expect(textOf(answer)).not.toContain(claim);
  expect(answer.actions).toEqual([{ label: say('button-next'), call: { command: 'corrections', text: '5' } }]);
  const next = await run('corrections', '5', context);
  expect(textOf(next)).toContain('Wording 2.');
  expect(textOf(next)).not.toContain(`${say('correction-said')} Wording 3.`);
});

it('corrections says so when there is none', async () => {
  const facts = { ...base, facts: new Map([[fact(SPENT).id, { ...fact(SPENT), corrections: [] }]]) };
  expect(textOf(await run('corrections', '', contextOf(english, { facts })))).toContain(say('corrections-none'));
});
