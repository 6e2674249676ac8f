import { markWording } from '../../../editor/lint/wording.ts';
import { entity, type Files, fact, otherFact, source } from '../../facts/data-folder.ts';
import {
  ARCHIVE,
  asked,
  BRAND,
  CAVEAT,
  CLAIM,
  claim,
  corrected,
  correction,
  entities,
  facts,
  head,
  listing,
  place,
  quoting,
  sources,
  topics,
  translated,
  UNDEFINED,
} from './made-data.ts';

/** What each rule lets pass, and what it finds: the message, or the beginning or middle of it. */
export const EXAMPLES: Readonly<
  Record<string, { good: readonly Files[]; bad: readonly (readonly [Files, ...string[]])[] }>
> = {
  'aliases-are-unique': {
    good: [entities(entity({ aliases: ['Acme', 'Acme Co'] })), topics('cash')],
    bad: [
      [
        entities(entity({ aliases: ['ACME corporation', 'Acme', 'acmé!'] })),
        'acme already answers to "ACME corporation"',
        'acme already answers to "acmé!"',
      ],
      [topics('Past'), '"past" already means the topic history'],
    ],
  },
  'allegations-are-answered': {
    good: [
      facts(fact(), otherFact()),
      facts(fact(), otherFact({ weight: 3, kind: 'company-statement' })),
      facts(fact({ weight: 3 })),
      { ...facts(fact(), otherFact({ weight: 3 })), ...entities(entity({ kind: 'agency' })) },
      facts(fact(), otherFact({ weight: 2, reply: { noneFound: '2026-11-22' } })),
      facts(fact(), otherFact({ weight: 2, reply: { facts: ['acme.founded-1949'] } })),
    ],
    bad: ['finding', 'report', 'letter'].map((kind) => [
      facts(fact(), otherFact({ weight: 2, kind })),
      'acme.makes-anvils says something about acme without its reply',
    ]),
  },
  'amounts-are-natured': {
    good: [
      {},
      facts(fact({ claim: 'The Post says $3 million.', amount: { usd: 3_000_000, nature: 'paid' } })),
    ],
    bad: [[claim('The Post says $3 million.'), 'acme.founded-1949 names dollars and has no amount']],
  },
  'claims-are-plain': {
    good: [
      CLAIM,
      'By the Post’s count, Acme was paid $3 million.',
      'In the Toledo Post, Acme is a maker of anvils.',
      'The letter has “inhumane” for it.',
      'Reuters writes that the boycott call came in July 2018.',
      'The Post says that U.S. agencies and the US army bought anvils.',
      'According to its own account, Acme made anvils.',
    ].map(claim),
    bad: [
      [claim('The Post says that Acme is complicit.'), 'uses the loaded word "complicit"'],
      [claim('The Post says that the camps are inhumane.'), 'uses the loaded word "inhumane"'],
      [claim('The Post says that Acme surveils people.'), 'uses the loaded word "surveils"'],
      [claim('The Post says that Acme admitted it.'), 'uses the loaded word "admitted"'],
      [claim('The Post says that we know Acme.'), 'speaks as "we"'],
      [claim('The Post says so. Boycott Acme.'), 'tells the reader what to do ("Boycott")'],
      [claim('The Post says that you can leave.'), 'tells the reader what to do ("you")'],
      [claim('The Post says that Acme should be boycotted.'), 'what to do ("should be boycott")'],
      [claim('Acme was founded in 1949.'), 'does not name who says so'],
      [claim('The Post says that Acme was founded'), 'does not end as a sentence'],
      [facts(fact({ caveat: 'A shocking gap is left open.' })), '"shocking"'],
      [translated({ claim: 'El Post llama inhumana a Acme.' }), '"inhumana"'],
    ],
  },
  'corrections-are-complete': {
    good: [
      corrected({ corrections: [correction(), correction({ on: '2026-11-01' })] }),
      corrected({ status: 'withdrawn', corrections: [correction({ was: CLAIM })] }),
      corrected({
        status: 'superseded',
        corrections: [correction({ why: 'Replaced by acme.makes-anvils.' })],
      }),
    ],
    bad: [
      [corrected({ corrections: [correction({ was: CLAIM })] }), 'was corrected to what it was'],
      [corrected({ corrections: [correction({ why: 'typo' })] }), 'does not say why in a sentence'],
      [corrected({ status: 'superseded', corrections: [correction()] }), 'its reason names no newer fact'],
      [
        corrected({
          status: 'superseded',
          corrections: [correction({ why: 'Replaced by acme.founded-1949.' })],
        }),
        'its reason names no newer fact',
      ],
    ],
  },
  'dates-make-sense': {
    good: [
      {},
      facts(fact({ period: { from: 2018, to: '2018-03' } })),
      facts(fact({ period: { from: '2024-07', to: 2024 } })),
      facts(fact({ period: { from: '2024-12-31' } })),
      facts(fact({ asOf: '2026-11-22' })),
      facts(fact({ reply: { noneFound: '2026-11-22' } })),
      sources(source({ published: 2026, accessed: '2026-03-01', validAsOf: '2026-03-01' })),
      listing({ since: 2026 }),
    ],
    bad: [
      [
        facts(fact({ period: { from: 2019, to: '2018-12' } })),
        'the period ends (2018-12) before it begins (2019)',
      ],
      [facts(fact({ period: { from: 2025 } })), 'asOf 2024-12-31 is before the period begins (2025)'],
      [facts(fact({ asOf: '2026-11-23' })), 'asOf 2026-11-23 is still to come'],
      [facts(fact({ reviewBy: '2024-12-31' })), 'reviewBy 2024-12-31 is not after asOf 2024-12-31'],
      [
        facts(fact({ corrections: [correction({ on: '2027-01-01' })] })),
        'a correction of 2027-01-01 is still to come',
      ],
      [facts(fact({ reply: { noneFound: '2026-11-23' } })), 'noneFound 2026-11-23 is still to come'],
      [sources(source({ accessed: '2026-11-23' })), 'accessed 2026-11-23 is still to come'],
      [
        sources(source({ published: '2026-04', accessed: '2026-03-31' })),
        'published 2026-04 is after accessed',
      ],
      [sources(source({ validAsOf: '2026-11-23' })), 'validAsOf 2026-11-23 is after accessed 2026-11-22'],
      [listing({ since: '2026-02' }), 'since 2026-02 is after asOf 2026-01-01'],
      [listing({ asOf: '2027-01-01' }), 'asOf 2027-01-01 is still to come'],
      [head({ readTo: '2027-01-01' }), 'readTo 2027-01-01 is still to come'],
    ],
  },
  'disagreements-are-shown': {
    good: [
      place({ shown: ['disagreesWith'] }, fact(), otherFact({ disagreesWith: ['acme.founded-1949'] })),
      place({ shown: ['caveat'] }, fact({ caveat: 'Others say 1948.' }), otherFact()),
      place({ shown: ['attribution'] }),
      {
        ...place({ sources: ['post-acme'], shown: ['note'] }),
        ...sources(source({ note: 'Its first page is torn.' })),
      },
    ],
    bad: [
      [place({ shown: ['disagreesWith'] }), 'disagreesWith: no two of its facts name each other'],
      [
        place({ shown: ['attribution'] }, fact(), otherFact({ claim: 'Acme makes anvils.' })),
        'place 7 is not shown by attribution: acme.makes-anvils does not name who says so',
      ],
      [place({ shown: ['attribution'], facts: [], sources: ['post-acme'] }), 'it names no fact'],
      [
        place({ shown: ['attribution', 'caveat', 'note'], sources: ['post-acme'] }),
        'place 7 is not shown by caveat: none of its facts has a caveat',
        'place 7 is not shown by note: none of its sources has a note',
      ],
    ],
  },
  'entities-are-defined': {
    good: [{}, entities(entity(), BRAND, { id: 'post', kind: 'publication', name: 'The Post' })],
    bad: [
      [entities(UNDEFINED), 'no fact says what or who acme is'],
      [entities(entity(), { ...BRAND, ownedBy: undefined }), 'no fact says what or who anvilo is'],
      [
        entities(entity(), entity({ id: 'bolt', name: 'Bolt', aliases: [] })),
        'acme.founded-1949 is not about bolt, which it is to define',
      ],
    ],
  },
  'evaluation-is-held-out': {
    good: [asked('when did acme start')],
    bad: [
      [asked('when WAS acme founded'), '"when WAS acme founded" is an indexed question of acme.founded-1949'],
      [
        { 'evaluation/out-of-scope.yaml': [{ question: 'how old is ACME', language: 'en', split: 'tune' }] },
        'is an indexed question of acme.founded-1949',
      ],
    ],
  },
  'ids-are-stable': {
    good: [
      facts(fact(), otherFact()),
      head({ retired: ['acme.founded-1948'] }),
      facts(fact({ status: 'withdrawn', corrections: [correction()] })),
    ],
    bad: [
      [facts(otherFact(), fact()), 'acme.founded-1949 stands after an id that follows it in the alphabet'],
      [head({ retired: ['acme.founded-1949'] }), 'the retired id acme.founded-1949 is in use again'],
      [facts(fact({ status: 'withdrawn' })), 'acme.founded-1949 is withdrawn and does not say why'],
    ],
  },
  'listings-are-positions': {
    good: [listing({}), listing({ grounds: { en: 'sales that it calls “complicit”' } })],
    bad: [
      [listing({ company: 'anvil-watch' }), 'anvil-watch is no company'],
      [listing({ by: 'acme' }), 'acme is nobody who lists'],
      [listing({ grounds: { en: 'its complicity in road building' } }), 'the grounds (en) use "complicity"'],
      [listing({ grounds: { en: 'anvils; everybody should leave' } }), 'the grounds (en) call for something'],
      [
        listing({ grounds: { en: 'anvils', es: 'yunques: boicot ya' } }),
        'the grounds (es) call for something',
      ],
    ],
  },
  'questions-are-unique': {
    good: [facts(fact(), otherFact())],
    bad: [
      [facts(fact({ questions: ['When?', 'How old?'] })), 'acme.founded-1949 has 2 questions in en'],
      [
        facts(fact({ questions: ['When was Acmé founded?', 'when was acme founded', 'How old?', 'c'] })),
        '"when was acme founded" is already a question of this fact',
      ],
      [
        facts(fact(), otherFact({ questions: ['HOW OLD is Acme', 'What?', 'Which?'] })),
        '"HOW OLD is Acme" is already a question of acme.founded-1949',
      ],
      [translated({ questions: ['a', 'b', 'A?'] }), '"A?" is already a question of this fact'],
    ],
  },
  'quotes-are-short': {
    good: [quoting(10)],
    bad: [[quoting(13), 'with this, facts quote more than 2000 characters of post-acme']],
  },
  'reviews-are-due': {
    good: [
      facts(fact({ reviewBy: '2026-11-22' })),
      facts(fact({ reviewBy: '2026-11-21', status: 'withdrawn' })),
    ],
    bad: [[facts(fact({ reviewBy: '2026-11-21' })), 'acme.founded-1949 was to be looked at by 2026-11-21']],
  },
  'sources-are-used': {
    good: [
      sources(source({ originatesFrom: ['wire'] }), source({ id: 'wire' })),
      sources(
        source({ via: 'blog' }),
        source({ id: 'blog', originatesFrom: ['wire'] }),
        source({ id: 'wire' }),
      ),
    ],
    bad: [
      [
        sources(source(), source({ id: 'blog', via: 'wire' }), source({ id: 'wire' })),
        'no fact or listing rests on blog',
        'no fact or listing rests on wire',
      ],
    ],
  },
  'translations-are-fresh': {
    good: [translated({})],
    bad: [
      [
        translated({ of: markWording({ claim: 'Older.' }) }),
        'acme.founded-1949 has changed since it was worded in es',
      ],
      [
        translated({ of: markWording({ claim: CLAIM, caveat: CAVEAT }) }, { caveat: CAVEAT }),
        'has a caveat in its first wording only',
      ],
      [translated({ caveat: 'Sin fuente.' }), 'acme.founded-1949 has a caveat in es only'],
      [translated({ caveat: 'Sin fuente.' }, { caveat: CAVEAT }), 'has changed since it was worded in es'],
    ],
  },
  'urls-are-archived': {
    good: [
      sources(source({ archivedUrl: ARCHIVE }), {
        ...source({ id: 'paper', via: 'post-acme' }),
        url: undefined,
      }),
    ],
    bad: [[sources(source()), 'post-acme has no archived copy']],
  },
};
