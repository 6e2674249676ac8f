import type { EntityKind, SourceId } from '../../../src/core/fact.ts';
import { fold } from '../../../src/core/text.ts';
import { placeOfWording, type Rule } from '../rule.ts';

export const ENTRY_RULES: readonly Rule[] = [
  {
    name: 'aliases-are-unique',
    why: 'What somebody types must mean one thing; loading refuses a name that two entities share, this looks at the rest.',
    *check({ base }) {
      for (const { id, name, aliases } of base.entities.values()) {
        const names = [name, ...aliases].map(fold);
        for (const [index, alias] of aliases.entries()) {
          if (names.indexOf(fold(alias)) > index) continue;
          const tip = 'Leave it out: case, accents and punctuation make no difference.';
          yield { at: ['entity', id, 'aliases', index], message: `${id} already answers to "${alias}"`, tip };
        }
      }
      for (const { id, topics } of base.packs.values()) {
        const owners = new Map<string, string>();
        for (const [index, topic] of topics.entries()) {
          for (const name of new Set([topic.id, ...topic.titles.values(), ...topic.aliases].map(fold))) {
            const owner = owners.get(name);
            owners.set(name, topic.id);
            if (owner === undefined) continue;
            const tip = `Take it out of the aliases of ${owner} or of ${topic.id}.`;
            yield { at: ['pack', id, 'topics', index], message: `"${name}" already means the topic ${owner}`, tip };
          }
        }
      }
    },
  },
  {
    name: 'entities-are-defined',
    why: 'Whoever asks "what is CBP?" must get a sourced answer for every name that we use.',
    *check({ base: { entities, facts } }) {
      for (const { id, kind, definedBy, ownedBy } of entities.values()) {
        if (definedBy === undefined) {
          if (KNOWN_ANYWAY.has(kind) || ownedBy !== undefined) continue;
          yield {
            at: ['entity', id],
            message: `no fact says what or who ${id} is`,
            tip: 'Write definedBy: and the fact that says it; where no source does, write an exception with the reason.',
          };
        } else if (!facts.get(definedBy)?.about.includes(id)) {
          yield {
            at: ['entity', id, 'definedBy'],
            message: `${definedBy} is not about ${id}, which it is to define`,
            tip: `Add ${id} to about of ${definedBy}, or name the fact that is about it.`,
          };
        }
      }
    },
  },
  {
    name: 'ids-are-stable',
    why: 'Cards that were posted name facts by id, and two authors can merge their changes only when a file keeps one order.',
    *check({ base: { facts }, order, retired }) {
      for (const ids of order.values()) {
        const wrong = ids.find((id, index) => index > 0 && (ids[index - 1] ?? '') > id);
        if (wrong === undefined) continue;
        const tip = 'Run npm run lint:data -- --fix, which orders the file.';
        yield { at: ['fact', wrong], message: `${wrong} stands after an id that follows it in the alphabet`, tip };
      }
      for (const { id, where } of retired) {
        if (!facts.has(id)) continue;
        const tip = 'Give the fact another id: old cards would show it in place of the one that was retired.';
        yield { at: ['fact', id], where, message: `the retired id ${id} is in use again`, tip };
      }
      for (const { id, status, corrections } of facts.values()) {
        if ((status !== 'withdrawn' && status !== 'superseded') || corrections.length > 0) continue;
        const tip = 'Write corrections: with on, was and why; whoever posted it is told the reason.';
        yield { at: ['fact', id, 'status'], message: `${id} is ${status} and does not say why`, tip };
      }
    },
  },
  {
    name: 'questions-are-unique',
    why: 'Questions are how a fact is found: three in different words find it, and one that two facts share finds neither.',
    *check(written) {
      const placeOf = placeOfWording(written);
      const owners = new Map<string, string>();
      for (const { id, wordings } of written.base.facts.values()) {
        for (const [language, { questions }] of wordings) {
          if (questions.length < ENOUGH) {
            yield {
              ...placeOf(id, language, 'questions'),
              message: `${id} has ${questions.length} questions in ${language}`,
              tip: `Write at least ${ENOUGH}, in different words.`,
            };
          }
          for (const [index, question] of questions.map(fold).entries()) {
            const key = `${language} ${question}`;
            const owner = owners.get(key);
            owners.set(key, owner ?? id);
            if (owner === undefined) continue;
            yield {
              ...placeOf(id, language, 'questions', index),
              message: `"${questions[index]}" is already a question of ${owner === id ? 'this fact' : owner}`,
              tip: 'Ask for what tells the two apart: a year, a name, a number.',
            };
          }
        }
      }
    },
  },
  {
    name: 'evaluation-is-held-out',
    why: 'A question that is also indexed is always found: it would measure nothing.',
    *check({ base, evaluation }) {
      const indexed = new Map<string, string>();
      for (const { id, wordings } of base.facts.values())
        for (const question of [...wordings.values()].flatMap((one) => one.questions)) indexed.set(fold(question), id);
      for (const { question, where } of evaluation.asked) {
        const id = indexed.get(fold(question));
        if (id === undefined) continue;
        const tip = 'Ask it in other words here, or take it from the questions of the fact.';
        yield { at: ['fact', id], where, message: `"${question}" is an indexed question of ${id}`, tip };
      }
    },
  },
  {
    name: 'quotes-are-short',
    why: 'We quote what a person, a letter or a company said, and no more of a document than that needs: the rest is its author’s.',
    *check({ base }) {
      const taken = new Map<SourceId, number>();
      for (const { id, cites } of base.facts.values()) {
        for (const [index, { source, quote = '' }] of cites.entries()) {
          const before = taken.get(source) ?? 0;
          taken.set(source, before + quote.length);
          if (before > ENOUGH_OF_ONE || before + quote.length <= ENOUGH_OF_ONE) continue;
          yield {
            at: ['fact', id, 'cites', index, 'quote'],
            message: `with this, facts quote more than ${ENOUGH_OF_ONE} characters of ${source}`,
            tip: 'Keep quote: where its very words are the fact, and take it out of the other cites.',
          };
        }
      }
    },
  },
];

/** A product or a publication is known by its maker or by what it published. */
const KNOWN_ANYWAY: ReadonlySet<EntityKind> = new Set(['product', 'publication']);

const ENOUGH = 3;

/** Of one source, by all facts together, in characters: three paragraphs of a news page. */
const ENOUGH_OF_ONE = 2000;
