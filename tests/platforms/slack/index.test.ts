import { describe, expect, it } from 'vitest';
import { readConfig, slack } from '../../../src/platforms/slack/index.ts';
import { commandCard } from '../command-card.ts';
import { fakeTools } from './bench.ts';

const socket = { SLACK_BOT_TOKEN: 'xoxb-1-a', SLACK_APP_TOKEN: 'xapp-1-a' };
const http = {
  SLACK_BOT_TOKEN: 'xoxb-1-a',
  SLACK_SIGNING_SECRET: '0123456789abcdef0123456789abcdef',
  SLACK_PORT: '3000',
};

describe('the variables', () => {
  it('choose Socket Mode, HTTP, or nothing', async () => {
    expect(readConfig(socket)).toEqual({
      mode: 'socket',
      botToken: 'xoxb-1-a',
      appToken: 'xapp-1-a',
      admins: [],
    });
    expect(readConfig(http)).toMatchObject({ mode: 'http', port: 3000 });
    expect(await slack.open({ SLACK_BOT_TOKEN: '', SLACK_PORT: ' ' }, fakeTools())).toBeUndefined();
    expect(await slack.open(socket, fakeTools())).toMatchObject({ name: 'slack' });
  });

  it.each([
    [{ SLACK_BOT_TOKEN: 'xoxb-1-a' }, ['SLACK_APP_TOKEN is missing']],
    [{ SLACK_APP_TOKEN: 'xapp-1-a' }, ['SLACK_BOT_TOKEN is missing']],
    [{ SLACK_PORT: '3000' }, ['SLACK_BOT_TOKEN is missing', 'SLACK_SIGNING_SECRET is missing']],
    [{ ...http, SLACK_PORT: '65536' }, ['SLACK_PORT is no port']],
    [{ ...http, SLACK_SIGNING_SECRET: 'x' }, ['SLACK_SIGNING_SECRET does not look right']],
    [
      { SLACK_BOT_TOKEN: 'xapp-1', SLACK_APP_TOKEN: 'xoxb-1' },
      ['SLACK_BOT_TOKEN holds an app token', 'SLACK_APP_TOKEN holds a bot token'],
    ],
    [{ ...socket, ...http }, ['set one or the other']],
    [{ ...socket, SLACK_BOT_TOKEN: 'xoxp-1-a' }, ['SLACK_BOT_TOKEN holds a user token']],
    [{ ...socket, SLACK_BOT_TOKEN: '"xoxb-1-a"' }, ['SLACK_BOT_TOKEN has quotation marks around it']],
    [{ ...socket, SLACK_BOT_TOKEN: 'xoxb-1 -a' }, ['SLACK_BOT_TOKEN has a space or a line break']],
    [{ ...socket, SLACK_BOT_TOKEN: 'xoxb-12…' }, ['SLACK_BOT_TOKEN is only an example, or was cut']],
    [{ ...socket, SLACK_BOT_TOKEN: 'xoxb-1,a' }, ['SLACK_BOT_TOKEN was cut, or has characters']],
    [{ ...socket, SLACK_BOT_TOKEN: 'Bearer xoxb-1-a' }, ['begins with the word “Bearer”']],
    [{ ...socket, SLACK_BOT_TOKEN: 'SLACK_BOT_TOKEN=xoxb-1-a' }, ['holds the name of a variable']],
    [{ ...socket, SLACK_APP_TOKEN: 'A012ABCD0A0' }, ['SLACK_APP_TOKEN holds the app’s id']],
    [{ ...socket, SLACK_APP_TOKEN: 'a1'.repeat(16) }, ['holds a secret of 32 letters and digits']],
    [{ ...http, SLACK_SIGNING_SECRET: 'xoxb-1-a' }, ['which belongs in SLACK_BOT_TOKEN']],
    [{ ...http, SLACK_PORT: 'http' }, ['SLACK_PORT is no number']],
    [{ ...socket, SLACK_ADMINS: 'anna@example.org' }, ['SLACK_ADMINS holds an e-mail address']],
    [{ ...socket, SLACK_ADMINS: 'C012AB3CD' }, ['holds an id of something else than a person']],
    [{ ...socket, SLACK_ADMINS: 'U012AB3CD U012AB3CE' }, ['SLACK_ADMINS wants commas']],
    [{ ...socket, SLACK_ADMINS: 'xoxb-1-a' }, ['SLACK_ADMINS holds a token']],
  ])('that are half set are named, all at once: %j', async (env, said) => {
    const refusal: unknown = await slack.open(env, fakeTools()).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'bad_config' });
    const message = String(refusal);
    for (const problem of said) expect(message).toContain(problem);
    expect(message.split('\n')).toHaveLength(said.length);
    expect(message).toMatch(/api\.slack\.com\/apps|set one or the other|Copy member ID/u);
    for (const value of Object.values(env)) expect(value.length < 6 || !message.includes(value)).toBe(true);
  });

  it('name the admins, each id as Slack writes it', () => {
    expect(readConfig({ ...http, SLACK_ADMINS: 'U012AB3CD , W1A' })).toMatchObject({
      admins: ['U012AB3CD', 'W1A'],
    });
    expect(() => readConfig({ ...http, SLACK_ADMINS: 'U012AB3CD, @anna' })).toThrow(
      'SLACK_ADMINS holds a name or a mention; it wants member ids',
    );
  });
});

it('the next step is a link that fills the manifest in, with the commands as they are typed here, and what to set', () => {
  const step = slack.nextStep([commandCard('boycott', 'A dossier.', { typed: 'receipts', slash: true })]);
  const link = new URL(step.split('\n')[1] ?? '');
  expect(`${link.origin}${link.pathname}`).toBe('https://api.slack.com/apps');
  expect(link.searchParams.get('new_app')).toBe('1');
  expect(link.searchParams.get('manifest_yaml')).toContain('- command: /receipts');
  expect(step).toMatch(/SLACK_BOT_TOKEN.*SLACK_APP_TOKEN/u);
});
