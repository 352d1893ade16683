import type { UpgradeBrief, UpgradeStep } from '#decide/compare/upgrade.ts'
import { type ReleaseVerdict, VERDICT_WORDS } from './verdict.ts'

/**
 * An upgrade brief as text to paste: breaking changes first, then the way, risks, numbers, and what to do in order.
 * @param withdrawn versions of the service whose tags are gone
 */
export function upgradeText(brief: UpgradeBrief, withdrawn: readonly string[] = []): string {
  const { service, from, to, steps, breaking, risks, drift } = brief
  const part = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)]
  return [
    `Upgrade ${service} from ${from} to ${to}`,
    brief.isGo ? `${to} is GO today.` : `${to} is not GO today: do not upgrade to it.`,
    ...part(
      'Breaking on the way',
      breaking.map(({ version, change }) => `${version}: ${change.name} (${change.said})`),
    ),
    ...part('Versions between', steps.map(stepLine)),
    ...part('Withdrawn, never to be run', withdrawn),
    ...part(
      'Risks that come with it',
      risks.map(({ risk, isNew }) => `${risk.name}, ${risk.said}, ${isNew ? 'new' : 'open before'}`),
    ),
    ...part(
      'Numbers from end to end',
      drift.map(
        ({ name, kind, from: before, to: after }) =>
          `${kind}: ${name}: ${before ?? 'none'} → ${after ?? 'none'}`,
      ),
    ),
    ...part(
      'What to do, in order',
      whatToDo(brief).map((line, at) => `${at + 1}. ${line}`),
    ),
    '',
  ].join('\n')
}

function stepLine({ version, standing, isSteppedOver }: UpgradeStep): string {
  const word = VERDICT_WORDS[(standing === 'not-assessed' ? 'no-dossier' : standing) as ReleaseVerdict]
  return `${version} ${word}${isSteppedOver ? ', step over it' : ''}`
}

function whatToDo({ service, to, isGo, breaking, risks }: UpgradeBrief): string[] {
  const versions = [...new Set(breaking.map(({ version }) => version))]
  return [
    ...(isGo ? [] : [`Wait, or choose a version of ${service} that is GO.`]),
    ...versions.map((version) => `Adapt to what ${version} breaks; follow its guide.`),
    ...(risks.some(({ isNew }) => isNew) ? ['Decide whether you can bear the new risks.'] : []),
    ...(isGo ? [`Install ${service} ${to}, and compare its numbers with the ones above.`] : []),
  ]
}
