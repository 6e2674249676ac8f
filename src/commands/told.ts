import type { Action, Answer, Passage } from '../core/answer.ts';
import { companiesByWeight, covers, note } from '../core/compose.ts';
import type { Context } from '../core/ports.ts';

/** An answer that tells something and claims nothing. */
export function told(
  context: Context,
  heading: string,
  body: readonly Passage[],
  extra: { readonly outcome?: Answer['outcome']; readonly actions?: readonly Action[] } = {},
): Answer {
  return {
    outcome: extra.outcome ?? 'told',
    heading,
    body,
    citations: [],
    closing: '',
    actions: extra.actions ?? [],
    facts: [],
    offered: [],
    audience: 'asker',
    language: context.language.tag,
  };
}

/** Nothing was asked: what to type instead. */
export function emptyAnswer(context: Context): Answer {
  const { say } = context.language;
  const [question] = context.retriever.suggest('', 'questions', 1);
  const [company] = companiesByWeight(context.facts);
  return told(
    context,
    say('unknown-empty'),
    [
      {
        lines: [
          [
            { kind: 'text', text: `${say('help-ask')} ` },
            { kind: 'example', call: { command: 'ask', text: question ?? '' } },
          ],
          [
            { kind: 'text', text: `${say('help-company')} ` },
            { kind: 'example', call: { command: 'boycott', text: company?.id ?? '' } },
          ],
        ],
        facts: [],
        rank: 0,
      },
      note(covers(context)),
    ],
    { outcome: 'unknown' },
  );
}
