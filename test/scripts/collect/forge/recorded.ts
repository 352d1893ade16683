import { hash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ForgeFacts, ForgeKind } from '#collect/forge/types.ts'
import { ABSENT, type Source } from '#collect/sources/source.ts'

/** What a forge answered about one tag: one file `<tag>.json` of a folder. Files are told by their text. */
export type RecordedAnswers = {
  /** Assets of the release, by name. */
  assets: Record<string, string>
  /** Files in the artifacts of runs, by `run/artifact/path`. */
  artifacts: Record<string, string>
  facts: ForgeFacts
  /** When each pull request was updated last, by number. */
  updated: Record<string, string>
  /** The runs of its commit, as a list of them names them. */
  listed?: string[]
}

/** A forge that is a folder of recorded answers: the smallest one that the collector can ask. */
export function recordedForge(folder: string): ForgeKind {
  const answersTo = (tag: string): RecordedAnswers | null => {
    const file = join(folder, `${tag}.json`)
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
  }
  return {
    name: 'Recorded',
    folder: 'recorded',
    configure: () => async () => {
      const listedOf = (tag: string) => (answersTo(tag)?.listed ?? []).join(' ')
      const tags = readdirSync(folder).map((name) => name.replace('.json', ''))
      const updated = Object.assign({}, ...tags.map((tag) => answersTo(tag)?.updated))
      return {
        scope: folder,
        state: hash('sha256', JSON.stringify(tags.map(answersTo))),
        sources: sourcesOf(answersTo),
        facts: async ({ tag }) => answersTo(tag)?.facts ?? NOTHING,
        bundles: null,
        marksOf: ({ pullRequests }, { git }) => ({
          ...Object.fromEntries(pullRequests.map(({ number }) => [`${number}`, updated[number] ?? ''])),
          [`runs ${git.tag}`]: listedOf(git.tag),
        }),
        hasNews: (marks) =>
          Object.entries(marks).some(([name, at]) =>
            name.startsWith('runs ') ? listedOf(name.slice(5)) !== at : (updated[name] ?? at) !== at,
          ),
        unanswered: 'github.failed',
        finish: () => {},
      }
    },
  }
}

const NOTHING: ForgeFacts = {
  repository: 'recorded/product',
  release: null,
  runs: [],
  pullRequests: [],
  attestations: [],
  tag: null,
  unknown: [],
}

function sourcesOf(answersTo: (tag: string) => RecordedAnswers | null): Source[] {
  const held = (text: string | undefined, path: string) =>
    text === undefined ? ABSENT : { kind: 'file' as const, bytes: Buffer.from(text), path }
  return [
    {
      name: 'release',
      dossier: async ({ tag }) => held(answersTo(tag)?.assets['dossier.json'], 'dossier.json'),
      evidence: async ({ tag }, { asset }) =>
        asset === undefined ? null : held(answersTo(tag)?.assets[asset], asset),
    },
    {
      name: 'run',
      dossier: async () => ABSENT,
      evidence: async ({ tag }, { run, artifact, path }) =>
        artifact === undefined || path === undefined
          ? null
          : held(answersTo(tag)?.artifacts[`${run?.id}/${artifact}/${path}`], `${artifact}/${path}`),
    },
  ]
}
