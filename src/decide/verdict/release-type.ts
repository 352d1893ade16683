import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import type { ReleaseType } from '#model/primitives.ts'
import type { GitFacts } from '#model/release.ts'
import { globMatcher } from '../lib/globs.ts'
import { isLeap, versionStep } from '../lib/order.ts'
import type { PreparedContext, Violations } from './evaluation-context.ts'

/** Weakest first. */
const TYPES = ['docs-patch', 'runtime-patch', 'minor', 'major'] as const satisfies readonly ReleaseType[]

/** The least type that a step of the version asks for [002]. */
const LEAST = { patch: 'docs-patch', minor: 'minor', major: 'major' } as const

/**
 * The declared type decides what a release needs, so it is at least what the step of its version asks; a stronger one is
 * fine [002 runs v0.7.1 as minor]. A docs-patch changes documentation only [002 "docs-only changes"].
 */
export function judgeReleaseType(context: PreparedContext): Violations {
  const { record, dossier } = context
  const declared = dossier.releaseType
  const { previousStable } = record.git
  const step = versionStep(previousStable, record.version)
  const about = { declared, version: record.version, previous: previousStable }
  const weaker =
    step === null || TYPES.indexOf(declared) >= TYPES.indexOf(LEAST[step])
      ? []
      : [finding('type.too_weak', { ...about, asked: LEAST[step], step }, PATH)]
  return {
    blockers: [...weaker, ...(declared === 'docs-patch' ? beyondDocumentation(context) : [])],
    findings: [
      ...(step === null ? [finding('type.not_comparable', about, PATH)] : []),
      ...(record.semantic && isLeap(previousStable, record.version)
        ? [finding('type.leap', about, PATH)]
        : []),
    ],
  }
}

const PATH = ['releaseType']

/** Files that no documentation pattern of the policy covers, and that there may be more than anybody listed. */
function beyondDocumentation({ record, policy }: PreparedContext): Finding[] {
  const { documentationPaths } = policy
  if (documentationPaths === undefined) return []
  const changed: GitFacts['changedPaths'] = record.git.changedPaths
  const isDocumentation = globMatcher(documentationPaths)
  const others = (changed?.paths ?? []).filter((path) => !isDocumentation(path))
  const [first] = others
  if (first !== undefined)
    return [finding('type.not_documentation', { path: first, total: others.length }, PATH)]
  // A dossier that no tag carries yet is judged again when one does.
  const isTagged = record.git.unknown.every(({ code }) => code !== 'git.no_tag')
  return changed?.complete || !isTagged ? [] : [finding('type.files_unknown', {}, PATH)]
}
