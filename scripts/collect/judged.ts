import { hash } from 'node:crypto'
import { policyOf } from '#decide/history/judging.ts'
import { policyInForce } from '#decide/history/policies.ts'
import { policyName } from '#decide/ledger/verdicts.ts'
import { isolatedNow } from '#lib/isolate.ts'
import { finding } from '#model/finding.ts'
import type { StoredRecord } from '#store/records.ts'
import type { CollectedRelease } from '#store/state.ts'
import { entryOf, type IndexEntry, type Judging, pinOf, postureOf } from './index/entry.ts'
import { withoutTrust } from './record.ts'
import { type KeptVerdict, keepVerdict } from './statements.ts'

/** What one record comes to. */
type JudgedRecord = {
  stored: StoredRecord
  entry: IndexEntry
  kept: KeptVerdict
  /** True: it could not be judged, and stands in quarantine instead, under the same path and another digest. */
  isFailed: boolean
}

type JudgingRun = Parameters<typeof keepVerdict>[0] & { judging: Judging }

/**
 * Judges one stored record and writes its verdict. One that makes this program fail is replaced by a quarantined one, so
 * that it takes no other down.
 * @param path of the record in the content folder.
 */
export function judgeStored(run: JudgingRun, stored: StoredRecord, path: string): JudgedRecord {
  return isolatedNow<JudgedRecord>(
    () => ({ stored, ...judge(run, stored), isFailed: false }),
    (what) => {
      const made = withoutTrust(stored.record, finding('internal.judging_failed', { what }))
      const quarantined = { record: made.record, digest: hash('sha256', made.text) }
      run.store.write(path, made.text)
      return { stored: quarantined, ...judge(run, quarantined), isFailed: true }
    },
  )
}

function judge(run: JudgingRun, stored: StoredRecord): Pick<JudgedRecord, 'entry' | 'kept'> {
  const { record, digest } = stored
  const judged = postureOf(record, run.judging)
  const entry = entryOf(record, digest, run.judging, judged)
  return { entry, kept: keepVerdict(run, stored, judged) }
}

/** True when the policy that judged a kept entry at release is the one that its published verdict stays with. */
export function isOfItsPolicy(
  { verdicts: { atRelease } }: IndexEntry,
  { published }: CollectedRelease,
  judging: Judging,
): boolean {
  if (atRelease === null) return true
  const pinned = pinOf(published, published, judging)
  const judge = pinned ?? policyInForce(judging.policies, policyOf(published, judging), atRelease.decidedAt)
  return policyName(judge) === policyName(atRelease.policy)
}
