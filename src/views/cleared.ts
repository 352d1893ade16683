import type { Evaluation } from '#model/evaluation.ts'
import type { EvidenceItem } from '#model/evidence.ts'

/** An artifact with the numbers that an evaluation counted: less what statements about vulnerabilities cleared in it. */
export function afterClearing(item: EvidenceItem, { findings }: Evaluation): EvidenceItem {
  const cleared = findings.filter((each) => each.code === 'vex.cleared' && each.args['item'] === item.name)
  if (cleared.length === 0) return item
  const metrics = { ...item.metrics }
  const less = (name: string, count: number) => {
    metrics[name] = (metrics[name] ?? 0) - count
  }
  for (const { args } of cleared) {
    less(`findings.${args['rating']}`, Number(args['count']))
    less('findings.total', Number(args['count']))
    less('findings.cleared', -Number(args['count']))
  }
  return { ...item, metrics }
}
