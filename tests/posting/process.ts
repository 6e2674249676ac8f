import { appendFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Answer } from '../../src/core/answer.ts';
import type { Place, Posted } from '../../src/core/posting.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { correctingOf } from '../../src/posting/corrections.ts';
import { createPosting } from '../../src/posting/index.ts';
import { runSchedules } from '../../src/posting/schedules.ts';
import { openStore } from '../../src/store/index.ts';
import { knowledge } from '../base.ts';
import { say } from '../platforms/harness.ts';
import { botOf, correctedBase } from './corrected.ts';

/* A bot of its own, in a process that a test stops, lets go on, or kills. What people would see is a line in a file. */

const [url = '', file = '', begun = '', start = '', speed = '', mode = ''] = process.argv.slice(2);
const now = () => new Date(Number(start) + (Date.now() - Number(begun)) * Number(speed));
const store = openStore(url, DEFAULT_SETTINGS, now);
const current = () => (mode === 'corrections' ? correctedBase() : knowledge);
const write = (line: string) => appendFileSync(file, `${line}\n`);

let edits = 0;
/** Every seventh edit is refused for now. Of ten cards one can't be edited, and of a hundred one has no thread either. */
function refusal({ kind, channel }: Exclude<Place, { kind: 'admin' }>): Posted | undefined {
  const card = Number(channel.slice(1));
  if (kind === 'reply') return card % 100 === 3 ? { kind: 'refused', why: 'is_archived' } : undefined;
  if (kind !== 'edit') return undefined;
  edits += 1;
  if (card % 10 === 3) return { kind: 'refused', why: 'cant_update_message', never: 'closed' };
  return edits % 7 === 0 ? { kind: 'refused', why: 'ratelimited', retryAfter: 1 } : undefined;
}

const platform = {
  name: 'slack',
  health: () => 'ready' as const,
  async post(place: Place, card: Answer): Promise<Posted> {
    const refused = place.kind === 'admin' ? undefined : refusal(place);
    if (refused) return refused;
    await pause(4);
    if (place.kind === 'admin') write(`admin ${JSON.stringify(card.body)}`);
    else write(place.kind === 'channel' ? place.channel : `${place.kind} ${place.channel}`);
    await pause(4);
    return { kind: 'sent', message: `${process.pid}.${Date.now()}` };
  },
};
const nothing = () => undefined;
const by = {
  store,
  posting: createPosting(store, nothing, () => knowledge.facts),
  platforms: [platform],
  bot: botOf(store, now, current),
  knowledge: current,
  log: { info: nothing, warn: nothing, error: nothing },
  say: () => say,
  now,
  gap: 0,
};
const correct = correctingOf(by);
write('ready');
for (;;) {
  await (mode === 'corrections' ? correct() : runSchedules(by));
  await pause(10);
}
