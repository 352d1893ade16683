import { millis } from '#decide/lib/time.ts'
import { draftDossier, leastDossier } from '#decide/verdict/draft.ts'
import { dossierText } from '#messages/dossier-text.ts'
import { count, minute } from '#messages/format.ts'
import { makeRepository } from '#messages/links.ts'
import type { ReleaseRecord } from '#model/release.ts'
import { say } from '../findings.ts'
import type { FoldTitle } from '../release/folds.ts'
import type { ReleaseInput } from '../release/input.ts'
import type { TurningText } from '../turning.ts'
import { baselineView } from './baseline.ts'
import { strangerChanges } from './changes.ts'
import { shortKey } from './seen.ts'

export type StrangerRelease = ReturnType<typeof strangerRelease>

/** What the page of a release without a dossier says: what changed, what public facts show, and a dossier to start with. */
export function strangerRelease(input: ReleaseInput) {
  const { record, links } = input
  const baseline = baselineView(input)
  return {
    lead: `Nobody has put evidence behind this release, so it is neither GO nor NO-GO.`,
    why: `Of ${baseline.total} public requirements it meets ${baseline.met}.`,
    facts: facts(input),
    changes: strangerChanges(input),
    baseline,
    draft: draftText(input),
    guide: links.guidePage('writing-a-dossier'),
    findings: say(
      [...record.git.unknown, ...input.posture.findings.filter(({ code }) => code.startsWith('tag.'))],
      links,
    ),
  }
}

interface Headed {
  reason: { lead: TurningText; why: TurningText }
  facts: ReturnType<typeof facts>
}

/** Without a dossier nothing was judged: what anybody can see stands in place of the reasons. */
export function strangerHead<T extends Headed>(head: T, { lead, why, facts }: StrangerRelease): T {
  const plain = (text: string) => ({ text, turns: [] })
  return { ...head, reason: { ...head.reason, lead: plain(lead), why: plain(why) }, facts }
}

/** What the contents of the page name. */
export function strangerTitles({ baseline, changes }: StrangerRelease): FoldTitle[] {
  const entry = (id: string, title: string, said: string, hint: string | null): FoldTitle => ({
    id,
    title,
    said,
    hint,
    tone: 'none',
    loud: null,
  })
  return [
    entry('changed', 'What changed', '', changes.counts.split(',')[0] ?? null),
    entry('baseline', 'Baseline', '', `${baseline.met} of ${baseline.total}`),
    entry('draft', 'Dossier', '', 'none yet'),
    entry('payload', 'Payload', 'The whole as JSON, and how to check it yourself.', null),
  ]
}

interface FactPart {
  text: string
  href?: string | null
  code?: boolean
  time?: string
}

/** Tag, commit, when, by whom, and whether it is signed. */
function facts({ record, repositoryUrl, previousReleased }: ReleaseInput) {
  const { git } = record
  const to = makeRepository(repositoryUrl)
  const fact = (label: string, ...parts: FactPart[]) => ({
    label,
    parts: parts.filter(({ text }) => text !== ''),
  })
  const [author] = record.publicFacts?.authors.named ?? []
  const by = git.tagger ?? (git.latestCommits[0]?.author || author?.name) ?? null
  return [
    fact(
      'Tag',
      { text: git.tag, href: to.tag(git.tag), code: true },
      { text: git.otherName === null ? '' : `, which calls itself ${git.otherName}` },
    ),
    fact(
      'Commit',
      git.commit === null
        ? { text: 'it points at none' }
        : { text: git.commit.slice(0, 7), href: to.commit(git.commit), code: true },
    ),
    fact(
      'Released',
      git.unknown.some(({ code }) => code === 'git.no_time')
        ? { text: 'no date is known' }
        : { text: minute(git.taggedAt), time: git.taggedAt },
      { text: afterText(git, previousReleased ?? null) },
    ),
    ...(by === null ? [] : [fact('By', { text: by })]),
    fact('Signed', { text: signedText(record) }),
  ]
}

const DAY = 86_400_000

function afterText({ taggedAt, previous }: ReleaseRecord['git'], before: string | null): string {
  if (previous === null || before === null) return ''
  const days = Math.round((millis(taggedAt) - millis(before)) / DAY)
  return days < 0 ? '' : `, ${days === 0 ? 'the same day as' : `${count(days, 'day')} after`} ${previous}`
}

/** Whether a tag is signed, and by the key of the release before; only what was checked here is called good. */
function signedText({ git, publicFacts }: Pick<ReleaseRecord, 'git' | 'publicFacts'>): string {
  const { signature, previous } = git
  const { own = null, before = null } = publicFacts?.key ?? {}
  if (signature === null) return before === null ? 'no' : `no, though ${previous ?? 'the release before'} is`
  if (signature.outcome === 'failed') return 'with a signature that is not good'
  const sure =
    signature.outcome === 'verified'
      ? `by ${signature.signer ?? 'a known key'}`
      : `by key ${shortKey(own)}, not checked here`
  if (own === null || before === null || previous === null) return sure
  return own === before ? `${sure}; the same key as ${previous}` : `${sure}; another key than ${previous}`
}

/** The same draft that the command writes, without evidence; null for a name that no dossier can hold. */
function draftText({ record, policies, posture, services }: ReleaseInput): string | null {
  const { service, version, git } = record
  const dossier = leastDossier({ service, version, tag: git.tag })
  if (dossier === null) return null
  const owner = services.get(service)?.owner ?? null
  const known = {
    record: { ...record, dossier },
    references: [],
    policy: policies.today,
    before: null,
    owner,
  }
  return dossierText(draftDossier(known, posture.today.at).dossier)
}
