import { existsSync } from 'node:fs';
import type { TalkFile } from '../core/talk.ts';
import { FIRST_LANGUAGE } from './languages.ts';
import type { ProblemCollector } from './problems.ts';
import { readOne } from './read.ts';
import { talkSchema } from './schema/talk.ts';

/** Reads what people say without asking for a fact. A base without the file has none of it. */
export function readTalk(file: string, collector: ProblemCollector): TalkFile | undefined {
  const entry = existsSync(file) ? readOne(file, talkSchema, collector) : undefined;
  if (!entry) return undefined;
  const { buttons, turns } = entry.value;
  for (const [at, { reply, press }] of turns.entries()) {
    const path = ['turns', at];
    if (reply[FIRST_LANGUAGE] === undefined)
      collector.error(entry.where([...path, 'reply']), `has no reply in ${FIRST_LANGUAGE}`, 'Write one.');
    for (const name of press) {
      if (name === EXAMPLE || buttons[name]) continue;
      const tip = `Write one of ${[EXAMPLE, ...Object.keys(buttons)].join(', ')}.`;
      collector.error(entry.where([...path, 'press']), `there is no button ${name}`, tip);
    }
  }
  return entry.value;
}

/** The button with a question that the base answers. */
const EXAMPLE = 'example';
