import { hash } from 'node:crypto'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import { canonical } from '#decide/lib/canonical.ts'
import { readPlain } from '#lib/files.ts'
import { finding } from '#model/finding.ts'
import type { Person } from '#model/people.ts'
import {
  type RegistryEntry,
  ScoringItem,
  type ScoringRegistry,
  ScoringReplay,
  ScoringRevision,
} from '#model/scoring.ts'
import { LIMITS } from '#parse/limits.ts'
import { type Result, refused } from '#parse/result.ts'
import { readShape } from '#parse/shape.ts'
import { readYaml } from '#parse/yaml.ts'
import type { Store } from '#store/store.ts'
import { type Beside, beside } from './configuration.ts'
import { approverFacts, readPeople } from './people.ts'

/** Where the registry lies in the content folder. */
export const SCORING_FILE = 'scoring.json'

/**
 * Reads the scoring files beside a configuration: `scoring/*.yaml` and `scoring/items/*.yaml`, with the replays that they
 * name. A file that means nothing is named with the reason, and takes no other down; nothing here stops a run.
 * @param folder of the scoring files; null, or one that is not there, holds none. @param at catalog time, UTC.
 */
export function readScoring(
  folder: string | null,
  people: readonly Person[] | null,
  at: string,
): ScoringRegistry {
  const bad: ScoringRegistry['refused'] = []
  const read = <S extends z.ZodType>(files: readonly string[], schema: S) =>
    files.flatMap((file) => {
      const found = readOne(join(folder ?? '', file), schema)
      if (found.ok) return [{ file, document: found.value }]
      bad.push({ file, findings: found.findings })
      return []
    })
  const revisions = read(yamlIn(folder, ''), ScoringRevision).map((each) => entryOf(each, folder ?? ''))
  const items = read(yamlIn(folder, 'items/'), ScoringItem)
  const replays = revisions.flatMap(({ replay, document }) =>
    replay && replay.findings.length > 0
      ? [{ file: document.manifest?.replay?.path ?? '', findings: replay.findings }]
      : [],
  )
  const names = revisions.flatMap(({ document }) => document.approvals.map(({ approver }) => approver))
  return {
    schemaVersion: 1,
    at,
    revisions,
    items,
    refused: [...bad, ...replays].sort((a, b) => (a.file < b.file ? -1 : 1)),
    approvers: people === null ? null : approverFacts(people, names),
  }
}

/** Digest of a part of a revision, however its file is written: over its RFC 8785 text. */
function digestOf(part: unknown): string {
  return hash('sha256', canonical(part))
}

/** The three digests of a revision, which an approval names. */
export function scoringDigests({
  profile,
  manifest,
  rollback,
}: ScoringRevision): Pick<RegistryEntry, 'sha256' | 'manifestSha256' | 'rollbackSha256'> {
  return {
    sha256: digestOf(profile),
    manifestSha256: manifest ? digestOf(manifest) : null,
    rollbackSha256: rollback ? digestOf(rollback) : null,
  }
}

function entryOf(
  { file, document }: { file: string; document: ScoringRevision },
  folder: string,
): RegistryEntry {
  const path = document.manifest?.replay?.path
  return {
    file,
    ...scoringDigests(document),
    document,
    replay: path === undefined ? null : readReplay(join(folder, path)),
  }
}

function readReplay(file: string): NonNullable<RegistryEntry['replay']> {
  if (!existsSync(file)) return { sha256: null, document: null, findings: [] }
  const bytes = bytesOf(file)
  if (bytes === null) return { sha256: null, document: null, findings: [finding('scoring.file_unreadable')] }
  const shaped = shapedAs(bytes, ScoringReplay)
  return {
    sha256: hash('sha256', bytes),
    document: shaped.ok ? shaped.value : null,
    findings: shaped.ok ? [] : [...shaped.findings],
  }
}

function readOne<S extends z.ZodType>(file: string, schema: S): Result<z.output<S>> {
  const bytes = bytesOf(file)
  return bytes === null ? refused('scoring.file_unreadable') : shapedAs(bytes, schema)
}

function shapedAs<S extends z.ZodType>(bytes: Buffer, schema: S): Result<z.output<S>> {
  const yaml = readYaml(bytes, LIMITS.configuration)
  return yaml.ok ? readShape(schema, yaml.value) : yaml
}

function bytesOf(file: string): Buffer | null {
  try {
    return readPlain(file)
  } catch {
    return null
  }
}

/** Names of the YAML files in a folder below the scoring files, from there, sorted. */
function yamlIn(folder: string | null, below: '' | 'items/'): string[] {
  const place = folder === null ? null : join(folder, below)
  if (place === null || !isFolder(place)) return []
  return readdirSync(place)
    .filter((name) => /\.ya?ml$/.test(name) && !name.startsWith('.'))
    .sort()
    .map((name) => `${below}${name}`)
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

/** The same beside a configuration of which only the place is known, or not even that. */
export function scoringBeside(given: Beside, at: string): ScoringRegistry {
  const people = beside(given, 'people.yaml')
  return readScoring(beside(given, 'scoring'), people === null ? null : readPeople(people), at)
}

/** Writes the registry where it is another than the one that lies there: nothing else of a catalog depends on it. */
export function writeScoring(store: Store, content: string, registry: ScoringRegistry): void {
  const text = canonical(registry)
  const file = join(content, SCORING_FILE)
  if (!existsSync(file) || readPlain(file).toString('utf8') !== text) store.write(SCORING_FILE, text)
}
