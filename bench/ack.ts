import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { command } from '../tests/platforms/slack/events.ts';
import { signed } from '../tests/platforms/slack/fake-slack.ts';
import { type Part, percentile, type Row, rounded } from './figures.ts';
import { realBase } from './real-base.ts';

/* How soon a slash command of Slack is acknowledged while the bot is busy answering others. Ten connections that stay
   open each send a signed command, wait for its acknowledgement and send the next: the questions of the evaluation, to
   the real bot behind the real adapter, which posts its answers to a fake Slack on loopback. Beside it stands a bare
   Bolt app that only acknowledges, behind the same check of the signature. Each of the three has a process of its own, so
   that none shares an event loop with the load; blocks of the two sides take turns in one run, and the next block waits
   until all answers to the last have arrived. What counts is the ratio of the 99th percentiles; 1.5 is the aim. */

export interface AckSizes {
  readonly connections: number;
  /** Requests to each side before anything is measured. */
  readonly warmUp: number;
  /** Blocks of each side. */
  readonly blocks: number;
  /** Requests in a block. */
  readonly requests: number;
}

/** The path that both servers listen at. */
const PATH = '/slack/events';
/** Milliseconds that answers may take to arrive after a block. */
const PATIENCE = 60_000;

const portSchema = z.object({ port: z.number() });
const slackSchema = z.object({ apiUrl: z.string(), responseUrl: z.string() });
const takenSchema = z.object({ taken: z.number(), problems: z.array(z.string()) });

interface Side {
  readonly what: string;
  readonly port: number;
  readonly agent: Agent;
  readonly times: number[];
  /** Milliseconds from the first request of each block to its last acknowledgement. */
  readonly walls: number[];
}

/** Throws when a command is not acknowledged with a 200, when an answer never arrives, or breaks Slack's rules. */
export async function measureAcks(sizes: AckSizes): Promise<Part> {
  const children: ChildProcess[] = [];
  const start = async <Hello>(file: string, args: readonly string[], hello: z.ZodType<Hello>) => {
    const child = fork(fileURLToPath(new URL(file, import.meta.url)), args, {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    children.push(child);
    return { child, said: hello.parse(await next(child)) };
  };
  try {
    const slack = await start('./ack-slack.ts', [], slackSchema);
    const { apiUrl, responseUrl } = slack.said;
    const [bare, real] = await Promise.all([
      start('./ack-server.ts', ['bolt', apiUrl], portSchema),
      start('./ack-server.ts', ['receipts', apiUrl], portSchema),
    ]);
    const bolt = side('bare Bolt', bare.said.port, sizes.connections);
    const receipts = side('Receipts', real.said.port, sizes.connections);
    const texts = (await realBase()).asked.map(({ text }) => text);
    const send = sender(texts, responseUrl);
    let answers = 0;
    const block = async (on: Side, count: number): Promise<number[]> => {
      const times = await load(on, count, sizes.connections, send);
      if (on === receipts) {
        answers += count;
        await allTaken(slack.child, answers);
      }
      return times;
    };
    await block(bolt, sizes.warmUp);
    await block(receipts, sizes.warmUp);
    for (const on of [bolt, receipts]) on.walls.length = 0;
    for (let index = 0; index < sizes.blocks; index += 1) {
      for (const on of [bolt, receipts]) on.times.push(...(await block(on, sizes.requests)));
    }
    for (const on of [bolt, receipts]) on.agent.destroy();
    return report(bolt, receipts, sizes);
  } finally {
    for (const child of children) child.kill();
  }
}

function side(what: string, port: number, connections: number): Side {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return { what, port, agent, times: [], walls: [] };
}

function report(bolt: Side, receipts: Side, sizes: AckSizes): Part {
  const row = ({ what, times, walls }: Side): Row => ({
    what,
    acks: times.length,
    p50: rounded(percentile(times, 0.5)),
    p99: rounded(percentile(times, 0.99)),
    max: rounded(percentile(times, 1)),
    'acks/s': Math.round((times.length / walls.reduce((sum, wall) => sum + wall, 0)) * 1000),
  });
  const ratio = (share: number) => rounded(percentile(receipts.times, share) / percentile(bolt.times, share));
  return {
    part: 'ack',
    rows: [row(bolt), row(receipts), { what: 'ratio', p50: ratio(0.5), p99: ratio(0.99), max: ratio(1) }],
    notes: [
      `${sizes.connections} connections, ${sizes.blocks} blocks of ${sizes.requests} a side in turn, after ${sizes.warmUp}.`,
      `Every answer arrived at the fake Slack. Aim: p99 within 1.5 of bare Bolt's.`,
    ],
  };
}

type Send = (port: number, agent: Agent) => Promise<number>;

/** Sends one command, new each time, and gives back the milliseconds from its first byte to the end of the response. */
function sender(texts: readonly string[], responseUrl: string): Send {
  let sent = 0;
  return (port, agent) => {
    const text = texts[sent % texts.length] ?? '';
    sent += 1;
    const fields = { command: '/ask', text, response_url: responseUrl, trigger_id: `bench-${sent}` };
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
  };
}

async function load(on: Side, count: number, connections: number, send: Send): Promise<number[]> {
  const times: number[] = [];
  let left = count;
  const started = performance.now();
  const one = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      times.push(await send(on.port, on.agent));
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  on.walls.push(performance.now() - started);
  return times;
}

async function allTaken(slack: ChildProcess, answers: number): Promise<void> {
  const until = performance.now() + PATIENCE;
  for (;;) {
    const reply = next(slack);
    slack.send('how many?');
    const { taken, problems } = takenSchema.parse(await reply);
    if (problems.length > 0) throw new Error(`ack: answers break Slack's rules: ${problems.join(', ')}`);
    if (taken === answers) return;
    if (taken > answers) throw new Error(`ack: ${taken} answers to ${answers} commands`);
    if (performance.now() > until) throw new Error(`ack: ${answers - taken} answers never arrived`);
    await pause(20);
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
