import { hash } from 'node:crypto'
import { finding } from '#model/finding.ts'
import type { Lookup } from '../../sources/source.ts'
import type { Github, GithubRequest } from './client.ts'
import type { ResponseCache } from './response-cache.ts'

/** A file that GitHub keeps, by its record. */
type Recorded = {
  question: GithubRequest
  /** What keeps the record: a release's asset, or a run's artifact. */
  source: 'asset' | 'run'
  /** Name of the file for people, and what tells its bytes from all others. */
  path: string
  key: string
  sha256: string | null
  /** Null where GitHub records another size than that of the bytes it sends. */
  bytes: number | null
}

/** Reads files that GitHub keeps, once for all runs, and compares them with their records. */
export type Download = (recorded: Recorded, most: number) => Promise<Lookup>

/**
 * Downloads what a record names, unless an answer kept from an earlier run holds it; bytes that are not the recorded ones
 * are refused as tampered.
 */
export function makeDownload(github: Github, answers: ResponseCache): Download {
  return async ({ question, source, path, key, sha256, bytes }, most) => {
    if (bytes !== null && bytes > most) return { kind: 'large', path, size: bytes }
    const known = answers.findBytes(key)
    const answer = known ? { ok: true as const, value: known } : await github.bytes(question, most)
    if (!answer.ok) return { kind: 'refused', status: 'missing', findings: answer.failure.findings }
    const found = hash('sha256', answer.value)
    const isOther = (sha256 !== null && found !== sha256) || (bytes !== null && answer.value.length !== bytes)
    if (isOther) {
      const args = { path, found, declared: sha256, size: answer.value.length, recorded: bytes }
      const reasons = [finding('evidence.not_as_recorded', args)]
      const recorded = { source, outcome: 'failed' as const, name: null, reasons }
      return { kind: 'refused', status: 'tampered', findings: reasons, recorded }
    }
    if (known === null) answers.keepBytes(key, answer.value)
    // What was uploaded before GitHub kept digests has a record of its size only, which vouches for no bytes.
    const agreed = { source, outcome: 'verified' as const, name: null, reasons: [] }
    return { kind: 'file', bytes: answer.value, path, recorded: sha256 === null ? null : agreed }
  }
}
