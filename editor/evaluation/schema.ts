import { z } from 'zod';
import { type Meanings, oneOf } from '../../src/facts/schema/meanings.ts';
import { factId, languageTag, plainText, slug } from '../../src/facts/schema/values.ts';

/** Anything that somebody may type, markup and nonsense too. */
const question = z.string().min(1).max(1000).meta({
  description: 'As a stranger types it, slips and all. It measures the search, so no fact may list it.',
  example: '"how long has acme been around"',
});
const language = languageTag.meta({ description: 'The language that it is asked in.', example: 'en' });
const tags = z.array(slug).max(10).default([]).meta({
  description: 'Words of your own by which questions are counted together.',
  example: '[typo, short]',
});
const SPLITS = ['report', 'tune'] as const;
const SPLIT_MEANS: Meanings<(typeof SPLITS)[number]> = {
  tune: 'the search may learn from it',
  report: 'it is only ever counted; write this when in doubt',
};
const split = oneOf(SPLITS, SPLIT_MEANS, 'What it is for.');

/** One entry of a pack's evaluation.yaml. */
export const answerableSchema = z.strictObject({
  question,
  language,
  expects: z
    .array(factId)
    .min(1)
    .max(20)
    .meta({ description: 'Ids of facts: any of these may stand first.', example: '[acme.founded-1949]' }),
  tags,
  split,
});

/** One entry of evaluation/out-of-scope.yaml. */
export const outOfScopeSchema = z.strictObject({ question, language, tags, split });

/** One entry of evaluation/near-traps.yaml: close to a fact, and yet not what it says. */
export const nearTrapSchema = z.strictObject({
  question,
  language,
  near: z.array(factId).min(1).max(20).meta({
    description: 'The facts that it resembles and that must not answer it.',
    example: '[acme.founded-1949]',
  }),
  differs: plainText(200).meta({
    description: 'What sets it apart from the facts near to it.',
    example: 'asks for the founder, and the fact tells the year',
  }),
  split,
});

/** evaluation/strangers.yaml: companies that the base does not hold, and how people ask about them. */
export const strangersSchema = z.strictObject({
  names: z
    .array(plainText(80))
    .min(1)
    .max(2000)
    .meta({ description: 'Companies that the base does not hold.', example: '[Target, Walmart]' }),
  shapes: z
    .array(
      z.strictObject({
        shape: question
          .refine(
            (text) => text.split('{name}').length === 2,
            'must hold {name} once: write it where the company stands',
          )
          .meta({
            description: 'A question with {name} where the company stands.',
            example: '"does {name} work with ice"',
          }),
        language,
      }),
    )
    .min(1)
    .max(500)
    .meta({ description: 'How people ask about a company; each is asked about the names.' }),
});
