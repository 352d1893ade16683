import { CELL_NAMES } from '#messages/verdict.ts'
import type { Evaluation, GroupOutcome } from '#model/evaluation.ts'
import { groupCounts } from '../outcome.ts'

/** The strip with names and counts: five groups, then the SEV rule. `anchor` is the group's place on the page. */
export function stripCells({ groups, severity, strip }: Evaluation) {
  const names = groups.map((group, i) => ({ id: group.id, text: countsText(group, strip[i] === 'f') }))
  const open = severity.blocking.length
  const last = { id: 'severity', text: open === 0 ? 'none open' : `${open} open` }
  return [...names, last].map(({ id, text }, i) => ({
    letter: strip[i] ?? 'n',
    name: CELL_NAMES[i] ?? id,
    text,
    anchor: `#g-${id}`,
  }))
}

function countsText(group: GroupOutcome, failed: boolean): string {
  const { applicable, satisfied, waived } = groupCounts(group)
  if (failed && group.outcome !== 'failed') return 'a requirement failed'
  if (group.outcome === 'none') return 'no gate'
  if (group.outcome === 'failed') return `${applicable - satisfied} of ${applicable} failed`
  return waived > 0 ? `${satisfied}/${applicable}, ${waived} waived` : `${satisfied}/${applicable} passed`
}
