import { count, day, sentenceList } from './format.ts'
import { areaText, handText, PLAN_ORDER, type PlanDocument, planHeading, profileText } from './plan.ts'
import { plain } from './report/markdown.ts'

type Gate = PlanDocument['groups'][number]['gates'][number]
type Artifact = PlanDocument['artifacts'][number]

/** A plan as lines of text: what is asked, in the order in which it is asked for. */
export function planText(plan: PlanDocument): string {
  const lines = [
    planHeading(plan),
    ...aboutLines(plan),
    '',
    ...firstLines(plan),
    ...listed(
      'In this order',
      PLAN_ORDER.map(({ title, text }, i) => `${i + 1}. ${title}. ${text}`),
    ),
    ...plan.groups.flatMap((group) => [
      group.title,
      ...group.gates.flatMap((gate) => gateLines(gate, plan)),
      '',
    ]),
    'Artifacts',
    ...artifactLines(plan),
    '',
    ...listed('Pre-release checklist', plan.checklist.map(areaText)),
    ...listed('Approvals', plan.approvers.map(approverLine)),
    ...listed('Freshness', plan.windows.map(windowText)),
    ...listed('For all of it', plan.rules),
  ]
  return `${lines.join('\n').trimEnd()}\n`
}

function aboutLines(plan: PlanDocument): string[] {
  const { policy, on, profiles, service } = plan
  const made = profiles
    .filter(({ id, produces }) => produces.length > 0 && (plan.profile === null || plan.profile === id))
    .map(({ id, role, produces }) => `Profile ${id}: ${role}. It produces ${produces.join(', ')}.`)
  return [
    `By the policy ${policy.id} ${policy.version} on ${day(on)}: ${plan.summary}.`,
    profileText(plan),
    ...made,
    ...(service ? [serviceLine(service)] : []),
  ]
}

function serviceLine({ name, release, hasDossier }: NonNullable<PlanDocument['service']>): string {
  if (release === null) return `${name} has no release yet: everything has to be made.`
  return hasDossier
    ? `What is there already is what ${release} has.`
    : `Its newest release, ${release}, has no dossier: everything has to be made.`
}

function firstLines({ first }: PlanDocument): string[] {
  return listed(
    'Start this first',
    first.map(({ title, by, text }) => `${title}: ${text}${by === null ? '' : `. Do it by ${day(by)}`}`),
  )
}

function listed(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`), '']
}

function gateLines(gate: Gate, { service }: PlanDocument): string[] {
  return [
    `  ${gate.title}${gate.condition === null ? '' : ` (conditional: ${gate.condition})`}`,
    ...gate.accepts.map((text, i) => `      ${i === 0 ? 'accepts' : '     or'} ${text}`),
    ...(service?.hasDossier && gate.origin !== 'run' && gate.origin !== 'dossier'
      ? [`      there:  ${handText(gate.atHand)}`]
      : []),
  ]
}

function artifactLines({ artifacts }: PlanDocument): string[] {
  if (artifacts.length === 0) return ['  none besides the evidence of the gates']
  return artifacts.flatMap((artifact) => [
    `  ${artifact.title} (${artifact.name})${becauseText(artifact)}`,
    `      made by ${artifact.producer}: ${artifact.purpose}`,
    ...artifact.accepts.map((text, i) => `      ${i === 0 ? 'accepts' : '     or'} ${text}`),
  ])
}

function becauseText({ because }: Artifact): string {
  if (because === 'provider') return ', because an external provider is affected'
  return because === null ? ', made by the profile and not required' : ''
}

function approverLine({ text, people }: PlanDocument['approvers'][number]): string {
  return people.length > 0 ? `${text}: ${sentenceList(people)}` : text
}

/** `at most 100 days old: Backup and restore drill completed, ...`. */
export function windowText({ maxAgeDays, of }: PlanDocument['windows'][number]): string {
  const age = maxAgeDays === null ? 'does not age' : `at most ${count(maxAgeDays, 'day')} old`
  return `${age}: ${of.join(', ')}`
}

/** A plan as a checklist in GitHub-flavored Markdown, for an issue. All foreign text is escaped. */
export function planMarkdown(plan: PlanDocument): string {
  const box = (text: string) => `- [ ] ${plain(text)}`
  const part = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [`### ${plain(title)}`, lines.join('\n')]
  const parts = [
    `## ${plain(planHeading(plan))}`,
    aboutLines(plan).map(plain).join('\n\n'),
    ...part(
      'Start this first',
      plan.first.map(({ title, by, text }) =>
        box(`${title}: ${text}${by === null ? '' : `. Do it by ${day(by)}`}`),
      ),
    ),
    ...plan.groups.flatMap((group) =>
      part(
        group.title,
        group.gates.map((gate) => gateBox(gate, plan)),
      ),
    ),
    ...part('Artifacts', plan.artifacts.map(artifactBox)),
    ...part(
      'Pre-release checklist',
      plan.checklist.map((area) => box(areaText(area))),
    ),
    ...part(
      'Approvals',
      plan.approvers.map((role) => box(approverLine(role))),
    ),
    ...part(
      'Freshness',
      plan.windows.map((window) => `- ${plain(windowText(window))}`),
    ),
    ...part(
      'For all of it',
      plan.rules.map((rule) => `- ${plain(rule)}`),
    ),
  ]
  return `${parts.join('\n\n')}\n`
}

function gateBox(gate: Gate, { service }: PlanDocument): string {
  const isDone = gate.atHand?.state === 'counts'
  const condition = gate.condition === null ? '' : ` Conditional: ${gate.condition}.`
  const there = service?.hasDossier && gate.atHand ? ` There: ${handText(gate.atHand)}.` : ''
  return [
    `- [${isDone ? 'x' : ' '}] **${plain(gate.title)}**${plain(condition)}${plain(there)}`,
    ...gate.accepts.map((text) => `  - ${plain(text)}`),
  ].join('\n')
}

function artifactBox(artifact: Artifact): string {
  return [
    `- [ ] **${plain(artifact.title)}** ${plain(`(${artifact.name})${becauseText(artifact)}`)}`,
    `  - made by ${plain(artifact.producer)}: ${plain(artifact.purpose)}`,
    ...artifact.accepts.map((text) => `  - ${plain(text)}`),
  ].join('\n')
}
