import { describe, expect, it } from 'vitest';
import type { Question } from '../../../src/core/question.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { SCOPES } from '../../../src/platforms/slack/app.ts';
import { createInstalls } from '../../../src/platforms/slack/installs.ts';
import { openStore } from '../../../src/store/index.ts';
import { until } from '../../loopback.ts';
import { bench, KEY } from './bench.ts';
import { answer, direct } from './cards.ts';

const NEW = Buffer.alloc(32, 2);
const installation = (team: string) => ({
  team: { id: team },
  enterprise: undefined,
  user: { id: 'U0INSTALLER', token: undefined, scopes: undefined },
  bot: { token: `xoxb-${team}`, scopes: ['commands'], id: 'B1', userId: 'U1' },
});
const query = (teamId: string) => ({ teamId, enterpriseId: undefined, isEnterpriseInstall: false });

describe('the token of a workspace', () => {
  it('is sealed for it alone: nothing of it can be read, changed or opened elsewhere', async () => {
    const store = openStore('memory:', DEFAULT_SETTINGS);
    const installs = createInstalls(store, [KEY]);
    await installs.storeInstallation(installation('T1'));
    expect(await installs.fetchInstallation(query('T1'))).toMatchObject({ bot: { token: 'xoxb-T1' } });
    const sealed = (await store.install('slack:T1')) ?? '';
    expect(sealed + Buffer.from(sealed.split('.').at(-1) ?? '', 'base64url').toString()).not.toMatch(
      /xoxb-|U0INSTALLER|"team"/u,
    );
    await store.saveInstall('slack:T2', sealed);
    await expect(installs.fetchInstallation(query('T2'))).rejects.toThrow('not installed');
    for (let at = 0; at < sealed.length; at += 1) {
      const other = sealed[at] === 'A' ? 'B' : 'A';
      await store.saveInstall('slack:T1', sealed.slice(0, at) + other + sealed.slice(at + 1));
      const found = await installs.fetchInstallation(query('T1')).catch(() => undefined);
      // The last character of a part may hold bits that say nothing.
      expect([undefined, 'xoxb-T1']).toContain(found?.bot?.token);
    }
    await store.saveInstall('slack:T1', sealed.replace(/.{3}$/u, '___'));
    await expect(installs.fetchInstallation(query('T1'))).rejects.toThrow('not installed');
  });

  it('is sealed anew when the key is changed, and is gone when it is dropped', async () => {
    const store = openStore('memory:', DEFAULT_SETTINGS);
    await createInstalls(store, [KEY]).storeInstallation(installation('T1'));
    await expect(createInstalls(store, [NEW]).fetchInstallation(query('T1'))).rejects.toThrow();
    const turned = createInstalls(store, [NEW, KEY]);
    await turned.fetchInstallation(query('T1'));
    const installs = createInstalls(store, [NEW]);
    expect(await installs.fetchInstallation(query('T1'))).toMatchObject({ bot: { token: 'xoxb-T1' } });
    await installs.deleteInstallation?.(query('T1'));
    await expect(installs.fetchInstallation(query('T1'))).rejects.toThrow('not installed');
  });
});

async function opened(answerFor?: (question: Question) => ReturnType<typeof answer>) {
  const made = await bench('install', answerFor, {}, { admins: ['T1:U00000001', 'U00000001'] });
  const { slack, platform, bot, tools: own } = made;
  const at = (path: string, headers = {}) =>
    fetch(`http://127.0.0.1:${platform.port()}/slack/${path}`, { headers, redirect: 'manual' });
  const begin = async () => {
    const page = await at('install');
    const [, state = ''] = /state=([\w.-]+)/u.exec(await page.text()) ?? [];
    const cookie = page.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    return { state, cookie };
  };
  const install = async (team: string): Promise<number> => {
    const { state, cookie } = await begin();
    return (await at(`oauth_redirect?code=${team}&state=${state}`, { cookie })).status;
  };
  const send = (team: string, event: Record<string, unknown>, more: object = {}): Promise<number> =>
    made.request({ ...direct(event), team_id: team, authorizations: [], ...more });
  return { slack, own, bot, platform, at, begin, install, send };
}

describe('many workspaces', () => {
  it('install the bot by its page, whose state is checked, and ask for the permissions of the manifest', async () => {
    const { slack, at, begin, install, own, send, bot } = await opened();
    const page = await (await at('install')).text();
    expect(decodeURIComponent(page)).toContain(`scope=${SCOPES.join(',')}`);
    expect(page).toContain(`${slack.apiUrl.replace('api/', '')}oauth/v2/authorize?`);
    const { cookie } = await begin();
    const { state } = await begin();
    // A state of somebody else's browser, none, and one that nobody gave out.
    for (const [given, sent] of [
      [state, ''],
      ['', cookie],
      ['x.y.z', cookie],
    ] as const)
      expect((await at(`oauth_redirect?code=T9&state=${given}`, { cookie: sent })).status).not.toBe(200);
    expect(await own.store.install('slack:T9')).toBeUndefined();
    expect(await install('T1')).toBe(200);
    expect(await own.store.install('slack:T1')).toEqual(expect.any(String));
    expect(await send('T1', {})).toBe(200);
    await until(() => bot.questions.length === 1);
    expect(bot.questions[0]).toMatchObject({ workspace: 'slack:T1', asker: { mayConfigure: true } });
    expect(own.logged()).not.toMatch(/xoxb|U0INSTALLER/u);
  });

  it('are answered with their own tokens, and never with another one’s words', async () => {
    const { slack, bot, install, send } = await opened(({ text }) => answer({ heading: text }));
    const teams = ['T1', 'T2', 'T3'];
    for (const team of teams) expect(await install(team)).toBe(200);
    const asked = Array.from({ length: 150 }, (_, at) => teams[at % teams.length] ?? 'T1');
    await Promise.all(asked.map((team, at) => send(team, { text: `canary ${team} ${at}`, channel: `D${team}` })));
    await slack.sent(asked.length);
    for (const { by, body } of slack.calls) {
      expect(String(body['text'])).toContain(`canary ${by} `);
      expect(body['channel']).toBe(`D${by}`);
    }
    // A member's id means somebody else in another workspace.
    expect(new Set(bot.questions.map((one) => `${one.workspace} ${one.asker.mayConfigure}`))).toEqual(
      new Set(['slack:T1 true', 'slack:T2 false', 'slack:T3 false']),
    );
  });

  it('get cards on schedule with their own tokens; one that took the bot out, or never had it, gets nothing', async () => {
    const { slack, own, platform, install, send, bot } = await opened();
    for (const team of ['T1', 'T2']) await install(team);
    const place = (team: string) => ({ kind: 'channel' as const, workspace: `slack:${team}` as const, channel: 'C1' });
    expect(await platform.post(place('T2'), answer())).toMatchObject({ kind: 'sent' });
    expect(slack.calls).toMatchObject([{ by: 'T2', method: 'chat.postMessage' }]);
    await send('T2', {}, { event: { type: 'app_uninstalled' } });
    await until(() => own.forgotten.includes('slack:T2'));
    expect(await own.store.install('slack:T2')).toBeUndefined();
    for (const team of ['T2', 'T7']) {
      expect(await platform.post(place(team), answer())).toMatchObject({ kind: 'refused' });
      await send(team, {});
    }
    await send('T1', {});
    await until(() => bot.questions.length === 1);
    expect(platform.health()).toBe('ready');
    expect(bot.questions).toMatchObject([{ workspace: 'slack:T1' }]);
  });
});
