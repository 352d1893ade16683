import { count } from '../format.ts'
import { decision } from './decision.ts'
import { evidence } from './evidence.ts'
import type { Assessed } from './input.ts'
import { promotion } from './promotion.ts'
import { inputs } from './scope.ts'
import { signatures } from './signatures.ts'
import { pathView } from './trace.ts'

export type ReleaseEvidencePage = ReturnType<typeof releaseEvidencePage>

/**
 * The page of a release's evidence: every artifact with its file, its maker and its digest, how the decision was reached
 * from them, the smoke runs step by step, what was signed. Whoever only asks whether to run it need not load this.
 */
export function releaseEvidencePage(input: Assessed) {
  const { record, links, services, posture } = input
  const name = `${services.get(record.service)?.name ?? record.service} ${record.version}`
  const all = evidence(input)
  const heading = headingOf(all)
  return {
    title: `${heading} · Evidence of ${name}`,
    description: `${heading}: each artifact of ${name} with its file, its maker, its digest and the gates it stands for.`,
    heading,
    name,
    release: links.release(record.service, record.version),
    crumbs: [
      { text: 'Releases', href: links.releases },
      { text: services.get(record.service)?.name ?? record.service, href: links.service(record.service) },
      { text: record.version, href: links.release(record.service, record.version) },
    ],
    json: links.apiRelease(record.service, record.version),
    evidence: all,
    decision: decision(input),
    groups: posture.today.groups.map(({ id }) => input.drawings.get(`group-${id}`) ?? null),
    smoke: promotion(input).smoke,
    signatures: signatures(record),
    path: pathView(input),
    inputs: inputs(record.dossier),
    docStatus: record.dossier.docStatus ?? null,
  }
}

function headingOf({ total, passed }: { total: number; passed: number }): string {
  if (total === 0) return 'No evidence is named'
  if (passed === total) return total === 1 ? 'The one artifact passed' : `All ${total} artifacts passed`
  return `${passed} of ${count(total, 'artifact')} passed`
}
