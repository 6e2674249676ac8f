import { z } from 'zod';
import { factId, languageTag, slug } from './ids.ts';
import { plainText } from './plain-text.ts';

/** Anything that somebody may type, markup and nonsense too. */
const question = z.string().min(1).max(1000);
const tags = z.array(slug).max(10).default([]);
const split = z
  .enum(['tune', 'report'])
  .describe('tune: the engine may be chosen by it. report: only ever counted.');

/** One entry of a pack's evaluation.yaml. */
export const answerableSchema = z.strictObject({
  question,
  language: languageTag,
  expects: z.array(factId).min(1).max(20).describe('Any of these may stand first.'),
  tags,
  split,
});

/** One entry of evaluation/out-of-scope.yaml. */
export const outOfScopeSchema = z.strictObject({ question, language: languageTag, tags, split });

/** One entry of evaluation/near-traps.yaml: close to a fact, and yet not what it says. */
export const nearTrapSchema = z.strictObject({
  question,
  language: languageTag,
  near: z.array(factId).min(1).max(20),
  differs: plainText(200).describe('What sets it apart from the facts near to it.'),
  split,
});

/** evaluation/strangers.yaml: companies that the base does not hold, and how people ask about them. */
export const strangersSchema = z.strictObject({
  names: z.array(plainText(80)).min(1).max(2000),
  shapes: z
    .array(
      z.strictObject({
        shape: question.refine(
          (text) => text.split('{name}').length === 2,
          'must hold {name} once: write it where the company stands',
        ),
        language: languageTag,
      }),
    )
    .min(1)
    .max(500),
});
