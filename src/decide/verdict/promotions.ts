import type { Environment } from '#model/catalog.ts'
import type { Dossier } from '#model/dossier.ts'
import type { Finding } from '#model/finding.ts'
import { finding } from '#model/finding.ts'
import type { EnvironmentRule } from '#model/release.ts'
import { compareText } from '../lib/findings.ts'
import { nameKey } from '../lib/persons.ts'
import { instant, millis } from '../lib/time.ts'
import type { PreparedContext } from './evaluation-context.ts'

type Promotion = Dossier['promotions'][number]
type SmokeRun = Dossier['smokeRuns'][number]
type Judged = Pick<PreparedContext, 'record' | 'dossier' | 'policy' | 'approvals' | 'at'>

/**
 * What went against the rules on the way through the environments, in no order: conditions that do not hold, the rule of the
 * release branch, a deployment before its sign-off, and what the smoke runs found there [003]. Nothing of it decides, and
 * every page that tells how a release was promoted tells it from these.
 */
export function judgePromotions(context: Judged): Finding[] {
  const { dossier, record } = context
  const rules = new Map((record.environments ?? []).map((rule) => [rule.id, rule]))
  return [
    ...dossier.promotions.flatMap((step) => [
      ...unmet(step, rules.get(step.to)),
      ...brokenBranchRule(step),
      ...(isDeployed(step, rules) ? beforeSignOff(step, context) : []),
    ]),
    ...dossier.smokeRuns.flatMap((run) => smokeFindings(run, record.version)),
    ...unchecked(dossier, rules),
  ]
}

/** Those of a release's findings that are about one environment, or about one promotion to it or smoke run in it. */
export function aboutEnvironment(
  findings: readonly Finding[],
  environment: string,
  moment?: { at?: string | undefined },
): Finding[] {
  return findings.filter((found) => {
    const isThere = isOfPromotion(found) && found.args['environment'] === environment
    return isThere && (moment === undefined || found.args['at'] === momentOf(moment))
  })
}

/** True of a finding about a promotion, or about a smoke run after one. */
export function isOfPromotion({ code }: Pick<Finding, 'code'>): boolean {
  return code.startsWith('promotion.') || code.startsWith('smoke.')
}

/** Names one of several steps into an environment; those without a date share one name. */
function momentOf({ at }: { at?: string | undefined }): string | null {
  return at === undefined ? null : instant(millis(at))
}

function aboutStep(step: Promotion) {
  return { environment: step.to, at: momentOf(step) }
}

function placeOf(step: Promotion): Finding['path'] {
  return ['promotions', step.to]
}

/** Conditions of the catalog count as well where the promotion does not name them: what is not said is not shown. */
function unmet(step: Promotion, rule: EnvironmentRule | undefined): Finding[] {
  if (step.result !== 'reached') return []
  const met = new Set(step.conditions.filter(({ status }) => status === 'met').map(({ id }) => id))
  const open = new Set([
    ...step.conditions.filter(({ status }) => status !== 'met').map(({ id }) => id),
    ...(rule?.conditions ?? []).filter((id) => !met.has(id)),
  ])
  if (open.size === 0) return []
  return [finding('promotion.unmet', { ...aboutStep(step), conditions: [...open].sort() }, placeOf(step))]
}

/** Broken by whoever pushed, whether or not the environment was reached then [003 "Forbidden"]. */
function brokenBranchRule(step: Promotion): Finding[] {
  const args = aboutStep(step)
  const path = placeOf(step)
  return [
    ...(step.directPush ? [finding('promotion.direct_push', args, path)] : []),
    ...(step.handEdited ? [finding('promotion.hand_edited', args, path)] : []),
    ...(step.noVerify ? [finding('promotion.no_verify', args, path)] : []),
  ]
}

/** True of what customers were given, also when it was taken back later. */
function isDeployed(step: Promotion, rules: ReadonlyMap<string, EnvironmentRule>): boolean {
  return step.result !== 'blocked' && rules.get(step.to)?.production === true
}

/** "Audit signoff before deploy" [003]: the sign-off of the dossier's way, and the approval of each role that is asked for. */
function beforeSignOff(step: Promotion, context: Judged): Finding[] {
  const args = aboutStep(step)
  const path = placeOf(step)
  const signed = context.dossier.spine?.signoff?.at
  const without = signed === undefined ? [finding('promotion.no_signoff', args, path)] : []
  if (step.at === undefined) return [...without, finding('promotion.undated', args, path)]
  const deployed = millis(step.at)
  const early = signed !== undefined && deployed < millis(signed)
  return [
    ...without,
    ...(early ? [finding('promotion.before_signoff', { ...args, signed }, path)] : []),
    ...context.policy.approvers.flatMap((role) => {
      const approved = approvedAt(role, context)
      if (approved === 'to come' || (approved !== null && approved <= deployed)) return []
      const about = { ...args, role: role.role, title: role.title }
      if (approved === null) return [finding('promotion.without_approval', about, path)]
      return [finding('promotion.before_approval', { ...about, approved: instant(approved) }, path)]
    }),
  ]
}

/** When the last approval that its role needs was given, in milliseconds; null where it is not approved, and none is dated later. */
function approvedAt(
  { role, quorum }: Judged['policy']['approvers'][number],
  { approvals, dossier, at }: Judged,
): number | 'to come' | null {
  const acts = dossier.approvals.filter((act) => act.role === role && act.decision === 'approved')
  const outcome = approvals.find((each) => each.role === role)
  if (outcome?.outcome !== 'approved') return acts.some((act) => millis(act.at) > at) ? 'to come' : null
  const times = outcome.approvers.map((approver) => {
    const own = acts.filter((act) => nameKey(act.approver) === nameKey(approver) && millis(act.at) <= at)
    return own.reduce((latest, act) => Math.max(latest, millis(act.at)), Number.NEGATIVE_INFINITY)
  })
  return times.sort((a, b) => a - b)[Math.max(quorum, 1) - 1] ?? null
}

/** What a smoke run after a promotion did not find in order. */
function smokeFindings(run: SmokeRun, version: string): Finding[] {
  const { environment, buildVersion, steps } = run
  const args = { environment, at: momentOf(run) }
  const path = ['smokeRuns', environment]
  const failed = steps.filter(({ result }) => result === 'failed').map(({ action }) => action)
  const passed = steps.some(({ result }) => result === 'passed')
  const isOther = buildVersion !== undefined && !isBuildOf(buildVersion, version)
  return [
    ...(failed.length > 0
      ? [finding('smoke.failed', { ...args, failed: failed.length, steps: failed }, path)]
      : []),
    ...(failed.length === 0 && !passed ? [finding('smoke.nothing_passed', args, path)] : []),
    ...(buildVersion === undefined ? [finding('smoke.version_unknown', { ...args, version }, path)] : []),
    ...(isOther ? [finding('smoke.other_version', { ...args, reported: buildVersion, version }, path)] : []),
  ]
}

/** True when an environment says that it runs this version; a leading `v` and build metadata make no difference. */
export function isBuildOf(reported: string, version: string): boolean {
  return plain(reported) === plain(version)
}

function plain(text: string): string {
  return text.replace(/^v(?=\d)/, '').replace(/\+.*$/, '')
}

/** What customers were given and nobody looked at afterwards: a smoke run without a date may have been before. */
function unchecked(
  { promotions, smokeRuns }: Dossier,
  rules: ReadonlyMap<string, EnvironmentRule>,
): Finding[] {
  const last = new Map(promotions.map((step) => [step.to, step]))
  return [...last.values()].flatMap((step) => {
    if (step.result !== 'reached' || !isDeployed(step, rules)) return []
    const isAfter = ({ environment, at }: SmokeRun) =>
      environment === step.to &&
      (step.at === undefined || (at !== undefined && millis(at) >= millis(step.at)))
    return smokeRuns.some(isAfter) ? [] : [finding('smoke.none', aboutStep(step), placeOf(step))]
  })
}

/**
 * The environments that customers reach: those that the catalog marks; where it marks none, those whose names say so, else
 * the last of the way.
 */
export function productionAmong<T extends Environment>(environments: readonly T[]): readonly T[] {
  const marked = environments.filter(({ production }) => production === true)
  if (marked.length > 0) return marked
  const unmarked = environments.filter(({ production }) => production !== false)
  const named = unmarked.filter(isNamedProduction)
  return named.length > 0 ? named : unmarked.slice(-1)
}

/** Whether names say that customers reach an environment. */
export function isNamedProduction({ id, title }: Pick<Environment, 'id' | 'title'>): boolean {
  return PRODUCTION.test(id) || PRODUCTION.test(title)
}

const PRODUCTION = /^(prod|production|live)($|[-_. ])/i

/**
 * What the catalog asks of the promotions that a dossier declares, by the ids of the environments, in their order. One that
 * the catalog does not know is held for production where its name says so: else a new name would be the way around the rule.
 */
export function environmentRules(
  environments: readonly Environment[],
  { promotions }: Pick<Dossier, 'promotions'>,
): EnvironmentRule[] {
  const production = new Set(productionAmong(environments).map(({ id }) => id))
  const known = new Map(environments.map((each) => [each.id, each]))
  const ids = [...new Set(promotions.map(({ to }) => to))].sort(compareText)
  return ids.flatMap((id) => {
    const own = known.get(id)
    const rule = {
      id,
      production: own ? production.has(id) : isNamedProduction({ id, title: id }),
      conditions: own?.conditions?.map((each) => each.id) ?? [],
    }
    return rule.production || rule.conditions.length > 0 ? [rule] : []
  })
}
