import { type Answer, note, type Passage, type Span, strong, text } from '../core/answer.ts';
import { otherSideLines, qualifiers, replyPassages, shortSpans } from '../core/card.ts';
import { type Citations, collectCitations } from '../core/citations.ts';
import type { Command } from '../core/command.ts';
import { closing, factActions } from '../core/compose.ts';
import { sayDifference } from '../core/differences/say.ts';
import type { Fact } from '../core/fact.ts';
import type { Context } from '../core/ports.ts';
import { shorten } from '../core/text.ts';
import { sentencesOf } from './check/statements.ts';
import { type Checked, checkSentences } from './check/verdicts.ts';
import { told } from './told.ts';

/** Characters of a statement that are said back, to the asker and to nobody else. */
const SAID_BACK = 40;
const ACTIONS = 3;
/** Facts that are shown as merely near: more would bury what was found. */
const NEAREST = 2;

export const check: Command = {
  name: 'check',
  description: 'Check a message: which facts match its statements, differ from them, or say nothing.',
  hint: '“Salesforce got $148 billion from ICE”',
  options: [{ name: 'message', about: 'What somebody wrote.', required: true, suggests: false }],
  onMessage: 'Check this message',
  takes: 'message',
  run(question, context) {
    const { say } = context.language;
    const message = sentencesOf(question.text, context);
    if (message.sentences.length === 0)
      return told(context, say('check-empty'), [note(say('help-limits'))], { outcome: 'unknown' });
    return checkedAnswer(checkSentences(message.sentences, context), message.cut, context);
  },
};

function checkedAnswer(checked: readonly Checked[], cut: boolean, context: Context): Answer {
  const { language, facts } = context;
  const { say } = language;
  const citations = collectCitations(context);
  const count = (kind: Checked['verdict']['kind']): number =>
    checked.filter(({ verdict }) => verdict.kind === kind).length;
  const [first, ...others] = checked;
  const single = first && others.length === 0 ? first : undefined;
  const heading = single
    ? headingOf(single, context)
    : say('check-heading', {
        statements: checked.length,
        contradicted: count('contradicted'),
        supported: count('supported'),
        nothing: count('nothing'),
      });
  const seen = new Set<Fact>();
  const bare: number[] = [];
  const passages: Passage[] = [];
  let nearest = 0;
  for (const [at, one] of checked.entries()) {
    const fact = factOf(one);
    const isNear = one.verdict.kind === 'nothing';
    if (!fact || (isNear && (seen.has(fact) || nearest === NEAREST))) {
      bare.push(at + 1);
      continue;
    }
    if (isNear) nearest += 1;
    passages.push(onFact(one, fact, single ? undefined : at + 1, seen.has(fact), passages.length, citations, context));
    seen.add(fact);
  }
  const shown = [...new Set(passages.flatMap((passage) => passage.facts))].flatMap((id) => facts.facts.get(id) ?? []);
  const numbers = new Intl.ListFormat(language.tag).format(bare.map(String));
  const body = [
    ...passages,
    ...replyPassages(shown, citations, context, { single: true }),
    ...(bare.length > 0 && !single ? [note(say('check-nothing-on', { count: bare.length, numbers }))] : []),
    ...(single && passages.length === 0 ? [note(say('check-nothing-near'))] : []),
    ...(cut ? [note(say('check-cut'))] : []),
  ];
  const offered = checked.flatMap(({ verdict }) => (verdict.kind === 'nothing' ? verdict.near : []));
  const asked = [...new Set([...shown, ...offered])].slice(0, ACTIONS).map(({ id }) => id);
  return told(context, heading, body, {
    citations: citations.all(),
    closing: closing(shown, context),
    actions: factActions(asked, context),
    facts: [...new Set(body.flatMap((passage) => passage.facts))],
  });
}

function factOf({ verdict }: Checked): Fact | undefined {
  return verdict.kind === 'nothing' ? verdict.near[0] : verdict.fact;
}

function headingOf({ verdict }: Checked, { facts, language }: Context): string {
  const fact = verdict.kind === 'nothing' ? undefined : verdict.fact;
  const source = fact && facts.sources.get(fact.cites[0].source);
  const publisher = source ? (source.short ?? source.publisher) : '';
  return language.say(`check-${verdict.kind}`, { publisher });
}

/** What was found on one statement: what differs, the fact in one line, what must be read with it, and what others say.
    `number`: which of several statements it is, from 1. */
function onFact(
  one: Checked,
  fact: Fact,
  number: number | undefined,
  again: boolean,
  rank: number,
  citations: Citations,
  context: Context,
): Passage {
  const { language, facts } = context;
  const { verdict, text: statement } = one;
  const titled: readonly Span[] =
    number === undefined ? [] : [strong(`${number}. ${lettersOf(statement)}: `), text(headingOf(one, context))];
  const differences =
    verdict.kind === 'contradicted'
      ? verdict.differences.map((difference) => [text(`✗ ${sayDifference(difference, facts, language)}`)])
      : [];
  // Sources are numbered in the order in which they stand.
  const short = again ? [] : shortSpans(fact, citations, context);
  const others =
    verdict.kind === 'supported' && !again ? otherSideLines(fact, citations, context) : { lines: [], facts: [] };
  const lines = [
    ...(titled.length > 0 ? [titled] : []),
    ...differences,
    ...(again
      ? []
      : [[text(verdict.kind === 'supported' ? '✓ ' : ''), ...short], ...qualifiers(fact, context), ...others.lines]),
  ];
  return { lines, facts: again ? [] : [fact.id, ...others.facts], rank };
}

/** The first letters of a statement: no mark of its own comes back, but for what parts a figure: 148.5 is not 148 5. */
function lettersOf(statement: string): string {
  const letters = statement.replace(/(?!(?<=[0-9])[.,](?=[0-9]))[^\p{L}\p{N}$€£%]/gu, ' ').replace(/ +/g, ' ');
  return shorten(letters.trim(), SAID_BACK);
}
