import { appendFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { commands } from '../../src/commands/index.ts';
import type { Answer } from '../../src/core/answer.ts';
import { createBot } from '../../src/core/bot.ts';
import type { Place, Posted } from '../../src/core/posting.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { createPosting } from '../../src/posting/index.ts';
import { runSchedules } from '../../src/posting/schedules.ts';
import { openStore } from '../../src/store/index.ts';
import { knowledge } from '../base.ts';
import { say } from '../platforms/harness.ts';

/* A bot of its own, in a process that a test stops, lets go on, or kills. What people would see is a line in a file. */

const [url = '', file = '', begun = '', start = '', speed = ''] = process.argv.slice(2);
const now = () => new Date(Number(start) + (Date.now() - Number(begun)) * Number(speed));
const store = openStore(url, DEFAULT_SETTINGS, now);
const platform = {
  name: 'slack',
  health: () => 'ready' as const,
  async post(place: Place, card: Answer): Promise<Posted> {
    await pause(4);
    const said = JSON.stringify(card.body);
    appendFileSync(file, place.kind === 'admin' ? `admin ${said}\n` : `${place.channel}\n`);
    await pause(4);
    return { kind: 'sent', message: `${process.pid}.${Date.now()}` };
  },
};
const nothing = () => undefined;
const by = {
  store,
  posting: createPosting(store, nothing),
  platforms: [platform],
  bot: createBot({
    knowledge: () => knowledge,
    commands,
    store,
    report: nothing,
    now,
    defaults: DEFAULT_SETTINGS,
  }),
  knowledge: () => knowledge,
  log: { info: nothing, warn: nothing, error: nothing },
  say: () => say,
  now,
};
appendFileSync(file, 'ready\n');
for (;;) {
  await runSchedules(by);
  await pause(10);
}
