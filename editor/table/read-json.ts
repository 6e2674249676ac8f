import { z } from 'zod';
import { BotError } from '../../src/core/errors.ts';
import { type Proposed, pathName } from '../write/proposal.ts';
import { type Incoming, type IncomingFact, type Refusal, refuseTooMany } from './incoming.ts';

const fields = z.record(z.string(), z.unknown());
const wordings = z.record(z.string(), fields);
const lists = z.looseObject({
  facts: z.array(z.unknown()).default([]),
  sources: z.array(z.unknown()).default([]),
  entities: z.array(z.unknown()).default([]),
});

/** A JSON text: what `facts -- export --format json` writes, the same with `facts` and `sources` alone, or a list of facts
    with the keys of their YAML files and `topic`. Facts of another pack than `pack` are left out, with a note. Throws
    BotError `bad_data` for anything else. */
export function readJson(text: string, file: string, pack: string): Incoming {
  const read = lists.safeParse(listed(parsed(text, file)));
  if (!read.success) {
    throw new BotError(
      'bad_data',
      `${file} holds no list of facts`,
      'Write [ {fact}, … ] or {"facts": […], "sources": […]}, as npm run facts -- export --format json does.',
    );
  }
  refuseTooMany(read.data.facts.length + read.data.sources.length + read.data.entities.length, file);
  const refused: Refusal[] = [];
  const each = (list: readonly unknown[], name: string): readonly Proposed<Record<string, unknown>>[] =>
    list.flatMap((value, index) => {
      const one = fields.safeParse(value);
      const at = `${name}[${index}]`;
      if (one.success)
        return [{ value: one.data, where: (path) => (path.length === 0 ? at : `${at}.${pathName(path)}`) }];
      refused.push({
        where: at,
        message: 'is no object',
        tip: 'Write {"id": …} with the keys of a YAML file.',
      });
      return [];
    });
  const facts = each(read.data.facts, 'facts');
  const elsewhere = facts.filter(({ value }) => value['pack'] !== undefined && value['pack'] !== pack);
  const own = facts.filter((one) => !elsewhere.includes(one));
  const left = ['packs', 'listings'].filter((key) => Array.isArray(read.data[key]) && key !== 'packs');
  return {
    facts: own.flatMap((one) => incomingFact(one, refused)),
    sources: each(read.data.sources, 'sources'),
    entities: each(read.data.entities, 'entities'),
    refused,
    notes: [
      ...(elsewhere.length > 0
        ? [`${elsewhere.length} facts of other packs are left out; import them with their own --pack.`]
        : []),
      ...left.map((key) => `${key} are left out: they are written by hand.`),
    ],
  };
}

function incomingFact(
  { value, where }: Proposed<Record<string, unknown>>,
  refused: Refusal[],
): readonly IncomingFact[] {
  const { pack: _, topic, wordings: worded, ...rest } = value;
  const read = wordings.safeParse(worded ?? {});
  if (typeof rest['id'] !== 'string') {
    refused.push({
      where: where(['id']),
      message: 'is missing',
      tip: 'Every fact needs one: pack, a full stop, a short name.',
    });
    return [];
  }
  if (!read.success) {
    refused.push({
      where: where(['wordings']),
      message: 'must be keys with values',
      tip: 'Write {"en": {"claim": …, "questions": […]}}.',
    });
    return [];
  }
  return [
    {
      id: rest['id'],
      topic,
      value: rest,
      where,
      wordings: Object.entries(read.data).map(([language, own]) => ({
        language,
        value: own,
        where: (path) => where(['wordings', language, ...path]),
      })),
    },
  ];
}

function listed(value: unknown): unknown {
  return Array.isArray(value) ? { facts: value } : value;
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.replace(/^.*? in JSON/, '').trim() : '';
    throw new BotError(
      'bad_data',
      `${file} is no JSON${why ? ` (${why})` : ''}`,
      'Look for a comma too many or a quotation mark too few.',
      cause,
    );
  }
}
