import type { Answer } from './answer.ts';
import type { EntityId, FactBase, FactId, Feedback, FeedbackReason, LanguageTag } from './fact.ts';
import type { Language, LocalCommand, Say } from './language.ts';
import type { Claim, Mark, Marks, NewPost, Place, Post, Posted } from './posting.ts';
import type { Question, Typing, WorkspaceId } from './question.ts';
import type { Retriever } from './retriever.ts';
import type { Schedule } from './schedule.ts';
import type { Settings } from './settings.ts';
import type { Talk } from './talk.ts';
import type { Task, TaskChange, TaskKind } from './tasks.ts';

export interface Bot {
  /** Never rejects: a failure becomes an apology, and is reported. */
  answer(question: Question): Promise<Answer>;
  /** At most `limit` texts that finish what is being typed, best first; each at most 100 characters. Never rejects. */
  suggest(typed: Typing, workspace: WorkspaceId, limit: number): Promise<readonly string[]>;
}

/** What main may ask of a platform. Everything else a platform does is its own business. */
export interface Platform {
  readonly name: string;
  /** Resolves once events can arrive. Rejects with BotError `bad_config` when the platform refuses us. */
  start(bot: Bot): Promise<void>;
  /** Takes no new events, lets answers under way finish (at most 10 s), then closes. Safe to call twice. */
  stop(): Promise<void>;
  health(): 'starting' | 'ready' | 'down';
  /** When it last heard from the other side, in milliseconds since 1970; undefined where nothing comes unless
      somebody asks. */
  lastSign(): number | undefined;
  /** Posts a card that nobody asked for, in the bot's own name. Never rejects; what did not arrive is logged. */
  post(place: Place, card: Answer): Promise<Posted>;
}

/** How main finds out whether a platform is wanted, and gets one. One per folder of src/platforms. */
export interface PlatformModule {
  readonly name: string;
  /** Every environment variable it reads, with what it is and where to get it; `.env.example` is checked against this. */
  readonly keys: readonly PlatformKey[];
  /** Lines for the operator: how to turn it on. Shown when `open` gave nothing. `commands`: what to register. */
  nextStep(commands: readonly CommandCard[]): string;
  /** Undefined when none of `keys` is set. Throws BotError `bad_config` naming each key that is missing or wrong. */
  open(env: Readonly<Record<string, string | undefined>>, tools: PlatformTools): Promise<Platform | undefined>;
}

export interface PlatformKey {
  readonly name: string;
  /** One sentence: what it is, its form, and where to get it. */
  readonly about: string;
  /** Whether who reads it can act as the bot, or gets at what it keeps. */
  readonly secret?: true;
}

export interface CommandFace {
  /** The core's own name for it, without the slash: `boycott`. */
  readonly name: string;
  /** One line, at most 100 characters. */
  readonly description: string;
  /** What to type after it. */
  readonly hint?: string;
  /** What a platform with options shows; their values, in this order and parted by a space, are the call's one text. */
  readonly options: readonly CommandOption[];
  /** Whether Slack has a slash command of its own for it; the others are typed after `/boycott`. */
  readonly slash?: true;
  /** Set when it can be picked on a message, whose text it is then given: what the menu calls it, at most 24 characters. */
  readonly onMessage?: string;
  /** Only for those who may configure the workspace; the platform looks that up for these commands alone. */
  readonly configures?: true;
}

export interface CommandCard extends CommandFace {
  /** A setting, since two apps may claim one name. At most 32 characters. */
  readonly typed: string;
  readonly localized: ReadonlyMap<LanguageTag, LocalCommand>;
}

export interface CommandOption {
  /** Lower case, at most 32 characters: `company`. */
  readonly name: string;
  /** One line, at most 100 characters. */
  readonly about: string;
  readonly required: boolean;
  readonly suggests: boolean;
  /** All that it may hold; anything when left out. At most 25. */
  readonly choices?: readonly string[];
}

export interface PlatformTools {
  readonly store: Store;
  readonly log: Log;
  readonly commands: readonly CommandCard[];
  readonly posting: Posting;
  /** The bot's own sentences in a language; falls back to the base's first language. */
  say(language: LanguageTag | undefined): Say;
  /** A line for the operator, on standard output: an invite link. Never a token. */
  announce(line: string): void;
  /** Told once for every message or view that was handed to the platform, a refused first form included in its second. Must
      not throw. */
  readonly delivered?: Delivered;
  now(): Date;
}

export type Delivered = (platform: string, result: DeliveryResult) => void;

/** `unsure`: no answer came, and it may have arrived. */
export type DeliveryResult = 'sent' | 'refused' | 'unsure';

/** Decides whether a card may go into a channel, and remembers that it did. Never rejects. */
export interface Posting {
  /** Takes a place in the channel, at once: of two claims at one moment one is told to wait. `insisted`: the asker was
      told that the channel had it, and wants it all the same. */
  claim(post: NewPost, by: { readonly mayConfigure: boolean; readonly insisted: boolean }): Promise<Claim>;
  /** `message`: the platform's own id of it; undefined where it went through a response. */
  posted(id: string, message: string | undefined): Promise<void>;
  /** Nothing was sent: the place is free again. Not for a post that may have arrived. */
  failed(id: string): Promise<void>;
}

/** What a command may use; one question sees one base from start to end. */
export interface Context {
  readonly facts: FactBase;
  readonly retriever: Retriever;
  /** Every pack there is, chosen or not: for whoever chooses. `facts` holds the chosen ones alone. */
  readonly everyPack: FactBase['packs'];
  readonly language: Language;
  /** Every language that a question may be asked in; the first is the answer's. */
  readonly languages: readonly [Language, ...Language[]];
  readonly settings: Settings;
  /** What people say without asking for a fact. */
  readonly talk?: Talk | undefined;
  readonly shown?: Shown | undefined;
  /** `slack`, `discord`, `console`. */
  readonly platform: string;
  readonly store: Pick<
    Store,
    'saveSettings' | 'forget' | 'countFeedback' | 'schedules' | 'saveSchedule' | 'dropSchedule' | 'tasksIn'
  >;
  /** For facts whose pack names no place to report them; `{fact}` stands for the id. */
  readonly reports?: string | undefined;
  /** The pages of the facts: https, without a `/` at the end. */
  readonly site?: string | undefined;
  readonly today: `${number}-${number}-${number}`;
}

/** What a conversation was shown last: ids, and nothing else. */
export interface Shown {
  /** Best first; none where a whole company was shown. */
  readonly facts: readonly FactId[];
  readonly subject: EntityId;
}

export interface Conversations {
  /** `place`: the key of a thread, a direct message or a chain of private answers; never kept as it is. */
  last(place: string): Shown | undefined;
  showed(place: string, shown: Shown): void;
}

/** The little that must outlive a restart. Every method rejects with BotError `store_down`, and with nothing else. */
export interface Store {
  settings(workspace: WorkspaceId): Promise<Settings>;
  saveSettings(workspace: WorkspaceId, settings: Settings): Promise<void>;
  /** The workspace removed the bot, or wants to be forgotten: drops its settings, posts, schedules and tasks. */
  forget(workspace: WorkspaceId): Promise<void>;
  /** Takes a place for a card when `turnOf` of the channel's recent posts is free, in one step. */
  claimPost(post: NewPost, insisted: boolean, marks?: Marks): Promise<Exclude<Claim, { kind: 'refused' }>>;
  /** From now on the card can be found by its message. */
  confirmPost(id: string, message: string | undefined): Promise<void>;
  /** Nothing was sent, and the place is free again. */
  releasePost(id: string): Promise<void>;
  /** The cards that show a fact and can still be edited, oldest first; with a mark, those that have it. */
  postsOf(fact: FactId, mark?: Mark): Promise<readonly Post[]>;
  /** The marks of each fact on cards that can still be edited, each once. */
  marks(): Promise<readonly (readonly [FactId, Mark])[]>;
  markedPost(id: string): Promise<{ readonly post: Post; readonly marks: Marks } | undefined>;
  markPost(id: string, marks: Marks): Promise<void>;
  /** What was posted in a channel and can still be edited, or was posted a day ago at most; oldest first. */
  postsIn(workspace: WorkspaceId, channel: string): Promise<readonly Post[]>;
  schedules(): Promise<readonly Schedule[]>;
  /** Takes the place of the channel's schedule, if there is one; what was due by that one and not tried yet goes. */
  saveSchedule(schedule: Schedule): Promise<void>;
  dropSchedule(workspace: WorkspaceId, channel: string): Promise<void>;
  /** Adds a task unless one of its id is there, or what it is for is gone: the channel's schedule, set up
      before it was due; the card. */
  addTask(task: Task): Promise<void>;
  /** Those of some kinds that are open and may be touched now, the earliest first. */
  openTasks(now: Date, kinds: readonly TaskKind[]): Promise<readonly Task[]>;
  tasksIn(workspace: WorkspaceId, channel: string): Promise<readonly Task[]>;
  /** Changes a task if it still is as `before` says, in one step; false when somebody was first, or it is gone. */
  changeTask(before: Task, change: TaskChange): Promise<boolean>;
  /** What a platform keeps to get into a workspace, sealed by it. */
  install(workspace: WorkspaceId): Promise<string | undefined>;
  saveInstall(workspace: WorkspaceId, sealed: string): Promise<void>;
  dropInstall(workspace: WorkspaceId): Promise<void>;
  /** Adds one; who said it, and where, is not told to the store. */
  countFeedback(fact: FactId, reason: FeedbackReason): Promise<void>;
  feedback(): Promise<readonly Feedback[]>;
  /** True the first time in 24 hours that an id is seen; platforms deliver some events twice. */
  firstSight(questionId: string): Promise<boolean>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Told once per question, after the answer is made. Must not throw. Logs and metrics both listen here. */
export type Report = (event: {
  readonly question: Question;
  readonly answer: Answer;
  /** Milliseconds from `answer` being called to the answer being ready; delivery is not in it. */
  readonly ms: number;
  readonly error?: unknown;
}) => void;

/** `event` is a fixed phrase; what varies goes into `fields`, of which only an allow-list is written. Never the text
    of a question, never a token. */
export interface Log {
  info(event: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(event: string, fields?: Readonly<Record<string, unknown>>): void;
  error(event: string, error: unknown, fields?: Readonly<Record<string, unknown>>): void;
}
