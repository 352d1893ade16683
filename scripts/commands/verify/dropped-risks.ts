import { droppedOf } from '#collect/record.ts'
import { canonical } from '#decide/lib/canonical.ts'
import { firstDifference } from '#decide/lib/difference.ts'
import { carryRisks } from '#decide/verdict/risks.ts'
import type { OpenRisk } from '#model/dossier-risk.ts'
import { type Finding, finding } from '#model/finding.ts'
import { type ReleaseRecord, releaseId } from '#model/release.ts'
import type { AuditStep } from './published-place.ts'
import type { Proved } from './records.ts'

/**
 * Carries risks from release to release again, each to those that name it as the one before, and compares what records say
 * that their dossiers do not list. What a release left open whose record is missing or could not be judged nobody can tell:
 * those that come after it are not compared.
 */
export function auditDroppedRisks(records: Proved): AuditStep {
  const left = new Map<string, readonly OpenRisk[] | null>()
  const faults = new Map<string, Finding>()
  let checked = 0
  for (const start of records.keys())
    for (const id of wayTo(start, records, left)) {
      const record = records.get(id)?.record
      const before = record && leftBefore(record, left)
      if (!record || !before) {
        left.set(id, null)
        continue
      }
      const { open, dropped } = carryRisks(record.dossier, record.version, before)
      left.set(id, isJudged(record) ? open : null)
      if (record.state === 'dossier') checked += 1
      const fault = faultOf(record, record.state === 'dossier' ? dropped : [])
      if (fault) faults.set(id, fault)
    }
  const inOrder = [...faults].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, fault]) => fault)
  return { name: 'risks', checked, faults: inOrder }
}

/** The releases up to one that are not looked at yet, first to last: a chain may be longer than a stack. */
function wayTo(start: string, records: Proved, left: ReadonlyMap<string, unknown>): string[] {
  const way = new Set<string>()
  let id: string | null = start
  while (id !== null && !left.has(id) && !way.has(id)) {
    way.add(id)
    const record: ReleaseRecord | undefined = records.get(id)?.record
    id = record ? idBefore(record) : null
  }
  return [...way].reverse()
}

function idBefore({ service, git }: ReleaseRecord): string | null {
  return git.previous === null ? null : releaseId({ service, version: git.previous })
}

/** Null when nobody can tell. */
function leftBefore(
  record: ReleaseRecord,
  left: ReadonlyMap<string, readonly OpenRisk[] | null>,
): readonly OpenRisk[] | null {
  const id = idBefore(record)
  return id === null ? [] : (left.get(id) ?? null)
}

/** One that made this program fail was carried on with the dossier that its record lacks. */
function isJudged({ quarantine }: ReleaseRecord): boolean {
  return !quarantine.some(({ code }) => code === 'internal.judging_failed')
}

function faultOf(record: ReleaseRecord, dropped: readonly OpenRisk[]): Finding | null {
  const { droppedRisks, droppedRisksMore } = record
  const said = { ...(droppedRisks && { droppedRisks }), ...(droppedRisksMore && { droppedRisksMore }) }
  const expected = droppedOf(dropped)
  if (canonical(said) === canonical(expected)) return null
  return finding('ledger.risks_differ', { release: releaseId(record), ...firstDifference(said, expected) })
}
