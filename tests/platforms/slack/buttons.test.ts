import { expect, it } from 'vitest';
import { readButtonValue } from '../../../src/platforms/slack/buttons.ts';
import { renderAnswer } from '../../../src/platforms/slack/render.ts';
import { pressing } from '../conformance.ts';
import { say } from '../harness.ts';
import { elementsOf } from './bench.ts';
import { answer, formatCommand } from './cards.ts';
import { field, list } from './inspect.ts';

const options = { formatCommand, postable: true };

const KINDS = { ask: 'ask', pick: 'replace', preview: 'preview' } as const;
pressing(
  (one, words) => renderAnswer(one, words, options),
  (message) =>
    elementsOf(message)
      .flatMap((one) => [field(one, 'value') ?? [], list(field(one, 'options')).map((entry) => field(entry, 'value'))])
      .flat()
      .flatMap((value) => {
        const pressed = readButtonValue(String(value));
        if (!pressed || !(pressed.kind in KINDS) || !('call' in pressed)) return [];
        const { kind, call } = pressed;
        return kind === 'ask' || kind === 'pick' || kind === 'preview' ? [{ kind: KINDS[kind], call }] : [];
      }),
);

it('what can be pressed has its menu last: three dots for few entries, a list with its name for more', () => {
  const menuOf = (count: number) =>
    elementsOf(
      renderAnswer(
        answer({
          menu: {
            label: 'Topics',
            options: Array.from({ length: count }, (_, at) => ({
              label: `Topic ${at}`,
              call: { command: 'boycott', text: `acme topic-${at}` },
            })),
          },
        }),
        say,
        options,
      ),
    ).at(-1);
  expect(menuOf(5)).toMatchObject({ type: 'overflow', options: { length: 5 } });
  expect(menuOf(6)).toMatchObject({ type: 'static_select', placeholder: { text: 'Topics' } });
  expect(menuOf(0)).toMatchObject({ action_id: 'post' });
});
