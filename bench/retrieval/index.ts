import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import type { Part } from '../figures.ts';
import { corporaIn, ownBase } from './corpora.ts';
import type { Findings } from './findings.ts';
import { measureTurns } from './interleaved.ts';
import { measureQuality, type Quality } from './measure.ts';
import type { Peer } from './peer.ts';
import { PEERS } from './peers/index.ts';
import { miniSearchFuzzy, miniSearchTuned } from './peers/minisearch.ts';
import { ours } from './peers/ours.ts';
import { plot } from './plot.ts';
import { hitRows, markdown, speedRows, turnRows } from './report.ts';
import { type Budget, measureSpeed, type Timing } from './speed.ts';

export interface RetrievalSizes {
  /** Asked of each set of questions at most; slow engines get fewer. */
  readonly questions: number;
  /** Numbers of made documents, smallest first. */
  readonly documents: readonly number[];
  readonly budget: Budget;
  /** Engines to be asked in turn, over how many made documents and with how many questions. */
  readonly turns: { readonly peers: readonly Peer[]; readonly documents: number; readonly asked: number };
  /** A folder of folders with docs.jsonl, queries.jsonl and queries.noised.jsonl, beside the project's own base. */
  readonly corpora?: string;
}

/** Every engine on the same documents and questions, one after the other. `tell` hears what is measured next. Throws when
    one of them fails. */
export async function measureRetrieval(
  peers: readonly Peer[],
  sizes: RetrievalSizes,
  tell: (what: string) => void = () => {},
): Promise<Findings> {
  const load = loads();
  const base = ownBase();
  const corpora = [
    base.corpus,
    ...(sizes.corpora === undefined ? [] : corporaIn(sizes.corpora, base.languages)),
  ];
  const qualities: Quality[] = [];
  const alike: Quality[] = [];
  for (const corpus of corpora) {
    tell(`questions about ${corpus.name}`);
    const own: Quality[] = [];
    for (const peer of peers) own.push(await measureQuality(peer, corpus, sizes.questions));
    qualities.push(...own);
    const samples = new Set(own.flatMap(({ sample }) => (sample === null ? [] : [sample])));
    const [first] = peers;
    if (first) {
      for (const sample of samples)
        alike.push(await measureQuality({ ...first, sample }, corpus, sizes.questions));
    }
  }
  const timings: Timing[] = [];
  for (const { name } of peers) {
    tell(`speed and size of ${name}`);
    timings.push(...(await measureSpeed(name, sizes.documents, sizes.budget)));
  }
  tell('engines in turn');
  const turns = await measureTurns(base, sizes.turns.peers, sizes.turns.documents, sizes.turns.asked);
  return {
    machine: {
      date: new Date().toISOString().slice(0, 10),
      node: process.version,
      cores: cpus().length,
      load,
      loadAfter: loads(),
    },
    peers: peers.map(({ name, use }) => ({ name, use })),
    qualities,
    alike,
    timings,
    turns,
  };
}

export interface RetrievalWishes {
  /** Few of everything. */
  readonly quick: boolean;
  /** Where retrieval.md and retrieval.svg are written, in place of those that lie there; nowhere when left out. */
  readonly reportTo: string | undefined;
  readonly corpora: string | undefined;
}

/** The whole comparison, or a quick one. */
export async function retrieval({ quick, reportTo, corpora }: RetrievalWishes): Promise<readonly Part[]> {
  const found = await measureRetrieval(
    PEERS,
    {
      questions: quick ? 40 : 400,
      documents: quick ? [100, 1000] : [100, 1000, 10_000, 100_000],
      budget: quick ? { build: 20, questions: 2 } : { build: 60, questions: 7 },
      turns: {
        peers: [ours, miniSearchTuned, miniSearchFuzzy],
        documents: quick ? 1000 : 100_000,
        asked: quick ? 60 : 200,
      },
      ...(corpora !== undefined && { corpora }),
    },
    (what) => process.stderr.write(`${what} …\n`),
  );
  if (reportTo !== undefined) writeReport(found, ours.name, reportTo);
  return retrievalParts(found);
}

/** Puts retrieval.md and retrieval.svg into `dir`, in place of those that lie there. */
export function writeReport(found: Findings, ours: string, dir: string): void {
  writeFileSync(join(dir, 'retrieval.md'), markdown(found));
  writeFileSync(join(dir, 'retrieval.svg'), plot(found, ours));
}

/** The findings as tables for a terminal. */
export function retrievalParts(found: Findings): Part[] {
  const { qualities, timings, turns } = found;
  return [
    {
      part: 'retrieval: Hit@1',
      rows: hitRows(qualities),
      notes: [
        'Questions as asked / with typos and lost words; shares, no times. * a sample of the questions.',
      ],
    },
    {
      part: 'retrieval: time of a question',
      rows: speedRows(timings),
      notes: ['p50 / p99 by number of made documents; – where an engine took too long.'],
    },
    {
      part: `retrieval: in turn, ${turns.docs.toLocaleString('en')} documents`,
      rows: turnRows(turns.rows),
      notes: ['All in one process, question by question.'],
    },
  ];
}

function loads(): readonly number[] {
  return loadavg().map((one) => Number(one.toFixed(2)));
}
