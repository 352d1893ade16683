import { person, type Release, type Sample, shifted, utcSeconds } from './story.ts'

const HOST = 'https://git.example.org/socialpredict'
const ENVIRONMENTS = ['dev', 'ci', 'staging', 'production']

/** Promotions up to where the release came; one more, blocked, when conditions are held. */
export function promotionsOf(release: Release, sample: Sample): object[] {
  const reached = ENVIRONMENTS.indexOf(release.reached)
  return sample.pipeline.promotions.flatMap(({ before, conditions, ...step }) => {
    const position = ENVIRONMENTS.indexOf(step.to)
    const blocked = position === reached + 1 && release.held.length > 0
    if (position > reached && !blocked) return []
    return [
      {
        ...step,
        at: utcSeconds(
          shifted(release.at, position === reached && release.mishap === 'early' ? EARLY : -before),
        ),
        by: person(release.by, sample).name,
        result: blocked ? 'blocked' : 'reached',
        ...(step.via ? BY_SCRIPT : {}),
        ...(position === reached ? mishapOf(release) : {}),
        conditions: conditions.map((each) => ({
          ...each,
          status: statusOf(each.id, release, { blocked, last: position === reached }),
        })),
      },
    ]
  })
}

/** A condition that the dossier holds back, or of which nobody knew when the release went on all the same. */
function statusOf(
  id: string,
  { held, mishap }: Release,
  { blocked, last }: { blocked: boolean; last: boolean },
): 'met' | 'not-met' | 'unknown' {
  if (blocked && held.includes(id)) return 'not-met'
  return last && mishap === 'unmet' && id === 'A-014' ? 'unknown' : 'met'
}

/** In minutes from the tag: before anybody approved. */
const EARLY = -250

/** What the promotion script records of the release branch. */
const BY_SCRIPT = { directPush: false, handEdited: false, noVerify: false }

const MISHAPS: Partial<Record<NonNullable<Release['mishap']>, object>> = {
  'rolled-back': { result: 'rolled-back' },
  'by-hand': { method: 'git push by hand', directPush: true, handEdited: true, noVerify: true },
}

function mishapOf({ mishap }: Release): object {
  return (mishap && MISHAPS[mishap]) ?? {}
}

/** Smoke runs after a promotion; steps behind a failed one are skipped. */
export function smokeRunsOf(release: Release, sample: Sample): object[] {
  const smoke = release.smoke ?? greenWherever(release)
  return Object.entries(smoke).map(([environment, failing]) => {
    const broken = sample.pipeline.smoke.findIndex((step) => step.action === failing)
    if (failing !== null && broken < 0)
      throw new Error(`The sample's smoke run has no step "${failing}" that could fail.`)
    const before = sample.pipeline.promotions.find(({ to }) => to === environment)?.before ?? 0
    return {
      environment,
      at: utcSeconds(shifted(release.at, 10 - before)),
      buildVersion: environment === release.reached ? (release.reported ?? release.version) : release.version,
      steps: sample.pipeline.smoke.map((step, index) => ({ ...step, ...resultOf(index, broken) })),
    }
  })
}

function greenWherever({ reached }: Release): Record<string, null> {
  if (reached === 'production') return { staging: null, production: null }
  return reached === 'staging' ? { staging: null } : {}
}

/** Issue, branch, pull request, evidence run and sign-off; absent without numbers. */
export function spineOf(release: Release, branch: string, sample: Sample): object | null {
  if (release.issue === undefined || release.pull === undefined) return null
  const owner = person(release.by, sample).name
  const at = (minutes: number) => utcSeconds(shifted(release.at, minutes))
  return {
    issue: { url: `${HOST}/issues/${release.issue}`, owner, at: at(-9 * 1440) },
    branch: { name: branch, owner, at: at(-8 * 1440) },
    pullRequest: { url: `${HOST}/pull/${release.pull}`, number: release.pull, at: at(-2 * 1440) },
    evidenceRun: { ...runOf(release, 1), at: at(-1140) },
    signoff: { url: `${HOST}/pull/${release.pull}#signoff`, at: at(-180) },
    publication: { url: `${HOST}/releases/${release.pull}`, at: at(0) },
  }
}

/** The workflow run that made a release's evidence. */
export function runOf(release: Release, attempt: number): { id: string; attempt: number; url: string } {
  const id = String(41_000_000 + (release.pull ?? 0) * 97)
  return { id, attempt, url: `${HOST}/actions/runs/${id}` }
}

function resultOf(index: number, broken: number): object {
  if (broken < 0 || index < broken) return { result: 'passed' }
  return index === broken
    ? { result: 'failed', detail: 'no answer within 30 s, three times' }
    : { result: 'skipped' }
}
