import { policyInForce } from '#decide/history/policies.ts'
import { planOf, type ReleasePlan } from '#decide/plan/plan.ts'
import { approvalsText, PLAN_ORDER, planDocument, planHeading, TYPE_NAMES } from '#messages/plan.ts'
import { windowText } from '#messages/plan-report.ts'
import type { Policy } from '#model/policy.ts'
import type { ReleaseType } from '#model/primitives.ts'
import { type PolicyInput, policyGroups } from './gates.ts'

/** Stands for whoever a release affects: what it asks for is said beside what is asked in any case. */
const PROVIDER = ['an external provider']

/** The versions that judge what is decided today, the one of services that name none first. */
export function policiesToday({ policies, id, at }: Pick<PolicyInput, 'policies' | 'id' | 'at'>): Policy[] {
  const others = [...new Set(policies.map((each) => each.id))].filter((each) => each !== id).sort()
  return [id, ...others].map((each) => policyInForce(policies, each, at))
}

const plans = (policy: Policy, releaseType: ReleaseType) => ({
  plain: planOf(policy, { releaseType, profile: null, providers: [] }),
  external: planOf(policy, { releaseType, profile: null, providers: PROVIDER }),
})

export type PlanPage = ReturnType<typeof planPage>

/** What a release of one type will need by one policy, before there is any: all profiles, with and without providers. */
export function planPage(policy: Policy, releaseType: ReleaseType, input: PolicyInput) {
  const { links, at } = input
  const { plain, external } = plans(policy, releaseType)
  const about = { today: at, on: at, service: null, people: new Map() }
  const document = planDocument(plain, about)
  const groups = policyGroups(policy, input, false)
  return {
    heading: planHeading(document),
    summary: plain.summary,
    policy: { name: `${policy.title} ${policy.version}`, href: links.policyVersion(policy) },
    types: policy.requirements.map((each) => ({
      name: TYPE_NAMES[each.releaseType],
      href: links.planOfType(policy.id, each.releaseType),
      isThis: each.releaseType === releaseType,
    })),
    order: PLAN_ORDER,
    groups,
    artifacts: withProducts(planDocument(external, about).artifacts, document.artifacts).map((artifact) => ({
      ...artifact,
      because: BECAUSE[artifact.because ?? 'product'],
    })),
    profiles: profileRows(plain, external),
    checklist: document.checklist,
    approvers: document.approvers.map(({ text }) => text),
    windows: document.windows.map(windowText),
    rules: document.rules,
    command: `npm run catalog -- plan --type ${releaseType} --service ID`,
    contents: contentsOf(document, groups),
    index: links.plan,
  }
}

const BECAUSE = {
  type: null,
  provider: 'only if an external provider is affected',
  product: 'made by a profile, not required',
} as const

type Artifacts = ReturnType<typeof planDocument>['artifacts']

/** What is asked where a provider is affected, and what is made where none is. */
function withProducts(asked: Artifacts, plain: Artifacts): Artifacts {
  const names = new Set(asked.map(({ name }) => name))
  return [...asked, ...plain.filter(({ name }) => !names.has(name))]
}

function profileRows(plain: ReleasePlan, external: ReleasePlan) {
  const titles = new Map(plain.policy.artifacts.map(({ name, title }) => [name, title]))
  return plain.profiles.map(({ id, role, isEnough, produces }, i) => ({
    id,
    role,
    enough: isEnough ? 'enough' : 'not enough',
    external: external.profiles[i]?.isEnough ? 'enough' : 'not enough',
    produces: produces.map((name) => titles.get(name) ?? name).join(', ') || 'nothing that is named',
  }))
}

function contentsOf(plan: ReturnType<typeof planDocument>, groups: ReturnType<typeof policyGroups>) {
  const entry = (id: string, title: string, hint = '') => ({ id, title, hint, tone: 'none' as const })
  return [
    entry('order', 'In this order'),
    ...groups.map(({ id, title, gates }) => entry(`group-${id}`, title, `${gates.length}`)),
    entry('artifacts', 'Artifacts'),
    ...(plan.profiles.length > 0 ? [entry('profiles', 'Profiles')] : []),
    ...(plan.checklist.length > 0 ? [entry('checklist', 'Pre-release checklist')] : []),
    entry('approvals', 'Approvals'),
    entry('freshness', 'Freshness'),
  ]
}

export type PlanIndex = ReturnType<typeof planIndex>

/** All types side by side, by each policy that judges today. */
export function planIndex(input: PolicyInput, planned: readonly { id: string; name: string }[]) {
  const { links } = input
  return {
    policies: policiesToday(input).map((policy) => ({
      name: `${policy.title} ${policy.version}`,
      href: links.policyVersion(policy),
      types: policy.requirements.map((each) => ({
        name: TYPE_NAMES[each.releaseType],
        summary: each.summary,
        href: links.planOfType(policy.id, each.releaseType),
      })),
      rows: matrixRows(policy),
    })),
    services: planned.map(({ id, name }) => ({ name, href: links.servicePlan(id) })),
    index: links.policy,
  }
}

/** A row for all that not every type asks alike, and for what all of them ask. */
function matrixRows(policy: Policy) {
  const all = policy.requirements.map(({ releaseType }) => plans(policy, releaseType))
  const gates = `${policy.groups.flatMap((group) => group.gates).length}`
  const enough = ({ profiles }: ReleasePlan) =>
    profiles.every(({ isEnough }) => isEnough)
      ? 'any'
      : profiles.flatMap(({ id, isEnough }) => (isEnough ? [id] : [])).join(' or ')
  const asked = policy.artifacts
    .map(({ name, title }) => ({
      title,
      cells: all.map(
        ({ external }) => ASKED[external.artifacts.find((each) => each.name === name)?.because ?? 'no'],
      ),
    }))
    .filter(({ cells }) => cells.some((cell) => cell !== ASKED.no))
  return [
    { title: 'Gates', cells: all.map(() => gates) },
    ...asked,
    { title: 'Profile', cells: all.map(({ plain }) => enough(plain)) },
    ...(policy.requirements.some(({ profilesWhenExternal }) => profilesWhenExternal.length > 0)
      ? [{ title: 'Profile, if a provider is affected', cells: all.map(({ external }) => enough(external)) }]
      : []),
    { title: 'Checklist', cells: all.map(({ plain }) => areasText(plain.checklist.length)) },
    { title: 'Approvals', cells: all.map(() => approvalsText(policy)) },
  ]
}

const ASKED = { type: 'asked', provider: 'if a provider is affected', no: '–' } as const

function areasText(areas: number): string {
  return areas === 0 ? '–' : `${areas} areas`
}
