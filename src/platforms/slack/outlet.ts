import type { types } from '@slack/bolt';
import type { Spell } from '../../core/plain.ts';
import type { PlatformTools } from '../../core/ports.ts';
import { type Failure, failureOf, tookNothing } from './failure.ts';

/** One message as Slack takes it; `blocks` are left out of a notice. */
export interface Outgoing {
  readonly text: string;
  readonly blocks?: types.KnownBlock[];
  readonly unfurl_links?: false;
  readonly unfurl_media?: false;
}

/** What goes to a response address. */
export interface Reply extends Partial<Outgoing> {
  readonly response_type?: 'in_channel' | 'ephemeral';
  readonly replace_original?: boolean;
  readonly delete_original?: boolean;
  readonly thread_ts?: string;
}

/** A question that is offered above the field where people write to the bot. */
export interface Prompt {
  readonly title: string;
  readonly message: string;
}

/** The ways out to Slack. Each rejects with whatever the SDK throws. */
export interface Outlet {
  respond(reply: Reply): Promise<unknown>;
  /** Gives the message's own id, its `ts`, where Slack tells it. */
  post(
    message: Outgoing & { readonly channel: string; readonly thread_ts?: string },
  ): Promise<string | undefined>;
  whisper(
    message: Outgoing & { readonly channel: string; readonly user: string; readonly thread_ts?: string },
  ): Promise<unknown>;
  /** `trigger` is good for 3 s after what was pressed, once. */
  openModal(trigger: string, view: types.ModalView): Promise<unknown>;
  updateModal(id: string, view: types.ModalView): Promise<unknown>;
  publishHome(user: string, view: types.HomeView): Promise<unknown>;
  prompt(channel: string, prompts: readonly Prompt[]): Promise<unknown>;
}

/** What delivering takes. */
export interface DeliverTools extends Handing {
  readonly say: PlatformTools['say'];
  readonly spell: Spell;
}

/** What handing something to Slack takes: where it is logged and counted. */
export type Handing = Pick<PlatformTools, 'log' | 'delivered'>;

export type Tried<Value> =
  | { readonly done: true; readonly value: Value }
  | { readonly done: false; readonly failure: Failure };

/** A busy channel takes one message a second: waiting this long, in seconds, once, is worth it. */
const PATIENCE = 3;

/** Never rejects: what Slack refuses is logged as a code, and how it went is counted. Only a refusal that says "not sent, come back soon" is tried
    again: after a timeout or a broken connection the message may be there. */
export async function attempt<Value>(
  call: () => Promise<Value>,
  { log, delivered }: Handing,
): Promise<Tried<Value>> {
  const first = await outcome(call);
  const wait = first.done ? undefined : first.failure.retryAfter;
  const last = wait !== undefined && wait <= PATIENCE ? await after(wait, call) : first;
  if (!last.done) log.warn('slack delivery failed', { platform: 'slack', ...last.failure });
  delivered?.('slack', last.done ? 'sent' : tookNothing(last.failure) ? 'refused' : 'unsure');
  return last;
}

async function after<Value>(seconds: number, call: () => Promise<Value>): Promise<Tried<Value>> {
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  return outcome(call);
}

async function outcome<Value>(call: () => Promise<Value>): Promise<Tried<Value>> {
  try {
    return { done: true, value: await call() };
  } catch (error) {
    return { done: false, failure: failureOf(error) };
  }
}
