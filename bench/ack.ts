import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { percentile } from '../editor/evaluation/measures.ts';
import { command } from '../tests/platforms/slack/cards.ts';
import { signed } from '../tests/platforms/slack/fake-slack.ts';
import { realBase } from './corpora.ts';
import { inTurn, type Part, type Rounds, type Row, rounded, spread } from './figures.ts';

/* How soon a slash command of Slack is acknowledged while the bot is busy answering others. Connections that stay open each
   send a signed command, wait for its acknowledgement and send the next: the questions of the evaluation, to the real
   bot behind the real adapter, which posts its answers to a fake Slack on loopback. Beside it is a bare Bolt app that
   only acknowledges, behind the same check of the signature. Each of the three has a process of its own, so that none
   shares an event loop with the load; blocks of the two sides take turns in one run, and the next block waits until all
   answers to the last have arrived. What counts is the ratio of the 99th percentiles; 1.5 is the aim. */

/** `requests`: in a block; a run is one block of each side. */
export interface AckSizes extends Rounds {
  readonly connections: number;
  readonly requests: number;
}

const PROCESS = fileURLToPath(new URL('ack-process.ts', import.meta.url));
/** The path that both servers listen at. */
const PATH = '/slack/events';
/** Milliseconds that answers may take to arrive after a block. */
const PATIENCE = 60_000;

const server = z.object({ port: z.number() });
const slack = z.object({ apiUrl: z.string(), responseUrl: z.string() });
const taken = z.object({ taken: z.number(), problems: z.array(z.string()) });

/** Throws when a command is not acknowledged with a 200, when an answer never arrives, or breaks Slack's rules. */
export async function measureAcks(sizes: AckSizes): Promise<readonly Part[]> {
  const { connections, requests } = sizes;
  const children: ChildProcess[] = [];
  const start = (...args: readonly string[]): ChildProcess => {
    const stdio: ('ignore' | 'ipc')[] = ['ignore', 'ignore', 'ignore', 'ipc'];
    const child = fork(PROCESS, args, { execArgv: ['--import', 'tsx'], stdio });
    children.push(child);
    return child;
  };
  const agent = new Agent({ keepAlive: true, maxSockets: connections * 2 });
  try {
    const fake = start('slack');
    const { apiUrl, responseUrl } = slack.parse(await next(fake));
    const ports = ['bolt', 'receipts'].map(
      async (role) => server.parse(await next(start(role, apiUrl))).port,
    );
    const [boltPort = 0, ourPort = 0] = await Promise.all(ports);
    const texts = (await realBase()).asked.map(({ text }) => text);
    let sent = 0;
    let answers = 0;
    const block = async (port: number): Promise<readonly number[]> => {
      const times: number[] = [];
      let left = requests;
      const one = async (): Promise<void> => {
        while (left > 0) {
          left -= 1;
          sent += 1;
          times.push(await send(port, agent, texts[sent % texts.length] ?? '', responseUrl, sent));
        }
      };
      await Promise.all(Array.from({ length: connections }, one));
      return times;
    };
    const blocks = await inTurn(
      {
        'bare Bolt': () => block(boltPort),
        Receipts: async () => {
          const times = await block(ourPort);
          answers += requests;
          await allTaken(fake, answers);
          return times;
        },
      },
      sizes,
    );
    const [bolt = [], ours = []] = [...blocks.values()].map((all) => all.flat());
    const ratio = (share: number) => rounded(percentile(ours, share) / percentile(bolt, share));
    const rows: Row[] = [
      ...[...blocks].map(([what, all]) => ({ what, acks: all.flat().length, ...spread(all.flat()) })),
      { what: 'ratio', p50: ratio(0.5), p99: ratio(0.99), max: ratio(1) },
    ];
    const notes = [
      `${connections} connections, ${sizes.runs} blocks of ${requests} a side in turn, after ${sizes.warmUps}.`,
      `Every answer arrived at the fake Slack. Aim: p99 within 1.5 of bare Bolt's.`,
    ];
    return [{ part: 'ack', rows, notes }];
  } finally {
    agent.destroy();
    for (const child of children) child.kill();
  }
}

/** Sends one command, new each time, and gives back the milliseconds from its first byte to the end of the response. */
function send(port: number, agent: Agent, text: string, responseUrl: string, id: number): Promise<number> {
  const fields = { command: '/ask', text, response_url: responseUrl, trigger_id: `bench-${id}` };
  const body = new URLSearchParams(
    Object.entries(command(fields)).map(([key, value]): [string, string] => [key, String(value)]),
  ).toString();
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(body),
    ...signed(body),
  };
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const call = request({ port, host: '127.0.0.1', path: PATH, method: 'POST', agent, headers });
    call.on('error', reject);
    call.on('response', (response) => {
      response.resume();
      response.on('end', () => {
        const took = performance.now() - started;
        if (response.statusCode === 200) resolve(took);
        else reject(new Error(`ack: a command got ${response.statusCode}`));
      });
    });
    call.end(body);
  });
}

async function allTaken(fake: ChildProcess, answers: number): Promise<void> {
  const until = performance.now() + PATIENCE;
  for (let arrived = -1; arrived !== answers; await pause(20)) {
    const reply = next(fake);
    fake.send('how many?');
    const { taken: count, problems } = taken.parse(await reply);
    if (problems.length > 0) throw new Error(`ack: answers break Slack's rules: ${problems.join(', ')}`);
    if (count > answers) throw new Error(`ack: ${count} answers to ${answers} commands`);
    if (performance.now() > until) throw new Error(`ack: ${answers - count} answers never arrived`);
    arrived = count;
  }
}

/** The next message of a child. Rejects when it ends before. */
async function next(child: ChildProcess): Promise<unknown> {
  const done = new AbortController();
  const { signal } = done;
  try {
    return await Promise.race([
      once(child, 'message', { signal }).then(([message]: unknown[]) => message),
      once(child, 'exit', { signal }).then(() => Promise.reject(new Error('ack: a server ended'))),
    ]);
  } finally {
    done.abort();
  }
}
